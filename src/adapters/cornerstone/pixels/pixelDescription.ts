import { DicomError } from '../../../core/errors.ts';
import type { FunctionalGroups, Instance } from '../../../core/dicom/instance.ts';
import { lutOf, type Lut } from './lut.ts';

export { decodeBase64, lutOf, type Lut } from './lut.ts';

/** Palette entries as 8-bit red, green, blue; stored value v maps to entry clamp(v - first). */
export interface Palette {
  readonly first: number;
  readonly red: Uint8Array;
  readonly green: Uint8Array;
  readonly blue: Uint8Array;
}

/**
 * How the bytes of one frame are to be read (PS3.3 C.7.6.3), checked: every
 * number here is sane and they agree with each other. Plain data, so that it
 * can be posted to a worker.
 */
export interface PixelDescription {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: 1 | 3;
  readonly photometricInterpretation: string;
  readonly planarConfiguration: 0 | 1;
  readonly bitsAllocated: 1 | 8 | 16 | 32 | 64;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  /** Float or Double Float Pixel Data (C.7.6.24, C.7.6.25). */
  readonly float: boolean;
  readonly frames: number;
  /** Stored values that are not image (C.7.5.1.1.2); out of the computed window. */
  readonly padding: { readonly low: number; readonly high: number } | undefined;
  readonly slope: number;
  readonly intercept: number;
  readonly modalityLut: Lut | undefined;
  readonly palette: Palette | undefined;
}

/** Above this many pixels nothing is allocated: 16384 x 16384 is not an image of a patient that a page can hold. */
export const maxPixels = 200_000_000;

const known = new Set([
  'MONOCHROME1',
  'MONOCHROME2',
  'PALETTE COLOR',
  'RGB',
  'YBR_FULL',
  'YBR_FULL_422',
  'YBR_PARTIAL_422',
  'YBR_PARTIAL_420',
  'YBR_ICT',
  'YBR_RCT',
  'XYB',
]);

/**
 * The pixel module of an instance, checked.
 * @throws DicomError saying what is missing or cannot be, before anything is allocated.
 */
