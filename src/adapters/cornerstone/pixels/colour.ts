import type { Palette, PixelDescription } from './pixelDescription.ts';
import type { Samples } from './samples.ts';

/**
 * Any colour model of PS3.3 C.7.6.3.1.2 as interleaved 8-bit red, green, blue.
 * @param alreadyRgb the code stream's own colour transform has been undone by the decoder
 *   (JPEG, and YBR_RCT / YBR_ICT of JPEG 2000), whatever the attribute still says.
 */
export function toRgb(samples: Samples, d: PixelDescription, alreadyRgb: boolean): Uint8Array {
  if (d.photometricInterpretation === 'PALETTE COLOR') {
    if (!d.palette) throw new Error('The colour palette of this image is missing.');
    return applyPalette(samples, d.palette);
  }
  const pixels = d.rows * d.columns;
  const bytes = toBytes(samples, d.bitsStored);
  const name = d.photometricInterpretation;
  const isTransformed = name === 'RGB' || name === 'YBR_RCT' || name === 'YBR_ICT' || name === 'XYB';
  if (alreadyRgb) return bytes;
  if (bytes.length === pixels * 2 && name.endsWith('_422')) return fromHalfChroma(bytes, pixels);
  const interleaved = d.planarConfiguration === 1 ? interleave(bytes, pixels) : bytes;
  return isTransformed ? interleaved : fromYbr(interleaved);
}

function toBytes(samples: Samples, bitsStored: number): Uint8Array {
  if (samples instanceof Uint8Array && bitsStored === 8) return samples;
  const shift = bitsStored - 8;
  const scale = shift > 0 ? 1 / 2 ** shift : 255 / (2 ** bitsStored - 1);
  const out = new Uint8Array(samples.length);
  for (let i = 0; i < out.length; i++) out[i] = Math.min(255, Math.floor((samples[i] ?? 0) * scale));
  return out;
}

function interleave(planes: Uint8Array, pixels: number): Uint8Array {
  const out = new Uint8Array(pixels * 3);
  for (let i = 0; i < pixels; i++) {
    out[i * 3] = planes[i] ?? 0;
    out[i * 3 + 1] = planes[pixels + i] ?? 0;
    out[i * 3 + 2] = planes[pixels * 2 + i] ?? 0;
  }
  return out;
}

function fromYbr(ybr: Uint8Array): Uint8Array {
  const out = new Uint8ClampedArray(ybr.length);
  for (let i = 0; i + 2 < ybr.length; i += 3) put(out, i, ybr[i] ?? 0, ybr[i + 1] ?? 0, ybr[i + 2] ?? 0);
  return new Uint8Array(out.buffer);
}

/** Y1 Y2 CB CR for two pixels. */
function fromHalfChroma(data: Uint8Array, pixels: number): Uint8Array {
  const out = new Uint8ClampedArray(pixels * 3);
  for (let i = 0, at = 0; at + 3 < data.length; i += 6, at += 4) {
    const cb = data[at + 2] ?? 0;
    const cr = data[at + 3] ?? 0;
    put(out, i, data[at] ?? 0, cb, cr);
    put(out, i + 3, data[at + 1] ?? 0, cb, cr);
  }
  return new Uint8Array(out.buffer);
}

/** PS3.3 C.7.6.3.1.2, YBR_FULL solved for red, green, blue. */
function put(out: Uint8ClampedArray, at: number, y: number, cb: number, cr: number): void {
  out[at] = y + 1.402 * (cr - 128);
  out[at + 1] = y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128);
  out[at + 2] = y + 1.772 * (cb - 128);
}

function applyPalette(indices: Samples, { first, red, green, blue }: Palette): Uint8Array {
  const last = red.length - 1;
  const out = new Uint8Array(indices.length * 3);
  for (let i = 0; i < indices.length; i++) {
    const index = (indices[i] ?? 0) - first;
    const entry = index < 0 ? 0 : index > last ? last : index;
    out[i * 3] = red[entry] ?? 0;
    out[i * 3 + 1] = green[entry] ?? 0;
    out[i * 3 + 2] = blue[entry] ?? 0;
  }
  return out;
}
