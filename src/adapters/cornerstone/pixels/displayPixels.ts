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
  /** The object's own VOI LUT is already in the data, so windows count in its output. */
  readonly voiLutApplied: boolean;
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
      voiLutApplied: false,
    };
  }
  return toGray(exact, d);
}

function toGray(samples: Samples, d: PixelDescription): DisplayPixels {
  let values: Samples = samples;
  let { slope, intercept, padding } = d;
  if (d.modalityLut) {
    values = applyLut(values, d.modalityLut, 1, 0);
    slope = 1;
    intercept = 0;
    padding = undefined;
  }
  if (d.voiLut) {
    values = applyLut(values, d.voiLut, slope, intercept);
    slope = 1;
    intercept = 0;
    padding = undefined;
  }
  const range = rangeOf(values, padding);
  const fits =
    (values instanceof Uint8Array || values instanceof Uint16Array || values instanceof Int16Array) &&
    range.max - range.min <= 65_535;
  if (values instanceof Int8Array) values = Int16Array.from(values);
  if (fits || values instanceof Int16Array)
    return {
      colour: false,
      data: values as Uint8Array | Uint16Array | Int16Array,
      ...range,
      slope,
      intercept,
      voiLutApplied: d.voiLut !== undefined,
    };
  return quantize(values, range, slope, intercept, d.voiLut !== undefined);
}

/** More than 16 bits or fractions: 65,536 even steps over the range that is there. */
function quantize(
  values: Samples,
  range: Range,
  slope: number,
  intercept: number,
  voiLutApplied: boolean,
): DisplayPixels {
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
    voiLutApplied,
  };
}

function applyLut(
  values: Samples,
  { first, values: lut }: Lut,
  slope: number,
  intercept: number,
): Uint16Array {
  const table = Uint16Array.from(lut);
  const last = table.length - 1;
  const out = new Uint16Array(values.length);
  for (let i = 0; i < out.length; i++) {
    const at = Math.round((values[i] ?? 0) * slope + intercept) - first;
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
