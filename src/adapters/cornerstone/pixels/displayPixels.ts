import { toRgb } from './colour.ts';
import type { Lut, PixelDescription } from './pixelDescription.ts';
import type { Samples } from './samples.ts';

/**
 * Pixels as the canvas takes them: whole numbers of at most 16 bits with a
 * straight line from them to modality units, or 8-bit red, green, blue.
 */
export interface DisplayPixels {
  readonly colour: boolean;
  readonly data: Uint8Array | Uint16Array | Int16Array;
  /** Least and greatest of `data`. */
  readonly min: number;
  readonly max: number;
  /** The same without padding pixels: what a computed window spans. */
  readonly low: number;
  readonly high: number;
  /** Modality value = data x slope + intercept. */
  readonly slope: number;
  readonly intercept: number;
  /** The stored values, where `data` are made of them: of more than 16 bits, of fractions, under a modality LUT. */
  readonly stored?: Samples;
  /** `data` are what a modality LUT makes of the stored values. */
  readonly isThroughLut?: boolean;
  /** Nothing here was stored: each value is computed from several pixels. */
  readonly isComputed?: boolean;
}

/**
 * @param samples what the decoder gave; its length is checked again here.
 * @param interleavedRgb the decoder has already made red, green, blue of it.
 * @throws Error in words when the decoder gave too little or too much.
 */
export function toDisplayPixels(
  samples: Samples,
  d: PixelDescription,
  interleavedRgb: boolean,
): DisplayPixels {
  const pixels = d.rows * d.columns;
  const halfChroma =
    d.photometricInterpretation.endsWith('_422') && !interleavedRgb && samples.length === pixels * 2;
  const expected = halfChroma ? pixels * 2 : pixels * d.samplesPerPixel;
  const extra = samples.length - expected;
  if (extra < 0 || (extra > 0 && interleavedRgb))
    throw new Error(`Decoding gave ${samples.length} values where ${expected} were expected.`);
  const exact = extra > 0 ? samples.subarray(0, expected) : samples;

  if (d.samplesPerPixel === 3 || d.photometricInterpretation === 'PALETTE COLOR') {
    const data = toRgb(exact, d, interleavedRgb);
    return {
      colour: true,
      data,
      min: 0,
      max: 255,
      low: 0,
      high: 255,
      slope: 1,
      intercept: 0,
    };
  }
  return toGray(exact, d);
}

function toGray(samples: Samples, d: PixelDescription): DisplayPixels {
  const { modalityLut } = d;
  if (modalityLut) {
    const data = applyLut(samples, modalityLut);
    return {
      colour: false,
      data,
      ...rangeOf(data, undefined),
      slope: 1,
      intercept: 0,
      stored: samples,
      isThroughLut: true,
    };
  }
  const { slope, intercept, padding } = d;
  const range = rangeOf(samples, padding);
  if (samples instanceof Int8Array)
    return { colour: false, data: Int16Array.from(samples), ...range, slope, intercept };
  if (samples instanceof Uint8Array || samples instanceof Uint16Array || samples instanceof Int16Array)
    return { colour: false, data: samples, ...range, slope, intercept };
  return quantize(samples, range, slope, intercept);
}

/** More than 16 bits or fractions: 65,536 even steps over the range that is there. */
function quantize(values: Samples, range: Range, slope: number, intercept: number): DisplayPixels {
  const span = range.max - range.min;
  const isWhole = !(values instanceof Float32Array || values instanceof Float64Array);
  const step = isWhole && span <= 65_535 ? 1 : span / 65_535 || 1;
  const data = new Uint16Array(values.length);
  for (let i = 0; i < data.length; i++) {
    const value = values[i] ?? 0;
    data[i] = Number.isFinite(value) ? Math.round((value - range.min) / step) : 0;
  }
  const toStep = (value: number) => Math.round((value - range.min) / step);
  return {
    colour: false,
    data,
    min: 0,
    max: toStep(range.max),
    low: toStep(range.low),
    high: toStep(range.high),
    slope: slope * step,
    intercept: intercept + slope * range.min,
    stored: values,
  };
}

/** PS3.3 C.11.1.1.1: below the first value the first entry, above the last the last. */
function applyLut(values: Samples, { first, values: lut }: Lut): Uint16Array {
  const table = Uint16Array.from(lut);
  const last = table.length - 1;
  const out = new Uint16Array(values.length);
  for (let i = 0; i < out.length; i++) {
    const at = (values[i] ?? 0) - first;
    out[i] = table[at < 0 ? 0 : at > last ? last : at] ?? 0;
  }
  return out;
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly low: number;
  readonly high: number;
}

function rangeOf(values: Samples, padding: PixelDescription['padding']): Range {
  let min = Infinity;
  let max = -Infinity;
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value < min) min = value;
    if (value > max) max = value;
    if (padding && value >= padding.low && value <= padding.high) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!Number.isFinite(min) || !Number.isFinite(max)) return finiteRange(values);
  return low > high ? { min, max, low: min, high: max } : { min, max, low, high };
}

/** For float data with infinities in it: the range of what is a number. */
function finiteRange(values: Samples): Range {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min > max ? { min: 0, max: 0, low: 0, high: 0 } : { min, max, low: min, high: max };
}
