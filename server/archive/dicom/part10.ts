import { inflateRawSync } from 'node:zlib';
import { dictionaryVr } from './dictionary.ts';
import { TransferSyntax } from './syntaxes.ts';

export const UNDEFINED_LENGTH = 0xffffffff;
const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;
const MAX_DEPTH = 64;
const MAX_NODES = 2_000_000;

/** One attribute: where its value lies in the bytes of its data set. */
export interface Element {
  readonly tag: number;
  readonly vr: string;
  readonly offset: number;
  /** In bytes; {@link UNDEFINED_LENGTH} only for encapsulated pixel data. */
  readonly length: number;
  /** The items, for a sequence. */
  readonly items?: DataSet[];
}

/** A data set or a sequence item: attributes over shared bytes. */
export class DataSet {
  readonly elements = new Map<number, Element>();
  readonly source: Source;
  readonly littleEndian: boolean;
  constructor(source: Source, littleEndian: boolean) {
    this.source = source;
    this.littleEndian = littleEndian;
  }
  get bytes(): Buffer {
    return this.source.bytes;
  }
}

/** The bytes that offsets count in. Held by reference: a tail can be appended later. */
export interface Source {
  bytes: Buffer;
}

export interface PixelElement {
  readonly tag: number;
  readonly vr: string;
  /** Of the value, in the bytes that were read. */
  readonly offset: number;
  readonly length: number;
}

export interface ParsedHead {
  readonly transferSyntax: string;
  readonly meta: DataSet;
  readonly root: DataSet;
  /** Bytes are the inflated data set, not the file's. */
  readonly inflated: boolean;
  readonly explicit: boolean;
  /** Pixel data at the root, whose value is not read. */
  readonly pixels: PixelElement | undefined;
  /** How parsing ended: at pixel data, at `stopAfter`, at the end, or because bytes ran out there. */
  readonly ended: 'pixels' | 'stopped' | 'end' | 'short';
  /** Where an element was cut or malformed, in words; nothing when all is well. */
  readonly problem: string | undefined;
  /** Sequences nested deeper than 64 levels were left out. */
  readonly tooDeep: boolean;
}

/** The bytes are not a DICOM file; the message says why. */
export class NotDicom extends Error {
  override name = 'NotDicom';
}

const longForm = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const shortForm = new Set('AE AS AT CS DA DS DT FL FD IS LO LT PN SH SL SS ST TM UI UL US'.split(' '));

const vrAt = (bytes: Buffer, at: number): string => bytes.toString('latin1', at, at + 2);
const isVr = (vr: string): boolean => longForm.has(vr) || shortForm.has(vr);
export const isPixelTag = (tag: number): boolean =>
  tag === 0x7fe00010 || tag === 0x7fe00008 || tag === 0x7fe00009;

interface Level {
  /** A data set being filled, or a sequence whose items come. */
  readonly kind: 'dataset' | 'sequence';
  readonly end: number;
  /** Absent beyond the depth limit: read over, not kept. */
  readonly dataSet: DataSet | undefined;
  readonly items: DataSet[] | undefined;
  readonly explicit: boolean;
}

export interface ReadOptions {
  /** Stop before the first root attribute with a greater tag. */
  readonly stopAfter?: number;
  /** The bytes are the whole file, so what is missing will not come. */
  readonly complete: boolean;
}

interface Outcome {
  pixels: PixelElement | undefined;
  ended: ParsedHead['ended'];
  problem: string | undefined;
  tooDeep: boolean;
}

/**
 * Reads attributes into `root` from `start` on. Never recurses, never throws for bad input and takes time linear
 * in the bytes; what is nested deeper than 64 levels is read over and reported.
 * @see PS3.5 section 7
 */
