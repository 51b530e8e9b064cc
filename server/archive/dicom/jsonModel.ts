import { asciiValue, UNDEFINED_LENGTH, type DataSet, type Element } from './part10.ts';
import { isAscii, textDecoder, type TextDecode } from './characterSets.ts';
import { dictionaryVr, privateVr, tagHex } from './dictionary.ts';

/** One attribute of the DICOM JSON Model. Without `Value`, bulk or inline data it is present and empty. */
export interface JsonElement {
  readonly vr: string;
  readonly Value?: readonly JsonValue[];
  readonly BulkDataURI?: string;
  readonly InlineBinary?: string;
}
export interface JsonName {
  readonly Alphabetic?: string;
  readonly Ideographic?: string;
  readonly Phonetic?: string;
}
export type JsonValue = string | number | null | JsonName | JsonDataSet;
export type JsonDataSet = { readonly [tag: string]: JsonElement };

/** Where an attribute stands: `00280010/0/00281201`. */
export type AttributePath = string;

export interface JsonOptions {
  /** The URI under which the value of a binary attribute can be had; it is written as it is, without escaping. */
  readonly bulkDataUri: (path: AttributePath) => string;
  /** Binary values of more bytes than this become a BulkDataURI. */
  readonly inlineLimit?: number;
}

const INLINE_LIMIT = 1024;
const binary = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN']);
const paragraph = new Set(['LT', 'ST', 'UT', 'UR']);
const localised = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT']);

interface Context {
  readonly options: JsonOptions;
  readonly decode: TextDecode;
  /** Of the data set around: implicit VR needs it to choose between US and SS. */
  readonly signed: boolean;
}

/**
 * A data set as the DICOM JSON Model. Group lengths are left out.
 * @see PS3.18 annex F
 */
export function toJson(root: DataSet, options: JsonOptions): Record<string, JsonElement> {
  const json: Record<string, JsonElement> = JSON.parse(dataSetText(root, options)); // our own text
  return json;
}

/**
 * As {@link toJson}, as text with the attributes in tag order. Written straight from the bytes, because the objects in
 * between would cost more than all the rest of reading metadata.
 * @param added texts of attributes that are not in the data set, or stand in place of its own, by tag
 */
export function dataSetText(
  root: DataSet,
  options: JsonOptions,
  added: ReadonlyMap<number, string> = nothing,
): string {
  return textOf(root, { options, decode: textDecoder([]), signed: false }, '', added);
}
const nothing: ReadonlyMap<number, string> = new Map();

function textOf(dataSet: DataSet, outer: Context, path: string, added: ReadonlyMap<number, string>): string {
  const context = contextOf(dataSet, outer);
  let text = '';
  for (const tag of sortedTags(dataSet, added)) {
    const element = dataSet.elements.get(tag);
    const own = added.get(tag);
    if (own === undefined && (element === undefined || tag % 0x10000 === 0)) continue;
    const hex = tagHex(tag);
    text += text === '' ? `{"${hex}":` : `,"${hex}":`;
    text += own ?? (element === undefined ? '' : elementText(dataSet, element, context, path, hex));
  }
  return text === '' ? '{}' : `${text}}`;
}

/** Files have them in order, but for those that are wrong and for what is read from behind the pixels. */
function sortedTags({ elements }: DataSet, added: ReadonlyMap<number, string>): readonly number[] {
  const tags = [...elements.keys()];
  for (const tag of added.keys()) if (!elements.has(tag)) tags.push(tag);
  for (let i = 1; i < tags.length; i++)
    if ((tags[i - 1] ?? 0) > (tags[i] ?? 0)) return tags.sort((a, b) => a - b);
  return tags;
}

function contextOf(dataSet: DataSet, outer: Context): Context {
  const terms = asciiValue(dataSet, 0x00080005);
  const representation = dataSet.elements.get(0x00280103);
  const decode = terms === undefined ? outer.decode : textDecoder(terms.split('\\'));
  let { signed } = outer;
  if (representation !== undefined && representation.length >= 2) {
    const { bytes, littleEndian } = dataSet;
    const at = representation.offset;
    signed = (littleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)) === 1;
  }
  return { options: outer.options, decode, signed };
}

