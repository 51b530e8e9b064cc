import type { Instance } from '../../src/core/dicom/instance.ts';
import type { HarnessFrame, HarnessSet } from './main.ts';

export const explicitLittleEndian = '1.2.840.10008.1.2.1';

const common = {
  StudyInstanceUID: '1.2.3',
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
  Modality: 'CT',
  Rows: 64,
  Columns: 64,
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  BitsAllocated: 16,
  BitsStored: 16,
  HighBit: 15,
  PixelRepresentation: 0,
  PixelSpacing: [1, 1],
} as const;

export type Pixels = Uint8Array | Uint16Array | Int16Array | Uint32Array | Float32Array;

export const base64 = (pixels: Pixels): string =>
  Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength).toString('base64');

/** Four flat quarters: top left, top right, bottom left, bottom right; each a value, or three for colour. */
export function quarters<T extends Pixels>(
  target: T,
  values: readonly (number | readonly number[])[],
  columns = 64,
  samples = 1,
): T {
  const rows = target.length / samples / columns;
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const value = values[(y < rows / 2 ? 0 : 2) + (x < columns / 2 ? 0 : 1)] ?? 0;
      for (let s = 0; s < samples; s++)
        target[(y * columns + x) * samples + s] = typeof value === 'number' ? value : (value[s] ?? 0);
    }
  return target;
}

/** A display set of one image. */
export function onePicture(
  uid: string,
  attributes: Partial<Instance>,
  pixels: Pixels,
  extra: Partial<HarnessSet> = {},
): HarnessSet {
  const SOPInstanceUID = `1.2.3.${uid}`;
  return {
    uid,
    instances: [{ ...common, SeriesInstanceUID: `1.2.3.4.${uid}`, SOPInstanceUID, ...attributes }],
    frames: {
      [`${SOPInstanceUID}/1`]: { base64: base64(pixels), transferSyntaxUID: explicitLittleEndian },
    },
    ...extra,
  };
}

/** A stack of flat slices; slice i shows gray level `(first + i) * 10` under its own window. */
export function flatStack(
  uid: string,
  count: number,
  first = 1,
  frame: Partial<HarnessFrame> = {},
): HarnessSet {
  const frames: Record<string, HarnessFrame> = {};
  const instances = Array.from({ length: count }, (_, i): Instance => {
    const SOPInstanceUID = `1.2.3.${uid}.${i + 1}`;
    frames[`${SOPInstanceUID}/1`] = {
      base64: base64(new Uint8Array(64 * 64).fill((first + i) * 10)),
      transferSyntaxUID: explicitLittleEndian,
      ...frame,
    };
    return {
      ...common,
      BitsAllocated: 8,
      BitsStored: 8,
      HighBit: 7,
      SeriesInstanceUID: `1.2.3.4.${uid}`,
      SOPInstanceUID,
      InstanceNumber: i + 1,
      WindowCenter: [128],
      WindowWidth: [256],
      ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
      ImagePositionPatient: [0, 0, i],
    };
  });
  return { uid, instances, frames };
}

/** One multi-frame clip; frame f shows gray level `f * 10`. */
export function flatClip(uid: string, count: number, overrides: HarnessSet['overrides'] = {}): HarnessSet {
  const SOPInstanceUID = `1.2.3.${uid}`;
  const frames: Record<string, HarnessFrame> = {};
  for (let f = 1; f <= count; f++)
    frames[`${SOPInstanceUID}/${f}`] = {
      base64: base64(new Uint8Array(64 * 64).fill(f * 10)),
      transferSyntaxUID: explicitLittleEndian,
    };
  return {
    uid,
    frames,
    instances: [
      {
        ...common,
        Modality: 'US',
        BitsAllocated: 8,
        BitsStored: 8,
        HighBit: 7,
        SeriesInstanceUID: `1.2.3.4.${uid}`,
        SOPInstanceUID,
        NumberOfFrames: count,
        WindowCenter: [128],
        WindowWidth: [256],
      },
    ],
    overrides: { isMultiFrame: true, ...overrides },
  };
}
