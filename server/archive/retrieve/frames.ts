import { swapWords } from '../dicom/jsonModel.ts';
import { isVideo } from '../dicom/syntaxes.ts';
import type { FrameFormat } from '../pixels/image.ts';
import { RequestError } from '../http/errors.ts';
import type { Layout, PixelLayout, Span } from './layout.ts';
import { describePixels, type PixelDescription } from './metadata.ts';
import { openFile, readExactly } from './openFile.ts';

const LARGEST_FRAME = 512 * 2 ** 20;

/** The frames of an instance as they are stored. */
export interface FrameTable {
  readonly description: PixelDescription;
  readonly count: number;
  /** The bytes of frame `n` (1-based). */
  spansOf(n: number): readonly Span[];
  /** Bits to shift a native frame of one bit a pixel by, because it starts within a byte. */
  readonly bitPacked: boolean;
}

const frameTables = new WeakMap<Layout, Promise<FrameTable>>();

/**
 * Where each frame is.
 * @throws RequestError when there are no pixels, or they cannot be told apart
 */
export function frameTable(layout: Layout): Promise<FrameTable> {
  const known = frameTables.get(layout);
  if (known !== undefined) return known;
  const made = makeTable(layout);
  frameTables.set(layout, made);
  return made;
}

async function makeTable(layout: Layout): Promise<FrameTable> {
  const { pixels, head } = layout;
  if (pixels === undefined) throw new RequestError(404, 'This instance has no pixel data.');
  const description = describePixels(head.root);
  return pixels.encapsulated
    ? encapsulatedTable(layout, pixels, description)
    : nativeTable(pixels, description);
}

/** @see PS3.5 8.1.1, 8.2 */
function nativeTable(pixels: PixelLayout, description: PixelDescription): FrameTable {
  const { Rows, Columns, SamplesPerPixel, NumberOfFrames } = description;
  const BitsAllocated =
    pixels.tag === 0x7fe00008 ? 32 : pixels.tag === 0x7fe00009 ? 64 : description.BitsAllocated;
  if (Rows === 0 || Columns === 0 || BitsAllocated === 0)
    throw new RequestError(422, 'This instance does not say how large its images are.');
  const subsampled = description.PhotometricInterpretation === 'YBR_FULL_422' && SamplesPerPixel === 3;
  const samples = Rows * Columns * (subsampled ? 2 : SamplesPerPixel);
  const bits = samples * BitsAllocated;
  const [span] = pixels.spans;
  const start = span?.offset ?? 0;
  const available = span?.length ?? 0;
  const bitPacked = bits % 8 !== 0;
  return {
    description,
    count: NumberOfFrames,
    bitPacked,
    spansOf(n) {
      const from = Math.floor(((n - 1) * bits) / 8);
      const to = Math.ceil((n * bits) / 8);
      if (to > available)
        throw new RequestError(
          422,
          `Frame ${n} is incomplete: ${pixels.problem ?? 'the pixel data is too short for it'}.`,
        );
      return [{ offset: start + from, length: to - from }];
    },
  };
}

async function encapsulatedTable(
  layout: Layout,
  pixels: PixelLayout,
  description: PixelDescription,
): Promise<FrameTable> {
  const { spans } = pixels;
  const count = description.NumberOfFrames;
  if (isVideo(layout.head.transferSyntax))
    throw new RequestError(406, 'This instance is a video: its stream is one piece. Ask for its bulk data.');
  const groups = (await groupFragments(layout, pixels, count)) ?? [];
  return {
    description,
    count,
    bitPacked: false,
    spansOf(n) {
      const group = groups[n - 1];
      if (group === undefined || group.length === 0)
        throw new RequestError(
          422,
          `Frame ${n} is missing: ${pixels.problem ?? `the pixel data has ${spans.length} fragments for ${count} frames`}.`,
        );
      return group;
    },
  };
}

/** Which fragments make up which frame. @see PS3.5 annex A.4, PS3.3 C.7.6.3.1.8 */
async function groupFragments(
  layout: Layout,
  pixels: PixelLayout,
  count: number,
): Promise<Span[][] | undefined> {
  const { spans } = pixels;
  if (count === 1) return pixels.problem === undefined ? [[...spans]] : [];
  const [first] = spans;
  if (first === undefined) return undefined;
  const extended = extendedOffsets(layout, first.offset - 8);
  const offsets = extended ?? (pixels.offsets.length === count ? pixels.offsets : undefined);
  if (offsets !== undefined) {
    const byOffset = groupByOffsets(spans, offsets, first.offset - 8);
    if (byOffset !== undefined) return byOffset;
  }
  if (spans.length === count || pixels.problem !== undefined) return spans.map((span) => [span]);
  return groupBySignature(layout, spans, count);
}

function groupByOffsets(
  spans: readonly Span[],
  offsets: readonly number[],
  origin: number,
): Span[][] | undefined {
  const starts = new Map(offsets.map((offset, i) => [offset, i]));
  const groups: Span[][] = offsets.map(() => []);
  let current: number | undefined;
  for (const span of spans) {
    current = starts.get(span.offset - 8 - origin) ?? current;
    if (current === undefined) return undefined;
    groups[current]?.push(span);
  }
  return groups.every((group) => group.length > 0) ? groups : undefined;
}

/** @see PS3.3 C.7.6.3.1.8 Extended Offset Table */
function extendedOffsets(layout: Layout, _origin: number): number[] | undefined {
  const element = layout.head.root.elements.get(0x7fe00001);
  if (element === undefined || element.length === 0) return undefined;
  const { bytes } = layout.head.root;
  const offsets: number[] = [];
  for (let at = element.offset; at + 8 <= element.offset + element.length; at += 8)
    offsets.push(Number(bytes.readBigUInt64LE(at)));
  return offsets;
}

