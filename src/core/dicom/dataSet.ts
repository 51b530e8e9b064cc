import { sameItems } from '../collections.ts';
import type { BulkData, Instance, PersonName } from './instance.ts';
import { privateBValue } from './privateBValue.ts';
import { privatePet } from './privatePet.ts';
import type { AnyTagTable, ValueKind } from './tagTable.ts';
import { ofSameShape } from './sameShape.ts';
import { instanceTags } from './tags.ts';

/**
 * The door: the only code that reads the DICOM JSON Model (PS3.18 annex F).
 * It believes nothing. A value that cannot be read is left out and told; an
 * entry that cannot be identified is refused and told; the rest is used.
 */

/** Sequences nest at most this deep: content trees far deeper than any real report are cut, and told. */
export const maxSequenceDepth = 256;

/** One data set read: its attributes, and the keywords of those that could not be read. */
export interface Naturalized {
  /** Without identity checks: any of the UIDs may be missing. */
  readonly attributes: Partial<Instance>;
  readonly unreadable: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;
interface Reader {
  readonly keyword: string;
  readonly kind: ValueKind;
  /** The value read last: most attributes are the same in all instances of a series, which then share it. */
  last: unknown;
}

/**
 * Reads one data set of the DICOM JSON Model.
 * @returns undefined when it is not an object at all.
 */
export function naturalize(json: unknown): Naturalized | undefined {
  if (!isObject(json)) return undefined;
  const unreadable: string[] = [];
  const attributes = readItem(json, readersOf(instanceTags), 0, unreadable);
  if (json['7FE00010'] !== undefined || json['7FE00008'] !== undefined || json['7FE00009'] !== undefined)
    attributes['hasPixelData'] = true;
  const bValue = privateBValue(json);
  if (bValue) attributes['privateBValue'] = bValue;
  const pet = privatePet(json);
  if (pet) attributes['privatePet'] = pet;
  // The tag table is checked against Instance by the compiler, so what was read by it has Instance's shape.
  return { attributes: attributes as Partial<Instance>, unreadable };
}

export function isObject(json: unknown): json is Json {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

const readersByTable = new WeakMap<AnyTagTable, ReadonlyMap<string, Reader>>();
/** Tag to reader. A Map, not an object: a key such as `__proto__` finds nothing in it. */
function readersOf(table: AnyTagTable): ReadonlyMap<string, Reader> {
  let readers = readersByTable.get(table);
  if (!readers) {
    readers = new Map(
      Object.entries(table).map(([keyword, [tag, kind]]) => [tag, { keyword, kind, last: undefined }]),
    );
    readersByTable.set(table, readers);
  }
  return readers;
}

/** One item. Keywords come from our table only, so nothing of the server's is ever a property name. */
function readItem(
  json: Json,
  readers: ReadonlyMap<string, Reader>,
  depth: number,
  unreadable: string[],
): Record<string, unknown> {
  const keywords: string[] = [];
  const values: unknown[] = [];
  for (const tag in json) {
    const reader = readers.get(tag) ?? readers.get(upperCase(tag));
    if (!reader) continue;
    const value = readElement(json[tag], reader, depth, unreadable);
    if (value === undefined) continue;
    keywords.push(reader.keyword);
    values.push(shared(value, reader));
  }
  return ofSameShape(keywords, values);
}

/** Longer lists differ from one instance to the next. */
const longestShared = 16;

/** The value of the instance before where it is equal: less to keep, and one look tells that they are the same. */
function shared(value: unknown, reader: Reader): unknown {
  const { last } = reader;
  if (value === last) return last;
  if (Array.isArray(value)) {
    if (value.length > longestShared || typeof value[0] === 'object') return value;
    if (Array.isArray(last) && sameItems<unknown>(value, last)) return last;
  } else if (isObject(value)) {
    // Of objects only names are shared; bulk data is of one instance.
    if (reader.kind !== 'name') return value;
    if (isObject(last) && nameParts.every((part) => value[part] === last[part])) return last;
  }
  reader.last = value;
  return value;
}
const nameParts = ['Alphabetic', 'Ideographic', 'Phonetic'];

/** PS3.18 F.2.2 asks for upper case; some servers differ. The copy is made only where needed: most tags are unknown here. */
function upperCase(tag: string): string {
  return tag.length === 8 && /[a-f]/.test(tag) ? tag.toUpperCase() : tag;
}

function readElement(element: unknown, reader: Reader, depth: number, unreadable: string[]): unknown {
  if (!isObject(element)) {
    if (element !== null && element !== undefined) unreadable.push(reader.keyword);
    return undefined;
  }
  const { kind } = reader;
  if (kind === 'bulk') return readBulk(element);
  const raw = element['Value'];
  if (raw === undefined || raw === null) return kind === 'lutData' ? readBulk(element) : undefined;
  const values: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  if (values.length === 0) return undefined;
  const value = readValues(values, kind, element['vr'], reader.keyword, depth, unreadable);
  if (value === bad) {
    unreadable.push(reader.keyword);
    return undefined;
  }
  return value;
}

/** What the readers below return for a value that is there and cannot be read. */
const bad = Symbol('unreadable');

function readValues(
  values: readonly unknown[],
  kind: Exclude<ValueKind, 'bulk'>,
  vr: unknown,
  keyword: string,
  depth: number,
  unreadable: string[],
): unknown {
  switch (kind) {
    case 'string':
      return readString(values[0], vr);
    case 'strings':
      return readStrings(values);
    case 'number':
      return readNumber(values[0]);
    case 'numbers':
    case 'lutData':
      return readNumbers(values);
    case 'name':
      return readName(values[0]);
    default:
      return readSequence(values, kind.items(), keyword, depth, unreadable);
  }
}

function readSequence(
  values: readonly unknown[],
  table: AnyTagTable,
  keyword: string,
  depth: number,
  unreadable: string[],
): unknown {
  if (depth >= maxSequenceDepth) return bad;
  const readers = readersOf(table);
  const items: unknown[] = [];
  for (const value of values) {
    // An empty item may come as null (PS3.18 F.2.5); it still counts, because frames are counted by items.
    if (value === null) items.push({});
    else if (isObject(value)) items.push(readItem(value, readers, depth + 1, unreadable));
    else unreadable.push(keyword);
  }
  return items;
}

/** PS3.5 6.2: trailing spaces and NULs are padding; leading spaces count only in the text VRs. */
function readString(value: unknown, vr: unknown): string | undefined | typeof bad {
  if (typeof value === 'string') {
    const text = vr === 'UT' || vr === 'ST' || vr === 'LT' ? trimEnd(value) : trimEnd(value).trimStart();
    return text === '' ? undefined : text;
  }
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number') return String(value);
  // A person's name where a text belongs: a wrong VR, but readable.
  if (isObject(value) && typeof value['Alphabetic'] === 'string') return value['Alphabetic'];
  return bad;
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0) {
    const code = text.charCodeAt(end - 1);
    if (code !== 0 && code !== 0x20) break;
    end--;
  }
  return end === text.length ? text : text.slice(0, end);
}

/** Every value keeps its place; an empty one is ''. */
function readStrings(values: readonly unknown[]): readonly string[] | undefined | typeof bad {
  const only = values[0];
  if (values.length === 1 && typeof only === 'string' && only.includes('\\'))
    return readStrings(only.split('\\'));
  const texts: string[] = [];
  let filled = false;
  for (const value of values) {
    const text = readString(value, undefined);
    if (text === bad) return bad;
    if (text !== undefined) filled = true;
    texts.push(text ?? '');
  }
  return filled ? texts : undefined;
}

function readNumber(value: unknown): number | undefined | typeof bad {
  if (typeof value === 'number') return Number.isFinite(value) ? value : bad;
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'string') return bad;
  const text = trimEnd(value).trimStart();
  if (text === '') return undefined;
  // Number() alone would read '0x10' and 'Infinity'.
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : bad;
}

