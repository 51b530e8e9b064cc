import type { FileHandle } from 'node:fs/promises';
import {
  isPixelTag,
  NotDicom,
  parseHead,
  readElements,
  UNDEFINED_LENGTH,
  type ParsedHead,
  type PixelElement,
} from '../dicom/part10.ts';
import { isNative } from '../dicom/syntaxes.ts';
import type { FileRecord } from '../indexing/fileRecord.ts';
import { RequestError } from '../http/errors.ts';
import { openFile, readExactly } from './openFile.ts';

const FIRST_READ = 16 * 1024;
const LARGEST_HEAD = 256 * 2 ** 20;
const LARGEST_TAIL = 16 * 2 ** 20;
const MAX_FRAGMENTS = 1_000_000;

/** A run of bytes in the file, or in the inflated data set. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** Where the pixels of an instance are. Offsets count in the file, except for deflated data sets. */
export interface PixelLayout {
  readonly tag: number;
  readonly vr: string;
  /** Fragments without the offset table, or one span for native pixel data. */
  readonly spans: readonly Span[];
  readonly encapsulated: boolean;
  /** The basic offset table: frame starts, counted from the first fragment's header. Empty when there is none. */
  readonly offsets: readonly number[];
  /** Why pixel data ends too early, in words. */
  readonly problem: string | undefined;
}

/** Everything about a file but its pixels. */
export interface Layout {
  readonly record: FileRecord;
  readonly head: ParsedHead;
  readonly pixels: PixelLayout | undefined;
  /** Bytes this keeps in memory. */
  readonly weight: number;
}

/**
 * Reads the structure of an instance's file: its attributes, and where its pixels are.
 * @throws RequestError when the file has gone, has changed or is not readable
 */
export async function readLayout(record: FileRecord): Promise<Layout> {
  const handle = await openFile(record);
  try {
    return await layoutOf(handle, record);
  } catch (error) {
    if (error instanceof NotDicom) throw new RequestError(422, `This file cannot be read: ${error.message}.`);
    throw error;
  } finally {
    await handle.close();
  }
}

async function layoutOf(handle: FileHandle, record: FileRecord): Promise<Layout> {
  const head = await readHead(handle, record.size);
  const { root } = head;
  if (head.pixels === undefined) return { record, head, pixels: undefined, weight: root.bytes.length };
  const file = head.inflated ? memory(root.bytes) : onDisk(handle, record.size);
  const { layout, end } = await locatePixels(file, head.pixels, head);
  if (end !== undefined && end < file.size && file.size - end <= LARGEST_TAIL)
    await readTail(file, head, end);
  if (!head.inflated) trimHead(head);
  return { record, head, pixels: layout, weight: root.bytes.length + layout.spans.length * 32 };
}

interface Bytes {
  readonly size: number;
  read(offset: number, length: number): Promise<Buffer>;
}
const memory = (bytes: Buffer): Bytes => ({
  size: bytes.length,
  read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
});
const onDisk = (handle: FileHandle, size: number): Bytes => ({
  size,
  read: (offset, length) => readExactly(handle, offset, length),
});

async function readHead(handle: FileHandle, size: number): Promise<ParsedHead> {
  for (let want = FIRST_READ; ; want *= 4) {
    const length = Math.min(want, size);
    if (length > LARGEST_HEAD) throw new RequestError(413, 'This instance is larger than this server reads.');
    const head = parseHead(await readExactly(handle, 0, length), { complete: length === size });
    if (head.ended !== 'short' || length === size) return head;
  }
}

/** Pixels that came along with the head are not kept in memory. */
function trimHead(head: ParsedHead): void {
  const { source } = head.root;
  const end = head.pixels?.offset;
  if (end === undefined || source.bytes.length <= end + 4096 || tails.has(head)) return;
  source.bytes = Buffer.from(source.bytes.subarray(0, end));
}
const tails = new WeakSet<ParsedHead>();

