/** RGB by pixel from YBR_FULL by pixel. @see PS3.3 C.7.6.3.1.2 */
export function rgbFromYbrFull(ybr: Uint8Array): Uint8Array {
  const rgb = new Uint8ClampedArray(ybr.length);
  for (let i = 0; i + 2 < ybr.length; i += 3)
    writeRgb(rgb, i, ybr[i] ?? 0, (ybr[i + 1] ?? 0) - 128, (ybr[i + 2] ?? 0) - 128);
  return new Uint8Array(rgb.buffer);
}

/** RGB by pixel from YBR_FULL_422, where two pixels are Y1 Y2 Cb Cr. */
export function rgbFromYbr422(ybr: Uint8Array, pixels: number): Uint8Array {
  const rgb = new Uint8ClampedArray(pixels * 3);
  for (let p = 0, i = 0; p < pixels; p += 2, i += 4) {
    const cb = (ybr[i + 2] ?? 0) - 128;
    const cr = (ybr[i + 3] ?? 0) - 128;
    writeRgb(rgb, p * 3, ybr[i] ?? 0, cb, cr);
    if (p + 1 < pixels) writeRgb(rgb, p * 3 + 3, ybr[i + 1] ?? 0, cb, cr);
  }
  return new Uint8Array(rgb.buffer);
}

function writeRgb(rgb: Uint8ClampedArray, at: number, y: number, cb: number, cr: number): void {
  rgb[at] = y + 1.402 * cr;
  rgb[at + 1] = y - 0.344136 * cb - 0.714136 * cr;
  rgb[at + 2] = y + 1.772 * cb;
}

/** YBR_FULL by pixel from RGB by pixel. */
export function ybrFullFromRgb(rgb: Uint8Array): Uint8Array {
  const ybr = new Uint8ClampedArray(rgb.length);
  for (let i = 0; i + 2 < rgb.length; i += 3) {
    const [r, g, b] = [rgb[i] ?? 0, rgb[i + 1] ?? 0, rgb[i + 2] ?? 0];
    ybr[i] = 0.299 * r + 0.587 * g + 0.114 * b;
    ybr[i + 1] = -0.168736 * r - 0.331264 * g + 0.5 * b + 128;
    ybr[i + 2] = 0.5 * r - 0.418688 * g - 0.081312 * b + 128;
  }
  return new Uint8Array(ybr.buffer);
}

/** YBR_FULL_422 from YBR_FULL by pixel: the colour of each pair is its mean. */
export function ybr422FromYbrFull(ybr: Uint8Array): Uint8Array {
  const pixels = Math.floor(ybr.length / 3);
  const out = new Uint8Array(Math.ceil(pixels / 2) * 4);
  for (let p = 0, i = 0; p < pixels; p += 2, i += 4) {
    const a = p * 3;
    const b = p + 1 < pixels ? a + 3 : a;
    out[i] = ybr[a] ?? 0;
    out[i + 1] = ybr[b] ?? 0;
    out[i + 2] = ((ybr[a + 1] ?? 0) + (ybr[b + 1] ?? 0) + 1) >> 1;
    out[i + 3] = ((ybr[a + 2] ?? 0) + (ybr[b + 2] ?? 0) + 1) >> 1;
  }
  return out;
}

/** Colour by plane turned into colour by pixel. */
export function byPixel(planes: Uint8Array, samples: number): Uint8Array {
  const pixels = Math.floor(planes.length / samples);
  const out = new Uint8Array(planes.length);
  for (let s = 0; s < samples; s++)
    for (let p = 0; p < pixels; p++) out[p * samples + s] = planes[s * pixels + p] ?? 0;
  return out;
}
