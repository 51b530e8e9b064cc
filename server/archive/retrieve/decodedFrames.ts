import { byPixel, ybr422FromYbrFull, ybrFullFromRgb } from '../pixels/colour.ts';
import type { FrameFormat } from '../pixels/image.ts';

/**
 * Decoded samples in the form that the instance's own attributes announce, because metadata is sent as stored:
 * a decoder gives RGB where Photometric Interpretation says YBR_FULL_422, and the receiver would convert it again.
 * The transforms of JPEG 2000 have no uncompressed form and stay RGB, as every reader expects.
 */
export function matchingPhotometric(bytes: Uint8Array, decoded: FrameFormat, announced: FrameFormat): Buffer {
  let samples = bytes;
  if (decoded.SamplesPerPixel === 3 && decoded.BitsAllocated === 8) {
    if (decoded.PlanarConfiguration === 1) samples = byPixel(samples, 3);
    const wanted = announced.PhotometricInterpretation;
    if (wanted.startsWith('YBR_FULL')) {
      if (decoded.PhotometricInterpretation === 'RGB') samples = ybrFullFromRgb(samples);
      if (wanted === 'YBR_FULL_422') samples = ybr422FromYbrFull(samples);
    }
    if (announced.PlanarConfiguration === 1 && wanted !== 'YBR_FULL_422') samples = byPlane(samples);
  }
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
}

function byPlane(pixels: Uint8Array): Uint8Array {
  const count = Math.floor(pixels.length / 3);
  const out = new Uint8Array(pixels.length);
  for (let s = 0; s < 3; s++) for (let p = 0; p < count; p++) out[s * count + p] = pixels[p * 3 + s] ?? 0;
  return out;
}
