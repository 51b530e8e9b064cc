import jpeg from 'jpeg-js';
import { byPixel, rgbFromYbr422, rgbFromYbrFull } from './colour.ts';
import { PixelError, type DecodedFrame, type FrameFormat } from './image.ts';
import { encodePng } from './png.ts';

/** A window as PS3.3 C.11.2.1.2 has it. */
export interface Window {
  readonly center: number;
  readonly width: number;
  readonly shape: 'linear' | 'linear-exact' | 'sigmoid';
}

/** One of the three palette tables: what it maps the values from `first` on to. */
export interface PaletteTable {
  readonly first: number;
  readonly values: Uint8Array;
}

/** How samples become grey values or colours. */
export interface Appearance {
  readonly window: Window | undefined;
  readonly slope: number;
  readonly intercept: number;
  /** A stored value that stands for "no image here", left out when a window is estimated. */
  readonly padding: number | undefined;
  readonly palette: readonly [PaletteTable, PaletteTable, PaletteTable] | undefined;
  /** Height of a pixel divided by its width. */
  readonly aspect: number;
}

export interface RenderRequest {
  readonly appearance: Appearance;
  /** The box that the image is fitted into; its own size without. */
  readonly viewport: { readonly width: number; readonly height: number } | undefined;
  readonly type: 'image/jpeg' | 'image/png';
  /** 1 to 100, for JPEG. */
  readonly quality: number;
}

/** Draws a decoded frame as a JPEG or PNG. @throws PixelError when the colours are not understood */
export function renderFrame(frame: DecodedFrame, request: RenderRequest): Uint8Array {
  const rgb = toRgb(frame, request.appearance);
  const { Columns, Rows } = frame.format;
  const size = fittedSize(Columns, Rows, request);
  const scaled =
    size.width === Columns && size.height === Rows
      ? rgb
      : resize(rgb, Columns, Rows, size.width, size.height);
  if (request.type === 'image/png') return encodePng(scaled, size.width, size.height);
  const pixels = size.width * size.height;
  const rgba = new Uint8Array(pixels * 4).fill(255);
  for (let p = 0; p < pixels; p++) rgba.set(scaled.subarray(p * 3, p * 3 + 3), p * 4);
  return jpeg.encode({ data: rgba, ...size }, request.quality).data;
}

function fittedSize(columns: number, rows: number, { viewport, appearance }: RenderRequest) {
  const { aspect } = appearance;
  // Pixels that are not square are stretched along their longer side, so that nothing is lost.
  const shown =
    aspect >= 1 ? { width: columns, height: rows * aspect } : { width: columns / aspect, height: rows };
  const scale =
    viewport === undefined ? 1 : Math.min(viewport.width / shown.width, viewport.height / shown.height);
  const side = (length: number) => Math.max(1, Math.min(16_384, Math.round(length * scale)));
  return { width: side(shown.width), height: side(shown.height) };
}

function toRgb(frame: DecodedFrame, appearance: Appearance): Uint8Array {
  const { format, bytes } = frame;
  const pixels = format.Rows * format.Columns;
  const { PhotometricInterpretation: photometric } = format;
  if (format.SamplesPerPixel === 1) {
    if (photometric !== 'PALETTE COLOR') return greys(frame, appearance);
    if (appearance.palette === undefined) throw new PixelError('unsupported', 'its palette cannot be read');
    return coloured(samplesOf(bytes, format), appearance.palette);
  }
  if (format.SamplesPerPixel !== 3)
    throw new PixelError('unsupported', 'images of four samples are not drawn');
  const eight = format.BitsAllocated === 16 ? highBytes(bytes, format) : bytes;
  if (format.BitsAllocated !== 8 && format.BitsAllocated !== 16)
    throw new PixelError('unsupported', `colour of ${format.BitsAllocated} bits is not drawn`);
  if (photometric === 'YBR_FULL_422' && eight.length < pixels * 3) return rgbFromYbr422(eight, pixels);
  const interleaved = format.PlanarConfiguration === 1 ? byPixel(eight.subarray(0, pixels * 3), 3) : eight;
  return photometric.startsWith('YBR_FULL') ? rgbFromYbrFull(interleaved) : interleaved;
}

function highBytes(bytes: Uint8Array, { BitsStored }: FrameFormat): Uint8Array {
  const samples = new Uint16Array(Uint8Array.from(bytes).buffer);
  return Uint8Array.from(samples, (value) => value >> Math.max(0, BitsStored - 8));
}

type Samples = ArrayLike<number>;

/** The samples as numbers, cut to the bits stored and with their sign. */
export function samplesOf(bytes: Uint8Array, format: FrameFormat): Samples {
  const count = format.Rows * format.Columns * format.SamplesPerPixel;
  const copy = () => Uint8Array.from(bytes).buffer; // aligned, as the typed arrays below need it
  const { BitsAllocated, BitsStored, PixelRepresentation, float } = format;
  const negative = PixelRepresentation === 1;
  switch (BitsAllocated) {
    case 1: {
      const bits = new Uint8Array(count);
      for (let i = 0; i < count; i++) bits[i] = ((bytes[i >> 3] ?? 0) >> (i & 7)) & 1;
      return bits;
    }
    case 8:
      return negative ? new Int8Array(copy(), 0, count) : bytes;
    case 16: {
      const words = negative ? new Int16Array(copy(), 0, count) : new Uint16Array(copy(), 0, count);
      const unused = 16 - BitsStored;
      if (unused <= 0 || unused >= 16) return words;
      const shift = unused + 16;
      for (let i = 0; i < count; i++) {
        const raised = (words[i] ?? 0) << shift;
        words[i] = negative ? raised >> shift : raised >>> shift;
      }
      return words;
    }
    case 32:
      if (float) return new Float32Array(copy(), 0, count);
      return negative ? new Int32Array(copy(), 0, count) : new Uint32Array(copy(), 0, count);
    default:
      if (float) return new Float64Array(copy(), 0, count);
      throw new PixelError('unsupported', `samples of ${BitsAllocated} bits are not drawn`);
  }
}

