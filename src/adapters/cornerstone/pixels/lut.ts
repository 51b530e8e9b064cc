import type { Instance, LookupTable } from '../../../core/dicom/instance.ts';

/** A Modality or VOI LUT ready to use (PS3.3 C.11.1.1, C.11.2.1.1): value v maps to `values[clamp(v - first)]`. */
export interface Lut {
  readonly first: number;
  /** Of an entry, as declared. */
  readonly bits: number;
  readonly values: readonly number[];
}

/** Tables that the archive keeps apart from the metadata, once they are here. */
const fetched = new WeakMap<LookupTable, Uint8Array>();

/**
 * Fetches the LUTs of an instance that are bulk data, each once.
 * @throws what `fetchBulk` throws: an image is not drawn without its LUT in silence
 */
export async function loadLuts(
  { ModalityLUTSequence = [], VOILUTSequence = [] }: Instance,
  fetchBulk: (uri: string) => Promise<Uint8Array>,
): Promise<void> {
  await Promise.all(
    [...ModalityLUTSequence, ...VOILUTSequence].map(async (item) => {
      const { LUTData: data } = item;
      if (!data || isNumbers(data) || data.BulkDataURI === undefined || fetched.has(item)) return;
      fetched.set(item, await fetchBulk(data.BulkDataURI));
    }),
  );
}

/**
 * A Modality or VOI LUT (PS3.3 C.11.1.1, C.11.2.1.1).
 * @returns undefined when its data are not here or too few
 */
export function lutOf(item: LookupTable | undefined, { PixelRepresentation }: Instance): Lut | undefined {
  const [entries, first = 0, bits = 16] = item?.LUTDescriptor ?? [];
  if (!item || entries === undefined) return undefined;
  const count = entries === 0 ? 65_536 : entries;
  const values = valuesOf(item, count, bits);
  if (values.length < count || count <= 0) return undefined;
  // The first value mapped is signed when the pixels are, whatever VR the descriptor came in.
  const isSigned = PixelRepresentation === 1 && first > 32_767;
  return { first: isSigned ? first - 65_536 : first, bits, values: values.slice(0, count) };
}

function valuesOf(item: LookupTable, count: number, bits: number): readonly number[] {
  const { LUTData: data } = item;
  if (data && isNumbers(data)) return data;
  const bytes = data?.InlineBinary ? decodeBase64(data.InlineBinary) : fetched.get(item);
  return bytes ? readTable(bytes, count, bits) : [];
}

function isNumbers(data: NonNullable<LookupTable['LUTData']>): data is readonly number[] {
  return Array.isArray(data);
}

/** PS3.3 C.11.1.1: OW words little endian; 8-bit tables may be packed two to a word. */
function readTable(bytes: Uint8Array, count: number, bits: number): number[] {
  if (bits <= 8 && bytes.length < count * 2) return [...bytes];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 2) }, (_, i) => view.getUint16(i * 2, true));
}

export function decodeBase64(base64: string): Uint8Array {
  const text = atob(base64);
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