export function describePixels(
  instance: Instance,
  frame: number,
  palette: Palette | undefined,
): PixelDescription {
  const fail = (text: string, keyword?: string): never => {
    throw new DicomError(instance.SOPInstanceUID, text, { keyword, paragraph: 'PS3.3 C.7.6.3' });
  };
  const rows = dimension(instance.Rows, 'Rows', fail);
  const columns = dimension(instance.Columns, 'Columns', fail);
  if (rows * columns > maxPixels)
    fail(`The image claims ${columns} x ${rows} pixels, which is more than can be shown.`, 'Rows');

  const samples = instance.SamplesPerPixel ?? 1;
  if (samples !== 1 && samples !== 3)
    fail(`${samples} samples per pixel cannot be shown.`, 'SamplesPerPixel');
  const samplesPerPixel = samples === 3 ? 3 : 1;

  const photometricInterpretation = (
    instance.PhotometricInterpretation ?? (samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2')
  )
    .trim()
    .toUpperCase();
  if (!known.has(photometricInterpretation))
    fail(
      `The photometric interpretation "${photometricInterpretation}" is not known.`,
      'PhotometricInterpretation',
    );
  const oneSample =
    photometricInterpretation.startsWith('MONOCHROME') || photometricInterpretation === 'PALETTE COLOR';
  if (oneSample !== (samplesPerPixel === 1))
    fail(
      `${samplesPerPixel} samples per pixel do not go with ${photometricInterpretation}.`,
      'SamplesPerPixel',
    );

  const bits = instance.BitsAllocated ?? 0;
  if (bits !== 1 && bits !== 8 && bits !== 16 && bits !== 32 && bits !== 64)
    fail(`${instance.BitsAllocated ?? 'No'} bits allocated cannot be shown.`, 'BitsAllocated');
  const bitsAllocated = bits as PixelDescription['bitsAllocated'];
  const bitsStored = instance.BitsStored ?? bitsAllocated;
  if (!Number.isInteger(bitsStored) || bitsStored < 1 || bitsStored > bitsAllocated)
    fail(`${instance.BitsStored} bits stored do not fit in ${bitsAllocated} allocated.`, 'BitsStored');
  const claimedHighBit = instance.HighBit ?? bitsStored - 1;
  // A high bit that cannot be is taken as the usual one: the samples are then right-aligned, as almost all are.
  const highBit =
    claimedHighBit >= bitsStored - 1 && claimedHighBit < bitsAllocated ? claimedHighBit : bitsStored - 1;
  if (photometricInterpretation === 'PALETTE COLOR' && !palette)
    fail('The colour palette of this image is missing.', 'RedPaletteColorLookupTableData');

  const rescale = rescaleOf(instance, frame);
  return {
    rows,
    columns,
    samplesPerPixel,
    photometricInterpretation,
    planarConfiguration: instance.PlanarConfiguration === 1 ? 1 : 0,
    bitsAllocated,
    bitsStored,
    highBit,
    signed: instance.PixelRepresentation === 1,
    float: bitsAllocated >= 32 && instance.PixelRepresentation === undefined,
    frames: instance.NumberOfFrames ?? 1,
    padding: paddingOf(instance),
    slope: rescale.slope,
    intercept: rescale.intercept,
    modalityLut: rescale.claimed ? undefined : lutOf(instance.ModalityLUTSequence?.[0], instance),
    palette,
  };
}

/** Functional groups of a frame, looked up per frame first, then shared (PS3.3 C.7.6.16). */
export function functionalGroup<K extends keyof FunctionalGroups>(
  instance: Instance,
  frame: number,
  keyword: K,
): FunctionalGroups[K] | undefined {
  const own = instance.PerFrameFunctionalGroupsSequence?.[frame - 1]?.[keyword];
  return own?.length ? own : instance.SharedFunctionalGroupsSequence?.[0]?.[keyword];
}

export interface Rescale {
  readonly slope: number;
  readonly intercept: number;
  /** Whether the object gave a usable rescale; false: the values are stored values, and no unit may be claimed. */
  readonly claimed: boolean;
  readonly type: string | undefined;
}

/** Rescale of one frame (PS3.3 C.11.1, C.7.6.16.2.9). A slope of 0 or one that is no number is ignored. */
export function rescaleOf(instance: Instance, frame: number): Rescale {
  const group = functionalGroup(instance, frame, 'PixelValueTransformationSequence')?.[0];
  const slope = group?.RescaleSlope ?? instance.RescaleSlope;
  const intercept = group?.RescaleIntercept ?? instance.RescaleIntercept;
  const usable =
    (slope !== undefined || intercept !== undefined) &&
    Number.isFinite(slope ?? 1) &&
    slope !== 0 &&
    Number.isFinite(intercept ?? 0);
  return usable
    ? {
        slope: slope ?? 1,
        intercept: intercept ?? 0,
        claimed: true,
        type: group?.RescaleType ?? instance.RescaleType,
      }
    : { slope: 1, intercept: 0, claimed: false, type: undefined };
}

export interface OwnWindow {
  readonly center: number;
  readonly width: number;
  readonly explanation: string | undefined;
}

/** The first usable window that the object gives for a frame (C.11.2, C.7.6.16.2.10), in modality units. */
export function ownWindow(instance: Instance, frame: number): OwnWindow | undefined {
  const group = functionalGroup(instance, frame, 'FrameVOILUTSequence')?.[0];
  const source = group?.WindowCenter?.length ? group : instance;
  const centers = source.WindowCenter ?? [];
  for (let i = 0; i < centers.length; i++) {
    const center = centers[i];
    const width = source.WindowWidth?.[i];
    if (Number.isFinite(center) && Number.isFinite(width) && center !== undefined && width && width > 0)
      return { center, width, explanation: source.WindowCenterWidthExplanation?.[i] };
  }
  return undefined;
}

export type VoiFunction = 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID';

/**
 * PS3.3 C.11.2.1.3; anything unknown is LINEAR, the default. But not for PET: its values are no whole
 * numbers, and half a step off is much where the window is 0 to 7 g/ml.
 */
export function voiFunctionOf(instance: Instance, frame: number): VoiFunction {
  const name =
    functionalGroup(instance, frame, 'FrameVOILUTSequence')?.[0]?.VOILUTFunction ?? instance.VOILUTFunction;
  if (name === 'SIGMOID' || name === 'LINEAR_EXACT') return name;
  return name === undefined && instance.Modality === 'PT' ? 'LINEAR_EXACT' : 'LINEAR';
}

function dimension(
  value: number | undefined,
  keyword: string,
  fail: (text: string, keyword: string) => never,
) {
  if (value === undefined) return fail(`This image cannot be displayed: ${keyword} is missing.`, keyword);
  if (!Number.isInteger(value) || value < 1 || value > 65_535)
    return fail(`This image cannot be displayed: ${keyword} is ${value}.`, keyword);
  return value;
}

function paddingOf(instance: Instance): PixelDescription['padding'] {
  const value = instance.PixelPaddingValue;
  if (value === undefined || !Number.isFinite(value)) return undefined;
  const limit = instance.PixelPaddingRangeLimit;
  const other = limit !== undefined && Number.isFinite(limit) ? limit : value;
  return { low: Math.min(value, other), high: Math.max(value, other) };
}