/** Names for the choices that implicit VR leaves to the context. @see PS3.5 annex A.1 */
function resolveVr(given: string, tag: number, dataSet: DataSet, context: Context): string {
  const vr = given === 'UN' ? knownVr(dataSet, tag) : given;
  if (vr === 'xs') return context.signed ? 'SS' : 'US';
  if (vr === 'ox' || vr === 'lt') return 'OW';
  if (vr === 'up') return 'UL';
  return tag === 0x7fe00010 && vr === 'UN' ? 'OW' : vr;
}

/**
 * What UN stands for when a dictionary knows the attribute: servers that once kept implicit VR write UN for what they
 * did not know, and the value reads the same. Sequences stay bytes.
 * @see PS3.5 6.2.2
 */
function knownVr(dataSet: DataSet, tag: number): string {
  const group = Math.floor(tag / 0x10000);
  const element = tag % 0x10000;
  const creator =
    group % 2 === 1 && element >= 0x1000
      ? asciiValue(dataSet, group * 0x10000 + Math.floor(element / 0x100))
      : undefined;
  const vr = creator === undefined ? dictionaryVr(tag) : (privateVr(creator, tag) ?? 'UN');
  return vr === 'SQ' || !/^([A-Z]{2}|xs|ox|lt|up)$/.test(vr) ? 'UN' : vr;
}

/**
 * One attribute of a data set at the root, as text; the character set and sign are taken from that data set.
 * @returns nothing when the attribute is absent
 */
export function attributeText(root: DataSet, tag: number, options: JsonOptions): string | undefined {
  const element = root.elements.get(tag);
  if (element === undefined) return undefined;
  const context = contextOf(root, { options, decode: textDecoder([]), signed: false });
  return elementText(root, element, context, '', tagHex(tag));
}

function elementText(
  dataSet: DataSet,
  element: Element,
  context: Context,
  path: string,
  hex: string,
): string {
  if (element.items !== undefined) {
    const items = element.items.map((item, i) => textOf(item, context, `${path}${hex}/${i}/`, nothing));
    return items.length === 0 ? '{"vr":"SQ"}' : `{"vr":"SQ","Value":[${items.join(',')}]}`;
  }
  const vr = resolveVr(element.vr, element.tag, dataSet, context);
  if (element.length === 0) return `{"vr":"${vr}"}`;
  if (binary.has(vr)) {
    const limit = context.options.inlineLimit ?? INLINE_LIMIT;
    if (element.length > limit || element.length === UNDEFINED_LENGTH)
      return `{"vr":"${vr}","BulkDataURI":"${context.options.bulkDataUri(path + hex)}"}`;
    return `{"vr":"${vr}","InlineBinary":"${littleEndianBytes(dataSet, element, vr).toString('base64')}"}`;
  }
  const values = valuesText(dataSet, element, vr, context.decode);
  return values === '' ? `{"vr":"${vr}"}` : `{"vr":"${vr}","Value":[${values}]}`;
}

const wordSize: Readonly<Record<string, number>> = { OW: 2, OF: 4, OL: 4, OD: 8, OV: 8 };

/** The value of a binary attribute, words swapped where the file is big endian. */
export function littleEndianBytes(dataSet: DataSet, element: Element, vr: string): Buffer {
  const value = dataSet.bytes.subarray(element.offset, element.offset + element.length);
  return dataSet.littleEndian ? value : swapWords(value, wordSize[vr] ?? 1);
}

/** A copy with the bytes of each whole word reversed. */
export function swapWords(value: Buffer, size: number): Buffer {
  const copy = Buffer.from(value);
  const usable = copy.subarray(0, copy.length - (copy.length % size));
  if (size === 2) usable.swap16();
  if (size === 4) usable.swap32();
  if (size === 8) usable.swap64();
  return copy;
}

const numeric: Readonly<
  Record<string, readonly [number, (b: Buffer, at: number, le: boolean) => string | number]>
> = {
  US: [2, (b, at, le) => (le ? b.readUInt16LE(at) : b.readUInt16BE(at))],
  SS: [2, (b, at, le) => (le ? b.readInt16LE(at) : b.readInt16BE(at))],
  UL: [4, (b, at, le) => (le ? b.readUInt32LE(at) : b.readUInt32BE(at))],
  SL: [4, (b, at, le) => (le ? b.readInt32LE(at) : b.readInt32BE(at))],
  FL: [4, (b, at, le) => float(le ? b.readFloatLE(at) : b.readFloatBE(at))],
  FD: [8, (b, at, le) => float(le ? b.readDoubleLE(at) : b.readDoubleBE(at))],
  SV: [8, (b, at, le) => big(le ? b.readBigInt64LE(at) : b.readBigInt64BE(at))],
  UV: [8, (b, at, le) => big(le ? b.readBigUInt64LE(at) : b.readBigUInt64BE(at))],
  AT: [
    4,
    (b, at, le) =>
      tagHex(
        le
          ? b.readUInt16LE(at) * 0x10000 + b.readUInt16LE(at + 2)
          : b.readUInt16BE(at) * 0x10000 + b.readUInt16BE(at + 2),
      ),
  ],
};

