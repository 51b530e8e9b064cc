import { DicomError } from '../../../core/errors.ts';
import type { BulkData, Instance } from '../../../core/dicom/instance.ts';
import { decodeBase64, type Palette } from './pixelDescription.ts';

/**
 * The palette of a PALETTE COLOR image (PS3.3 C.7.6.3.1.5, C.7.6.3.1.6), its
 * data inline or fetched; undefined for every other image.
 * @throws DicomError when a table is missing or too short, and whatever `fetchBulk` throws.
 */
export async function loadPalette(
  instance: Instance,
  fetchBulk: (uri: string) => Promise<Uint8Array>,
): Promise<Palette | undefined> {
  if (instance.PhotometricInterpretation?.trim().toUpperCase() !== 'PALETTE COLOR') return undefined;
  const table = async (
    name: string,
    descriptor: readonly number[] | undefined,
    data: BulkData | undefined,
    segmented: BulkData | undefined,
  ) => {
    const fail = (text: string): never => {
      throw new DicomError(instance.SOPInstanceUID, `The ${name} palette ${text}.`, {
        keyword: `${name}PaletteColorLookupTableData`,
        paragraph: 'PS3.3 C.7.6.3.1.6',
      });
    };
    const [entries, first = 0, bits = 16] = descriptor ?? fail('has no descriptor');
    if (entries === undefined || entries < 0 || entries > 65_536) return fail('has an impossible length');
    const count = entries === 0 ? 65_536 : entries;
    const source = data ?? segmented ?? fail('is missing');
    const bytes = source.InlineBinary
      ? decodeBase64(source.InlineBinary)
      : source.BulkDataURI
        ? await fetchBulk(source.BulkDataURI)
        : fail('is missing');
    const values = data ? plainTable(bytes, count, bits) : segmentedTable(bytes, bits);
    if (values.length < count) return fail(`has ${values.length} of ${count} entries`);
    return { first: signedFirst(first, instance), values: values.subarray(0, count) };
  };
  const [red, green, blue] = await Promise.all([
    table(
      'Red',
      instance.RedPaletteColorLookupTableDescriptor,
      instance.RedPaletteColorLookupTableData,
      instance.SegmentedRedPaletteColorLookupTableData,
    ),
    table(
      'Green',
      instance.GreenPaletteColorLookupTableDescriptor,
      instance.GreenPaletteColorLookupTableData,
      instance.SegmentedGreenPaletteColorLookupTableData,
    ),
    table(
      'Blue',
      instance.BluePaletteColorLookupTableDescriptor,
      instance.BluePaletteColorLookupTableData,
      instance.SegmentedBluePaletteColorLookupTableData,
    ),
  ]);
  return { first: red.first, red: red.values, green: green.values, blue: blue.values };
}

/** The first value mapped is signed when the pixels are, whatever VR the descriptor came in. */
function signedFirst(first: number, instance: Instance): number {
  return instance.PixelRepresentation === 1 && first > 32_767 ? first - 65_536 : first;
}

function plainTable(bytes: Uint8Array, count: number, bits: number): Uint8Array {
  // 8-bit entries are packed two to a word; some writers use a word for each.
  if (bits <= 8 && bytes.length < count * 2) return bytes;
  const out = new Uint8Array(Math.floor(bytes.length / 2));
  // Tables declared as 16 bits but filled with 8-bit values are common: then the low byte is the value.
  const useHighByte = bits > 8 && hasHighBytes(bytes);
  for (let i = 0; i < out.length; i++) out[i] = bytes[i * 2 + (useHighByte ? 1 : 0)] ?? 0;
  return out;
}

function hasHighBytes(bytes: Uint8Array): boolean {
  for (let i = 1; i < bytes.length; i += 2) if (bytes[i] !== 0) return true;
  return false;
}

/** PS3.3 C.7.9.2: discrete, linear and indirect segments. */
function segmentedTable(bytes: Uint8Array, bits: number): Uint8Array {
  const words =
    bits > 8
      ? Uint16Array.from(
          { length: Math.floor(bytes.length / 2) },
          (_, i) => (bytes[i * 2] ?? 0) | ((bytes[i * 2 + 1] ?? 0) << 8),
        )
      : bytes;
  const out: number[] = [];
  const run = (start: number, segments: number, depth: number): void => {
    let at = start;
    for (let n = 0; n < segments && at + 1 < words.length && out.length < 65_536; n++) {
      const opcode = words[at] ?? 0;
      const length = words[at + 1] ?? 0;
      if (opcode === 0) {
        for (let i = 0; i < length; i++) out.push(words[at + 2 + i] ?? 0);
        at += 2 + length;
      } else if (opcode === 1) {
        const from = out.at(-1) ?? 0;
        const to = words[at + 2] ?? 0;
        for (let i = 1; i <= length; i++) out.push(Math.round(from + ((to - from) * i) / length));
        at += 3;
      } else if (opcode === 2 && depth === 0) {
        const offset = (words[at + 2] ?? 0) + (words[at + 3] ?? 0) * (bits > 8 ? 65_536 : 256);
        run(bits > 8 ? offset / 2 : offset, length, depth + 1);
        at += 4;
      } else return;
    }
  };
  run(0, Infinity, 0);
  return Uint8Array.from(out, (value) => (bits > 8 ? value >> 8 : value));
}