function greys(frame: DecodedFrame, appearance: Appearance): Uint8Array {
  const samples = samplesOf(frame.bytes, frame.format);
  const { slope, intercept } = appearance;
  const window = appearance.window ?? estimatedWindow(samples, appearance);
  const inverted = frame.format.PhotometricInterpretation === 'MONOCHROME1';
  const out = new Uint8Array(samples.length * 3);
  const grey = windowing(window);
  // Most images have far fewer values than pixels: each is looked up once it is known.
  const known = new Map<number, number>();
  const small = frame.format.BitsAllocated <= 16;
  const table = small ? new Int16Array(65_536).fill(-1) : undefined;
  for (let i = 0; i < samples.length; i++) {
    const stored = samples[i] ?? 0;
    let value = table === undefined ? known.get(stored) : table[stored & 0xffff];
    if (value === undefined || value < 0) {
      value = grey(stored * slope + intercept);
      if (inverted) value = 255 - value;
      if (table !== undefined) table[stored & 0xffff] = value;
      else if (known.size < 65_536) known.set(stored, value);
    }
    out[3 * i] = value;
    out[3 * i + 1] = value;
    out[3 * i + 2] = value;
  }
  return out;
}

/** @see PS3.3 C.11.2.1.2.1, C.11.2.1.3 */
export function windowing({ center, width, shape }: Window): (value: number) => number {
  if (shape === 'sigmoid') return (x) => Math.round(255 / (1 + Math.exp((-4 * (x - center)) / width)));
  const exact = shape === 'linear-exact' || width <= 1;
  const c = exact ? center : center - 0.5;
  const w = Math.max(exact ? width : width - 1, Number.MIN_VALUE);
  return (x) => {
    const y = (x - c) / w + 0.5;
    return y <= 0 || Number.isNaN(y) ? 0 : y >= 1 ? 255 : Math.round(y * 255);
  };
}

/** From the first to the ninety-ninth percentile of what is there, padding left out. */
function estimatedWindow(samples: Samples, { slope, intercept, padding }: Appearance): Window {
  const step = Math.max(1, Math.floor(samples.length / 65_536));
  const values: number[] = [];
  for (let i = 0; i < samples.length; i += step) {
    const value = samples[i];
    if (value !== undefined && value !== padding && Number.isFinite(value))
      values.push(value * slope + intercept);
  }
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.round((values.length - 1) * share)] ?? 0;
  let [low, high] = [at(0.01), at(0.99)];
  // A mask or a few bright spots: the percentiles coincide, the extremes tell more.
  if (high <= low) [low, high] = [at(0), at(1)];
  if (high <= low) [low, high] = [Math.min(0, low), Math.max(low, Math.min(0, low) + 1)];
  return { center: (low + high) / 2, width: high - low, shape: 'linear-exact' };
}

/** @see PS3.3 C.7.6.3.1.5 */
function coloured(
  samples: Samples,
  palette: readonly [PaletteTable, PaletteTable, PaletteTable],
): Uint8Array {
  const out = new Uint8Array(samples.length * 3);
  for (const [channel, { first, values }] of palette.entries()) {
    const last = values.length - 1;
    for (let i = 0; i < samples.length; i++) {
      const index = Math.max(0, Math.min(last, (samples[i] ?? 0) - first));
      out[3 * i + channel] = values[index] ?? 0;
    }
  }
  return out;
}

/** Each new pixel is the mean of those it covers, or lies between its neighbours when the image grows. */
export function resize(rgb: Uint8Array, w: number, h: number, toW: number, toH: number): Uint8Array {
  const across = weights(w, toW);
  const down = weights(h, toH);
  const rows = new Float32Array(toW * h * 3);
  for (let y = 0; y < h; y++)
    for (const [x, taps] of across.entries())
      for (const [from, weight] of taps)
        for (let c = 0; c < 3; c++) {
          const to = (y * toW + x) * 3 + c;
          rows[to] = (rows[to] ?? 0) + (rgb[(y * w + from) * 3 + c] ?? 0) * weight;
        }
  const out = new Uint8ClampedArray(toW * toH * 3);
  const line = new Float32Array(toW * 3);
  for (const [y, taps] of down.entries()) {
    line.fill(0);
    for (const [from, weight] of taps)
      for (let i = 0; i < line.length; i++)
        line[i] = (line[i] ?? 0) + (rows[from * toW * 3 + i] ?? 0) * weight;
    out.set(line, y * toW * 3);
  }
  return new Uint8Array(out.buffer);
}

/** For each new position, the old positions it is made of, with shares that sum to one. */
function weights(from: number, to: number): Array<Array<readonly [number, number]>> {
  const scale = from / to;
  return Array.from({ length: to }, (_, i) => {
    if (scale <= 1) {
      const center = Math.max(0, Math.min(from - 1, (i + 0.5) * scale - 0.5));
      const left = Math.floor(center);
      const share = center - left;
      return share === 0
        ? [[left, 1]]
        : [[left, 1 - share] as const, [Math.min(from - 1, left + 1), share] as const];
    }
    const start = i * scale;
    const end = Math.min(from, start + scale);
    const taps: Array<readonly [number, number]> = [];
    for (let at = Math.floor(start); at < Math.ceil(end) && at < from; at++)
      taps.push([at, (Math.min(end, at + 1) - Math.max(start, at)) / (end - start)]);
    return taps;
  });
}
