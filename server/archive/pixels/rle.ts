import { PixelError } from './image.ts';

/**
 * Decodes RLE into little endian samples, colour by pixel.
 * @param pixels rows times columns
 * @throws PixelError when the segments do not fill the frame
 * @see PS3.5 annex G
 */
export function decodeRle(
  encoded: Uint8Array,
  pixels: number,
  samplesPerPixel: number,
  bitsAllocated: number,
): Uint8Array {
  const bytesPerSample = bitsAllocated / 8;
  const planeBytes = bitsAllocated === 1 ? Math.ceil(pixels / 8) : pixels;
  const perSample = bitsAllocated === 1 ? 1 : bytesPerSample;
  const segments = samplesPerPixel * perSample;
  if (encoded.length < 64) throw new PixelError('damaged', 'its RLE header is cut off');
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  if (view.getUint32(0, true) !== segments)
    throw new PixelError(
      'damaged',
      `it has ${view.getUint32(0, true)} RLE segments where ${segments} belong`,
    );
  const out = new Uint8Array(planeBytes * segments);
  const stride = bitsAllocated === 1 ? 1 : segments;
  for (let s = 0; s < segments; s++) {
    const start = view.getUint32(4 + 4 * s, true);
    const end = s + 1 < segments ? view.getUint32(8 + 4 * s, true) : encoded.length;
    if (start < 64 || end < start || end > encoded.length)
      throw new PixelError('damaged', 'its RLE segments do not fit the frame');
    const sample = Math.floor(s / perSample);
    // The most significant byte comes first in the stream and last in a little endian sample.
    const byte = perSample - 1 - (s % perSample);
    const first = bitsAllocated === 1 ? s * planeBytes : sample * perSample + byte;
    unpack(encoded, start, end, out, first, stride, planeBytes);
  }
  return out;
}

function unpack(
  encoded: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  first: number,
  stride: number,
  count: number,
): void {
  let at = start;
  let to = first;
  let left = count;
  while (at < end && left > 0) {
    const n = encoded[at++] ?? 0;
    if (n === 128) continue;
    const run = Math.min(n < 128 ? n + 1 : 257 - n, left);
    if (at + (n < 128 ? run : 1) > end) break;
    if (n < 128) {
      for (let i = 0; i < run; i++, to += stride) out[to] = encoded[at++] ?? 0;
    } else {
      const value = encoded[at++] ?? 0;
      for (let i = 0; i < run; i++, to += stride) out[to] = value;
    }
    left -= run;
  }
  if (left > 0) throw new PixelError('damaged', 'an RLE segment ends before its plane is full');
}
