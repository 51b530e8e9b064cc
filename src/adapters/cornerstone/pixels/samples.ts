import type { PixelDescription } from './pixelDescription.ts';

export type Samples =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/**
 * Bare samples of one frame as numbers (PS3.5 8.1.1), bits outside BitsStored removed, signs extended. They are made
 * in the buffer of the bytes, which are used up by it: a large frame is not held twice.
 */
export function readNativeSamples(bytes: Uint8Array, d: PixelDescription, bigEndian: boolean): Samples {
  if (d.bitsAllocated === 1) return unpackBits(bytes, d.rows * d.columns * d.samplesPerPixel);
  if (d.bitsAllocated === 8) return normalizeBits(bytes, d);
  const width = d.bitsAllocated / 8;
  const length = Math.floor(bytes.length / width);
  const aligned = toAlignedStart(bytes, width);
  if (bigEndian) swapBytes(aligned, width);
  const { buffer, byteOffset } = aligned;
  if (d.float)
    return width === 4
      ? new Float32Array(buffer, byteOffset, length)
      : new Float64Array(buffer, byteOffset, length);
  if (width === 8) return fromBigIntegers(buffer, byteOffset, length, d.signed);
  const samples =
    width === 2 ? new Uint16Array(buffer, byteOffset, length) : new Uint32Array(buffer, byteOffset, length);
  return normalizeBits(samples, d);
}

/** What a decoder returned, as it should have been typed: some return signed samples in an unsigned array. */
export function normalizeDecoded(samples: Samples, d: PixelDescription): Samples {
  if (!d.signed || samples instanceof Float32Array || samples instanceof Float64Array) return samples;
  // What the codec gave may be its own memory.
  return signExtend(samples, d.bitsStored, signedView(samples.slice()));
}

function normalizeBits(samples: Uint8Array | Uint16Array | Uint32Array, d: PixelDescription): Samples {
  const unused = d.highBit + 1 - d.bitsStored;
  if (d.bitsStored < d.bitsAllocated) {
    // Overlay planes and noise may live in the unused bits (PS3.3 C.9.2 retired form).
    const mask = d.bitsStored === 32 ? 0xffffffff : 2 ** d.bitsStored - 1;
    for (let i = 0; i < samples.length; i++) samples[i] = ((samples[i] ?? 0) >>> unused) & mask;
  }
  if (!d.signed) return samples;
  // Where every bit is stored, the sign is in its place.
  const view = signedView(samples);
  return d.bitsStored === d.bitsAllocated ? view : signExtend(samples, d.bitsStored, view);
}

/** A typed array needs a start that is a multiple of its width. */
function toAlignedStart(bytes: Uint8Array, width: number): Uint8Array {
  if (bytes.byteOffset % width === 0) return bytes;
  const start = bytes.byteOffset - (bytes.byteOffset % width);
  const moved = new Uint8Array(bytes.buffer, start, bytes.length);
  moved.set(bytes);
  return moved;
}

function signedView({ buffer, byteOffset, length, BYTES_PER_ELEMENT }: Samples) {
  if (BYTES_PER_ELEMENT === 1) return new Int8Array(buffer, byteOffset, length);
  if (BYTES_PER_ELEMENT === 2) return new Int16Array(buffer, byteOffset, length);
  return new Int32Array(buffer, byteOffset, length);
}

function signExtend<Out extends Samples>(samples: Samples, bitsStored: number, out: Out): Out {
  const shift = 32 - bitsStored;
  for (let i = 0; i < out.length; i++) out[i] = ((samples[i] ?? 0) << shift) >> shift;
  return out;
}

/** PS3.5 8.1.1, Annex D: the first pixel is the lowest bit. */
function unpackBits(bytes: Uint8Array, count: number): Uint8Array {
  const out = new Uint8Array(count);
  for (let i = 0; i < count; i++) out[i] = ((bytes[i >> 3] ?? 0) >> (i & 7)) & 1;
  return out;
}

function swapBytes(bytes: Uint8Array, width: number): void {
  for (let at = 0; at + width <= bytes.length; at += width) bytes.subarray(at, at + width).reverse();
}

function fromBigIntegers(
  buffer: ArrayBufferLike,
  offset: number,
  length: number,
  signed: boolean,
): Float64Array {
  const view = new DataView(buffer, offset, length * 8);
  return Float64Array.from({ length }, (_, i) =>
    Number(signed ? view.getBigInt64(i * 8, true) : view.getBigUint64(i * 8, true)),
  );
}
