import type { Instance } from './instance.ts';

/** PS3.3 C.7.6.5: how fast a run of frames plays. */
export interface FrameRate {
  /** The true rate; what plays may be capped by the viewport. */
  readonly framesPerSecond: number;
  /** The attribute it came from and its raw value: "FrameTime 33.33 ms". */
  readonly source: string;
  /** Increment to each frame from the one before it, ms, the first 0; only with a FrameTimeVector of this length. */
  readonly frameTimesMs?: readonly number[];
}

/**
 * The frame rate of a multi-frame instance, from the first attribute that makes
 * sense: RecommendedDisplayFrameRate, CineRate, FrameTime (ms), FrameTimeVector
 * (ms), frames over EffectiveDuration (s). Zero, negative and non-numeric values
 * are passed over.
 * @returns undefined when the data give no rate: nobody invents one here.
 */
export function frameRateOf(instance: Instance): FrameRate | undefined {
  const times = frameTimesOf(instance);
  const rate = rateOf(instance);
  return rate && times ? { ...rate, frameTimesMs: times } : rate;
}

function rateOf(instance: Instance): FrameRate | undefined {
  const {
    RecommendedDisplayFrameRate,
    CineRate,
    FrameTime,
    FrameTimeVector,
    EffectiveDuration,
    NumberOfFrames,
  } = instance;
  const mean = meanIncrement(FrameTimeVector);
  return (
    rate(RecommendedDisplayFrameRate, 'RecommendedDisplayFrameRate', RecommendedDisplayFrameRate, 'fps') ??
    rate(CineRate, 'CineRate', CineRate, 'fps') ??
    rate(quotient(1000, FrameTime), 'FrameTime', FrameTime, 'ms') ??
    rate(quotient(1000, mean), 'FrameTimeVector', mean && round(mean), 'ms on average') ??
    rate(quotient(NumberOfFrames, EffectiveDuration), 'EffectiveDuration', EffectiveDuration, 's')
  );
}

const quotient = (a: number | undefined, b: number | undefined) =>
  isPositive(a) && isPositive(b) ? a / b : undefined;

/** Undefined where the value is no speed, also one that is zero to two decimals: the next source is asked. */
function rate(
  framesPerSecond: number | undefined,
  attribute: string,
  raw: number | undefined,
  unit: string,
): FrameRate | undefined {
  if (!isPositive(framesPerSecond)) return undefined;
  const fps = round(framesPerSecond);
  return Number.isFinite(fps) && fps > 0
    ? { framesPerSecond: fps, source: `${attribute} ${raw ?? ''} ${unit}` }
    : undefined;
}

/** The vector when it can be played: one entry a frame, none negative, none but the first zero for all. */
function frameTimesOf({ FrameTimeVector, NumberOfFrames }: Instance): readonly number[] | undefined {
  if (!FrameTimeVector || FrameTimeVector.length < 2 || FrameTimeVector.length !== NumberOfFrames)
    return undefined;
  const [, ...increments] = FrameTimeVector;
  return increments.every(isPositive) ? [0, ...increments] : undefined;
}

/** Mean of the increments without the first, which is 0 by definition. */
function meanIncrement(vector: readonly number[] | undefined): number | undefined {
  if (!vector || vector.length < 2) return undefined;
  return vector.slice(1).reduce((sum, value) => sum + value, 0) / (vector.length - 1);
}

const isPositive = (value: number | undefined): value is number =>
  value !== undefined && Number.isFinite(value) && value > 0;

/** FrameTime is a decimal string of a third of a second as "33.33": 30.003 fps says more than the data. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