export function readElements(
  root: DataSet,
  start: number,
  rootExplicit: boolean,
  options: ReadOptions,
): Outcome {
  const { bytes } = root.source;
  const le = root.littleEndian;
  const stack: Level[] = [
    { kind: 'dataset', end: bytes.length, dataSet: root, items: undefined, explicit: rootExplicit },
  ];
  const outcome: Outcome = { pixels: undefined, ended: 'end', problem: undefined, tooDeep: false };
  let at = start;
  let nodes = 0;
  const u16 = (p: number) => (le ? bytes.readUInt16LE(p) : bytes.readUInt16BE(p));
  const u32 = (p: number) => (le ? bytes.readUInt32LE(p) : bytes.readUInt32BE(p));
  const finish = (ended: Outcome['ended'], problem?: string): Outcome => {
    outcome.ended = ended;
    outcome.problem = problem;
    return outcome;
  };

  for (;;) {
    const top = stack.at(-1);
    if (top === undefined) return finish('end');
    if (at >= top.end && stack.length === 1) return finish('end');
    if (at >= top.end && top.end !== Number.POSITIVE_INFINITY) {
      stack.pop();
      continue;
    }
    if (at + 8 > bytes.length) {
      // A few stray bytes behind the last attribute are harmless padding.
      if (stack.length === 1 && options.complete) return finish('end');
      return finish('short', `the data set ends within an attribute's header at byte ${at}`);
    }
    const tag = u16(at) * 0x10000 + u16(at + 2);
    if (++nodes > MAX_NODES) return finish('end', 'there are more attributes than the limit of two million');

    if (top.kind === 'sequence') {
      const length = u32(at + 4);
      at += 8;
      if (tag === SEQUENCE_END) {
        stack.pop();
        continue;
      }
      if (tag !== ITEM) return finish('end', `a sequence holds something other than items at byte ${at - 8}`);
      const deep = stack.length > 2 * MAX_DEPTH || top.items === undefined;
      const item = deep ? undefined : new DataSet(root.source, le);
      if (deep) outcome.tooDeep = true;
      if (item !== undefined) top.items?.push(item);
      const end = length === UNDEFINED_LENGTH ? Number.POSITIVE_INFINITY : at + length;
      stack.push({ kind: 'dataset', end, dataSet: item, items: undefined, explicit: top.explicit });
      continue;
    }

    if (tag === ITEM_END || tag === SEQUENCE_END) {
      at += 8;
      if (tag === ITEM_END && stack.length > 1) stack.pop();
      continue;
    }
    if (options.stopAfter !== undefined && stack.length === 1 && tag > options.stopAfter)
      return finish('stopped');

    let vr = top.explicit ? vrAt(bytes, at + 4) : '';
    let length: number;
    let header = 8;
    if (top.explicit && longForm.has(vr)) {
      if (at + 12 > bytes.length)
        return finish('short', `the data set ends within an attribute's header at byte ${at}`);
      length = u32(at + 8);
      header = 12;
    } else if (top.explicit && shortForm.has(vr)) {
      length = u16(at + 6);
    } else if (top.explicit && /^[A-Z]{2}$/.test(vr) && u16(at + 6) === 0 && at + 12 <= bytes.length) {
      // A VR of a later edition of the standard: the long form, its bytes unknown to us.
      vr = 'UN';
      length = u32(at + 8);
      header = 12;
    } else {
      vr = dictionaryVr(tag);
      length = u32(at + 4);
    }
    const offset = at + header;
    if (stack.length === 1 && isPixelTag(tag)) {
      outcome.pixels = { tag, vr: vr === 'ox' ? 'OW' : vr, offset, length };
      return finish('pixels');
    }
    if (vr === 'SQ' || length === UNDEFINED_LENGTH) {
      const items: DataSet[] | undefined = top.dataSet === undefined ? undefined : [];
      // PS3.5 6.2.2: UN of undefined length is a sequence in implicit little endian.
      const explicit = top.explicit && vr !== 'UN';
      if (items !== undefined) top.dataSet?.elements.set(tag, { tag, vr: 'SQ', offset, length: 0, items });
      const end = length === UNDEFINED_LENGTH ? Number.POSITIVE_INFINITY : offset + length;
      stack.push({ kind: 'sequence', end, dataSet: undefined, items, explicit });
      at = offset;
      continue;
    }
    if (offset + length > bytes.length)
      return finish(
        'short',
        `attribute ${tag.toString(16).padStart(8, '0')} claims ${length} bytes, the file ends before`,
      );
    top.dataSet?.elements.set(tag, { tag, vr, offset, length });
    at = offset + length;
  }
}

/** The largest data set we inflate from `size` deflated bytes: a bomb is refused, a blank image is not. */
export const inflationCap = (size: number): number =>
  Math.min(512 * 2 ** 20, Math.max(64 * 2 ** 20, size * 100));

/**
 * Parses the head of a DICOM file up to pixel data.
 * Part 10 files, files without preamble or without file meta information are understood.
 * @param file the first bytes of the file, or all of it (then `options.complete`)
 * @throws NotDicom when the bytes are something else
 * @see PS3.10 section 7
 */