/** JSON has no word for these three; strings keep them apart from an absent value. */
const float = (value: number): string | number => {
  if (Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? 'inf' : '-inf';
};
/** Beyond 2^53 a JSON number would be rounded by its reader. @see PS3.18 F.2.3 */
const big = (value: bigint): string | number => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
};

/** The values with commas between them; nothing when there is none but empty ones, or one empty one. */
function valuesText(dataSet: DataSet, element: Element, vr: string, decode: TextDecode): string {
  const { bytes } = dataSet;
  const { offset, length } = element;
  const reader = numeric[vr];
  if (reader !== undefined) {
    // UN is little endian in every transfer syntax.
    const littleEndian = dataSet.littleEndian || element.vr === 'UN';
    const [size, read] = reader;
    let text = '';
    for (let at = offset; at + size <= offset + length; at += size) {
      const value = read(bytes, at, littleEndian);
      const shown = typeof value === 'number' ? String(value) : `"${value}"`;
      text += text === '' ? shown : `,${shown}`;
    }
    return text;
  }
  let end = offset + length;
  while (end > offset && bytes[end - 1] === 0) end--;
  const text =
    !localised.has(vr) || isAscii(bytes, offset, end)
      ? bytes.toString('latin1', offset, end)
      : decode(bytes.subarray(offset, end), paragraph.has(vr) ? 'paragraph' : vr === 'PN' ? 'name' : 'text');
  if (paragraph.has(vr)) {
    const whole = text.replace(/[ \0]+$/, '');
    return whole === '' ? '' : JSON.stringify(whole);
  }
  if (!text.includes('\\')) return stringText(text, vr) ?? '';
  const values = text.split('\\').map((part) => stringText(part, vr) ?? 'null');
  return values.join(',');
}

/** One value of a string VR as JSON; nothing for an empty one. */
function stringText(part: string, vr: string): string | undefined {
  if (vr === 'PN') return nameText(part);
  const text = vr === 'UI' ? trimmed(part).trim() : trimmed(part);
  if (text === '') return undefined;
  if ((vr === 'DS' || vr === 'IS') && /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
    const value = Number(text);
    if (Number.isFinite(value)) return String(value);
  }
  // What is not a number stays as it was written, so that nobody mistakes it for zero.
  return JSON.stringify(text);
}

/** Padding is spaces; a NUL is a common mistake for one. */
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) === 0x20) start++;
  while (end > start && (text.charCodeAt(end - 1) === 0x20 || text.charCodeAt(end - 1) === 0)) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

const representations = ['Alphabetic', 'Ideographic', 'Phonetic'];

/** @see PS3.18 F.2.2, PS3.5 6.2.1 */
function nameText(part: string): string | undefined {
  const groups: string[] = [];
  part.split('=', 3).forEach((group, i) => {
    const text = trimmed(group);
    if (text !== '') groups.push(`"${representations[i]}":${JSON.stringify(text)}`);
  });
  return groups.length === 0 ? undefined : `{${groups.join(',')}}`;
}

/**
 * A data set as JSON text with its attributes in tag order, which plain `JSON.stringify` does not keep
 * (names that look like array indices, such as 40080100, would come first).
 * @see PS3.18 F.2.2
 */
export function jsonText(dataSet: JsonDataSet): string {
  const parts: string[] = [];
  for (const tag of Object.keys(dataSet).sort()) {
    const element = dataSet[tag];
    if (element !== undefined) parts.push(`"${tag}":${elementJsonText(element)}`);
  }
  return `{${parts.join(',')}}`;
}

function elementJsonText(element: JsonElement): string {
  if (element.vr !== 'SQ' || element.Value === undefined) return JSON.stringify(element);
  const items = element.Value.map((item) => (isDataSet(item) ? jsonText(item) : 'null'));
  return `{"vr":"SQ","Value":[${items.join(',')}]}`;
}

const isDataSet = (value: JsonValue): value is JsonDataSet => typeof value === 'object' && value !== null;