/** All or nothing: with one value missing the others' places would mean something else. */
function readNumbers(values: readonly unknown[]): readonly number[] | undefined | typeof bad {
  const only = values[0];
  if (values.length === 1 && typeof only === 'string' && only.includes('\\'))
    return readNumbers(only.split('\\'));
  const numbers: number[] = [];
  let empty = 0;
  for (const value of values) {
    const number = readNumber(value);
    if (number === bad) return bad;
    if (number === undefined) empty++;
    else numbers.push(number);
  }
  if (empty > 0) return empty === values.length ? undefined : bad;
  return numbers;
}

/** PS3.18 F.2.2 gives an object by representation; some servers give the PS3.5 text with '=' between. */
function readName(value: unknown): PersonName | undefined | typeof bad {
  if (value === null || value === undefined) return undefined;
  const groups: readonly unknown[] =
    typeof value === 'string'
      ? value.split('=')
      : isObject(value)
        ? [value['Alphabetic'], value['Ideographic'], value['Phonetic']]
        : [];
  if (groups.length === 0) return bad;
  const [alphabetic, ideographic, phonetic] = groups.map((group) =>
    typeof group === 'string' ? trimEnd(group) : '',
  );
  const name: { -readonly [K in keyof PersonName]: PersonName[K] } = {};
  if (alphabetic) name.Alphabetic = alphabetic;
  if (ideographic) name.Ideographic = ideographic;
  if (phonetic) name.Phonetic = phonetic;
  return alphabetic || ideographic || phonetic ? name : undefined;
}

function readBulk(element: Json): BulkData | undefined {
  const { BulkDataURI, InlineBinary } = element;
  if (typeof BulkDataURI === 'string') return { BulkDataURI };
  if (typeof InlineBinary === 'string') return { InlineBinary };
  return undefined;
}

/** What was sent in place of something else, for a sentence. */
export function describeJson(json: unknown): string {
  if (json === null) return 'null';
  if (Array.isArray(json)) return 'a list';
  if (typeof json === 'object') return 'an object';
  if (json === undefined) return 'nothing';
  return `a ${typeof json}`;
}