export function parseHead(file: Buffer, options: ReadOptions): ParsedHead {
  const start = metaStart(file);
  const metaSource: Source = { bytes: file };
  const meta = new DataSet(metaSource, true);
  let at = start;
  let metaLooksFine = true;
  while (at + 8 <= file.length && file.readUInt16LE(at) === 0x0002) {
    const tag = 0x00020000 + file.readUInt16LE(at + 2);
    const vr = vrAt(file, at + 4);
    if (!isVr(vr)) {
      metaLooksFine = false;
      break;
    }
    const long = longForm.has(vr);
    if (long && at + 12 > file.length) break;
    const length = long ? file.readUInt32LE(at + 8) : file.readUInt16LE(at + 6);
    const offset = at + (long ? 12 : 8);
    if (offset + length > file.length) throw new NotDicom('its file meta information is cut off');
    meta.elements.set(tag, { tag, vr, offset, length });
    at = offset + length;
  }
  if (!metaLooksFine) throw new NotDicom('its file meta information is not readable');
  const declared = asciiValue(meta, 0x00020010);
  if (declared === TransferSyntax.Deflated) {
    if (!options.complete) return shortHead(meta, file);
    const inflated = inflate(file.subarray(at));
    const root = new DataSet({ bytes: inflated }, true);
    const outcome = readElements(root, 0, true, options);
    return { transferSyntax: declared, meta, root, inflated: true, explicit: true, ...outcome };
  }
  const { explicit, littleEndian, transferSyntax } = encodingAt(file, at, declared);
  const root = new DataSet({ bytes: file }, littleEndian);
  const outcome = readElements(root, at, explicit, options);
  return { transferSyntax, meta, root, inflated: false, explicit, ...outcome };
}

const shortHead = (meta: DataSet, file: Buffer): ParsedHead => ({
  transferSyntax: TransferSyntax.Deflated,
  meta,
  root: new DataSet({ bytes: file }, true),
  inflated: true,
  explicit: true,
  pixels: undefined,
  ended: 'short',
  problem: 'the whole file is needed to inflate it',
  tooDeep: false,
});

function inflate(deflated: Buffer): Buffer {
  try {
    return inflateRawSync(deflated, { maxOutputLength: inflationCap(deflated.length) });
  } catch (error) {
    if (error instanceof RangeError) throw new NotDicom('it inflates to more than the allowed size');
    throw new NotDicom('its deflated data set is damaged');
  }
}

function metaStart(file: Buffer): number {
  if (file.length >= 132 && file.toString('latin1', 128, 132) === 'DICM') return 132;
  if (file.length >= 4 && file.toString('latin1', 0, 4) === 'DICM') return 4;
  if (file.length < 16) throw new NotDicom(file.length === 0 ? 'it is empty' : 'it is too short');
  const group = file.readUInt16LE(0);
  const element = file.readUInt16LE(2);
  const plausibleVr = isVr(vrAt(file, 4));
  if (group === 0x0002 && plausibleVr) return 0;
  if (group === 0x0008 && element <= 0x0018 && (plausibleVr || file.readUInt32LE(4) <= 256)) return 0;
  if (group === 0x0800 && plausibleVr) return 0;
  throw new NotDicom('it is not a DICOM file');
}

/** What the first attribute looks like weighs more than what the meta information claims. */
function encodingAt(file: Buffer, at: number, declared: string | undefined) {
  const looksExplicit = at + 8 <= file.length && isVr(vrAt(file, at + 4));
  if (declared === undefined) {
    const big = at + 2 <= file.length && file.readUInt16LE(at) === 0x0800;
    if (big) return { explicit: true, littleEndian: false, transferSyntax: TransferSyntax.ExplicitBigEndian };
    return {
      explicit: looksExplicit,
      littleEndian: true,
      transferSyntax: looksExplicit
        ? TransferSyntax.ExplicitLittleEndian
        : TransferSyntax.ImplicitLittleEndian,
    };
  }
  const littleEndian = declared !== TransferSyntax.ExplicitBigEndian;
  return { explicit: looksExplicit, littleEndian, transferSyntax: declared };
}

/** A value as ASCII without padding, or `undefined` when the attribute is absent or empty. */
export function asciiValue(dataSet: DataSet, tag: number): string | undefined {
  const element = dataSet.elements.get(tag);
  if (element === undefined || element.items !== undefined || element.length === 0) return undefined;
  let end = element.offset + element.length;
  const { bytes } = dataSet;
  while (end > element.offset && (bytes[end - 1] === 0 || bytes[end - 1] === 0x20)) end--;
  const text = bytes.toString('latin1', element.offset, end).trimStart();
  return text === '' ? undefined : text;
}

/** A US or UL value, or an IS string, as a number; `undefined` when absent or not a number. */
export function numberValue(dataSet: DataSet, tag: number): number | undefined {
  const element = dataSet.elements.get(tag);
  if (element === undefined || element.items !== undefined) return undefined;
  const { bytes, littleEndian: le } = dataSet;
  if (element.vr === 'IS' || element.vr === 'DS') {
    const text = asciiValue(dataSet, tag)?.split('\\')[0]?.trim();
    const value = text === undefined || text === '' ? Number.NaN : Number(text);
    return Number.isFinite(value) ? value : undefined;
  }
  if (element.length === 4 && element.vr === 'UL')
    return le ? bytes.readUInt32LE(element.offset) : bytes.readUInt32BE(element.offset);
  if (element.length < 2) return undefined;
  if (element.vr === 'SS') return le ? bytes.readInt16LE(element.offset) : bytes.readInt16BE(element.offset);
  return le ? bytes.readUInt16LE(element.offset) : bytes.readUInt16BE(element.offset);
}