/** Without a table, a frame begins where a fragment begins like a code stream. */
async function groupBySignature(
  layout: Layout,
  spans: readonly Span[],
  count: number,
): Promise<Span[][] | undefined> {
  const handle = layout.head.inflated ? undefined : await openFile(layout.record);
  try {
    const groups: Span[][] = [];
    for (const span of spans) {
      const start =
        handle === undefined
          ? Buffer.alloc(0)
          : await readExactly(handle, span.offset, Math.min(12, span.length));
      if (beginsFrame(start) || groups.length === 0) groups.push([span]);
      else groups.at(-1)?.push(span);
    }
    return groups.length === count ? groups : undefined;
  } finally {
    await handle?.close();
  }
}

/** JPEG and JPEG-LS (SOI), JPEG 2000 code stream (SOC, SIZ) and JP2 box. */
const beginsFrame = (start: Buffer): boolean =>
  (start[0] === 0xff && start[1] === 0xd8) ||
  (start[0] === 0xff && start[1] === 0x4f && start[2] === 0xff && start[3] === 0x51) ||
  start.toString('latin1', 4, 8) === 'jP  ';

/**
 * The stored bytes of frames (1-based numbers, in the order asked for), read one after the other as they are taken.
 * @throws RequestError 404 for a number out of range, 422 for one that is incomplete
 */
export async function* storedFrames(layout: Layout, numbers: readonly number[]): AsyncGenerator<Buffer> {
  const table = await frameTable(layout);
  const plans = numbers.map((n) => {
    if (n > table.count)
      throw new RequestError(404, `There is no frame ${n}: this instance has ${table.count}.`);
    const spans = table.spansOf(n);
    const length = spans.reduce((sum, span) => sum + span.length, 0);
    if (length > LARGEST_FRAME) throw new RequestError(413, `Frame ${n} is larger than this server sends.`);
    return { n, spans };
  });
  const word = wordToSwap(layout, table);
  const handle = layout.head.inflated ? undefined : await openFile(layout.record);
  try {
    for (const { n, spans } of plans) {
      const parts: Buffer[] = [];
      for (const span of spans) {
        const { offset, length } = word > 1 ? onWords(span, layout, word) : span;
        const stored =
          handle === undefined
            ? layout.head.root.bytes.subarray(offset, offset + length)
            : await readExactly(handle, offset, length);
        const start = span.offset - offset;
        parts.push(word > 1 ? swapWords(stored, word).subarray(start, start + span.length) : stored);
      }
      const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
      yield table.bitPacked ? aligned(bytes, table, n) : bytes;
    }
  } finally {
    await handle?.close();
  }
}

/** The bytes of a word in big endian pixel data; 1 where nothing is swapped. @see PS3.5 8.1.1 */
function wordToSwap({ head, pixels, record }: Layout, { description }: FrameTable): number {
  const big = !head.root.littleEndian || record.transferSyntax === '1.2.840.113619.5.2';
  if (!big || pixels === undefined || pixels.encapsulated) return 1;
  if (pixels.tag === 0x7fe00008) return 4;
  if (pixels.tag === 0x7fe00009) return 8;
  if (pixels.vr !== 'OW') return 1;
  return description.BitsAllocated > 16 ? description.BitsAllocated / 8 : 2;
}

/** A span widened to whole words, counted from the start of the pixel data. */
function onWords({ offset, length }: Span, { pixels }: Layout, word: number): Span {
  const [all] = pixels?.spans ?? [];
  const origin = all?.offset ?? offset;
  const from = origin + Math.floor((offset - origin) / word) * word;
  const end = origin + Math.ceil((offset + length - origin) / word) * word;
  const last = origin + (all?.length ?? end - origin);
  return { offset: from, length: Math.min(end, last) - from };
}

/** Frames of one bit a pixel follow one another without padding: this one is moved to begin at bit 0. */
function aligned(bytes: Buffer, { description }: FrameTable, n: number): Buffer {
  const bits =
    description.Rows * description.Columns * description.SamplesPerPixel * description.BitsAllocated;
  const shift = ((n - 1) * bits) % 8;
  const length = Math.ceil(bits / 8);
  const out = Buffer.alloc(length);
  for (let i = 0; i < length; i++)
    out[i] = ((bytes[i] ?? 0) >> shift) | (((bytes[i + 1] ?? 0) << (8 - shift)) & 0xff);
  const rest = bits % 8;
  if (rest !== 0) out[length - 1] = (out[length - 1] ?? 0) & ((1 << rest) - 1);
  return out;
}

/** The numbers of `1,3,5`. @throws RequestError 400 for anything but positive whole numbers */
export function frameNumbers(text: string): number[] {
  const numbers = text.split(',').map((part) => (/^\d{1,9}$/.test(part.trim()) ? Number(part) : 0));
  if (numbers.length > 10_000 || numbers.some((n) => n < 1))
    throw new RequestError(400, 'Frames are asked for by their numbers, from 1, separated by commas.');
  return numbers;
}

/** What decoders need to know about the frames. @throws RequestError 404 when there is no pixel data */
export function frameFormat({ head, pixels, record }: Layout): FrameFormat {
  if (pixels === undefined) throw new RequestError(404, 'This instance has no pixel data.');
  const description = describePixels(head.root);
  const float = pixels.tag !== 0x7fe00010;
  const bits = pixels.tag === 0x7fe00008 ? 32 : 64;
  return {
    ...description,
    transferSyntax: record.transferSyntax,
    float,
    ...(float ? { BitsAllocated: bits, BitsStored: bits } : {}),
  };
}