/** Attributes behind the pixels, such as padding and signatures: their bytes are put behind the head's. */
async function readTail(file: Bytes, head: ParsedHead, end: number): Promise<void> {
  const { root, pixels } = head;
  if (pixels === undefined) return;
  const tail = await file.read(end, file.size - end);
  const kept = root.source.bytes.subarray(0, pixels.offset);
  root.source.bytes = Buffer.concat([kept, tail]);
  tails.add(head);
  let start = kept.length;
  for (;;) {
    const outcome = readElements(root, start, head.explicit, { complete: true });
    const more = outcome.pixels;
    if (more === undefined || !isPixelTag(more.tag) || more.length === UNDEFINED_LENGTH) return;
    // A second pixel element (float pixels beside integer ones) is passed over: there is one per image.
    start = more.offset + more.length;
  }
}

async function locatePixels(
  file: Bytes,
  pixels: PixelElement,
  head: ParsedHead,
): Promise<{ layout: PixelLayout; end: number | undefined }> {
  const { tag, vr, offset, length } = pixels;
  if (length !== UNDEFINED_LENGTH) {
    const there = Math.max(0, Math.min(length, file.size - offset));
    const problem =
      there < length ? `its pixel data has ${there} of the ${length} bytes that are announced` : undefined;
    const encapsulated = false;
    const layout = { tag, vr, spans: [{ offset, length: there }], encapsulated, offsets: [], problem };
    return { layout, end: problem === undefined ? offset + length : undefined };
  }
  if (isNative(head.transferSyntax) && !head.inflated && !(await startsWithItem(file, offset, head)))
    throw new RequestError(422, 'The pixel data of this instance has no length.');
  return fragments(file, pixels);
}

async function startsWithItem(file: Bytes, offset: number, head: ParsedHead): Promise<boolean> {
  if (offset + 4 > file.size) return false;
  const start = await file.read(offset, 4);
  return head.root.littleEndian && start.readUInt32LE(0) === 0xe000fffe;
}

/** @see PS3.5 annex A.4 */
async function fragments(
  file: Bytes,
  { tag, vr, offset }: PixelElement,
): Promise<{ layout: PixelLayout; end: number | undefined }> {
  const header = windowed(file);
  const spans: Span[] = [];
  let offsets: number[] = [];
  let at = offset;
  let problem: string | undefined;
  let end: number | undefined;
  for (let first = true; ; first = false) {
    if (at + 8 > file.size) {
      problem = 'its pixel data ends without the closing delimiter';
      break;
    }
    const bytes = await header(at);
    const itemTag = bytes.readUInt32LE(0);
    const length = bytes.readUInt32LE(4);
    if (itemTag === 0xe0ddfffe) {
      end = at + 8;
      break;
    }
    if (itemTag !== 0xe000fffe || spans.length > MAX_FRAGMENTS) {
      problem = 'its pixel data holds something other than fragments';
      break;
    }
    at += 8;
    if (at + length > file.size) {
      problem = 'its pixel data is cut off';
      // What is there of the last fragment is no frame; only whole ones are served.
      break;
    }
    if (first) offsets = table(length > 0 ? await file.read(at, length) : Buffer.alloc(0));
    else spans.push({ offset: at, length });
    at += length;
  }
  return { layout: { tag, vr, spans, encapsulated: true, offsets, problem }, end };
}

function table(bytes: Buffer): number[] {
  const offsets: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) offsets.push(bytes.readUInt32LE(at));
  return offsets;
}

/** Item headers are eight bytes each: many are read at once when fragments are small. */
function windowed(file: Bytes): (at: number) => Promise<Buffer> {
  let start = 0;
  let window: Buffer = Buffer.alloc(0);
  return async (at) => {
    if (at < start || at + 8 > start + window.length) {
      start = at;
      window = await file.read(at, Math.min(4096, file.size - at));
    }
    return window.subarray(at - start, at - start + 8);
  };
}
