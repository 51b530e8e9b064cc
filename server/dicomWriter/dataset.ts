import { type DcmjsDict, type DcmjsElement, DicomMetaDictionary } from './dcmjs.ts';

/** A value as people write it: text, a number, bytes (OB, OW, UN), or an item of a sequence. */
export type NaturalValue = string | number | Uint8Array | NaturalDataset;

/**
 * A data set keyed by PS3.6 keyword. `undefined` means "leave the attribute
 * out"; an empty list (or '') writes it without a value (type 2).
 */
export interface NaturalDataset {
  readonly [keyword: string]: NaturalValue | readonly NaturalValue[] | undefined;
}

/** A private element (PS3.5 7.8.1). `element` is its low byte; the creator's block is found for it. */
export interface PrivateElement {
  readonly group: number;
  readonly creator: string;
  readonly element: number;
  readonly vr: string;
  readonly value: NaturalValue | readonly NaturalValue[];
}

/** A keyword that PS3.6 does not have, or a value that its VR cannot hold. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
}

const textVrs = new Set('AE AS CS DA DT LO LT PN SH ST TM UC UI UR UT'.split(' '));
const numberVrs = new Set('FD FL SL SS UL US'.split(' '));

const isList = (value: NaturalValue | readonly NaturalValue[]): value is readonly NaturalValue[] =>
  Array.isArray(value);

/** The bytes in an ArrayBuffer of their own (what dcmjs writes), padded to even length (PS3.5 7.1.1). */
export function evenBuffer(bytes: Uint8Array): ArrayBuffer {
  const buffer = new ArrayBuffer(bytes.byteLength + (bytes.byteLength % 2));
  new Uint8Array(buffer).set(bytes);
  return buffer;
}

/** PS3.5 6.2: a DS holds at most 16 characters. */
export function decimalString(value: number): string {
  if (!Number.isFinite(value)) throw new DatasetError(`${value} cannot be written as a decimal string`);
  const plain = String(value);
  if (plain.length <= 16) return plain;
  for (let digits = 15; digits > 0; digits -= 1) {
    const text = String(Number(value.toPrecision(digits)));
    if (text.length <= 16) return text;
  }
  throw new DatasetError(`${value} does not fit into a decimal string`);
}

function encodeValue(keyword: string, vr: string, value: NaturalValue, signed: boolean): unknown {
  if (vr === 'SQ') {
    if (typeof value === 'object' && !(value instanceof Uint8Array)) return denaturalize(value, signed);
  } else if (value instanceof Uint8Array) {
    return evenBuffer(value);
  } else if (vr === 'DS') {
    if (typeof value === 'number') return decimalString(value);
    if (typeof value === 'string') return value;
  } else if (vr === 'IS') {
    if (typeof value === 'number' && Number.isInteger(value)) return String(value);
    if (typeof value === 'string') return value;
  } else if (textVrs.has(vr)) {
    if (typeof value === 'string') return vr === 'PN' ? { Alphabetic: value } : value;
  } else if (numberVrs.has(vr)) {
    if (typeof value === 'number') return value;
  } else if (vr === 'AT' && typeof value === 'string') {
    return Number.parseInt(value, 16);
  }
  throw new DatasetError(`${keyword} (${vr}) cannot hold ${typeof value === 'object' ? 'an object' : value}`);
}

/** The VRs that PS3.6 leaves open, decided as PS3.5 A.1 and A.2 and PS3.3 C.7.6.3.1 say. */
function decideVr(vr: string, signed: boolean): string {
  if (vr === 'xs') return signed ? 'SS' : 'US';
  if (vr === 'ox' || vr === 'lt') return 'OW';
  return vr;
}

function encodeElement(
  keyword: string,
  vr: string,
  value: NaturalValue | readonly NaturalValue[],
  signed: boolean,
): DcmjsElement {
  const values = (isList(value) ? value : [value]).filter((each) => each !== '');
  return { vr, Value: values.map((each) => encodeValue(keyword, vr, each, signed)) };
}

/**
 * Keywords to tags and VRs. `signed` decides between US and SS where PS3.6
 * leaves both; an item inherits it from the data set unless it has a
 * PixelRepresentation of its own.
 *
 * @throws DatasetError for an unknown keyword or a value of the wrong kind.
 */
export function denaturalize(dataset: NaturalDataset, signed = false): DcmjsDict {
  const representation = dataset['PixelRepresentation'];
  const signedHere = representation === undefined ? signed : representation === 1;
  const dict: DcmjsDict = {};
  for (const [keyword, value] of Object.entries(dataset)) {
    if (value === undefined) continue;
    const entry = DicomMetaDictionary.nameMap[keyword];
    if (entry === undefined) throw new DatasetError(`PS3.6 has no attribute ${keyword}`);
    // A palette's descriptor is unsigned except for its second value; the tables we write start at 0 or above.
    const openVr = keyword.endsWith('PaletteColorLookupTableDescriptor') ? 'US' : entry.vr;
    dict[entry.tag.replaceAll(/[(),]/g, '')] = encodeElement(
      keyword,
      decideVr(openVr, signedHere),
      value,
      signedHere,
    );
  }
  return dict;
}

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');

/** Private elements with the Private Creator that reserves their block (PS3.5 7.8.1). */
export function privateDict(elements: readonly PrivateElement[]): DcmjsDict {
  const dict: DcmjsDict = {};
  const blocks = new Map<string, number>();
  const used = new Map<number, number>();
  for (const each of elements) {
    const name = `${each.group}\\${each.creator}`;
    let block = blocks.get(name);
    if (block === undefined) {
      block = (used.get(each.group) ?? 0x0f) + 1;
      used.set(each.group, block);
      blocks.set(name, block);
      dict[`${hex(each.group, 4)}${hex(block, 4)}`] = { vr: 'LO', Value: [each.creator] };
    }
    const tag = `${hex(each.group, 4)}${hex(block, 2)}${hex(each.element, 2)}`;
    dict[tag] = encodeElement(`private ${tag}`, each.vr, each.value, false);
  }
  return dict;
}
