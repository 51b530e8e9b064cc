import type { DisplaySet } from '../../core/displaySet/displaySet.ts';

/** A frame rate as the data give it, and how it comes to frames per second (PS3.3 C.7.6.5, C.7.6.6). */
export interface FrameRateFacts {
  /** "30 frames per second". */
  readonly rate: string;
  /** The attribute it came from, or what else the handler says. */
  readonly attribute: string;
  /** "33.33 ms"; '' when the handler gives no value. */
  readonly raw: string;
  /** The sum: "1000 ms / 33.33 ms". */
  readonly conversion: string;
  /** Other attributes that also speak of a rate: "FrameTime 40 ms (25 fps)". */
  readonly passedOver: readonly string[];
  /** Least and most of the times between frames, where they are given one by one. */
  readonly times: { readonly leastMs: number; readonly mostMs: number; readonly count: number } | undefined;
}

/** @returns undefined when the data give no rate. */
export function frameRateFacts(displaySet: DisplaySet): FrameRateFacts | undefined {
  const { FrameRate, FrameRateSource = '', frameTimesMs, numImageFrames } = displaySet;
  if (FrameRate === undefined) return undefined;
  const [, attribute = FrameRateSource, value, unit = ''] =
    /^(\w+) ([\d.e+-]+) (.+)$/.exec(FrameRateSource) ?? [];
  return {
    rate: `${shown(FrameRate)} frames per second`,
    attribute,
    raw: value === undefined ? '' : `${value} ${unit}`,
    conversion: conversionOf(value, unit, numImageFrames),
    passedOver: candidates(displaySet).flatMap(([name, text]) => (name === attribute ? [] : [text])),
    times: frameTimesMs && timesOf(frameTimesMs),
  };
}

function conversionOf(value: string | undefined, unit: string, frames: number): string {
  if (value === undefined) return 'as the handler gives it';
  if (unit.startsWith('ms')) return `1000 ms / ${value} ms`;
  if (unit === 's') return `${frames} frames / ${value} s`;
  return 'as given, in frames per second';
}

/** Every attribute of the first instance that speaks of a rate, in the order in which they count. */
function candidates({ instances: [first], numImageFrames }: DisplaySet): readonly [string, string][] {
  if (!first) return [];
  const { RecommendedDisplayFrameRate, CineRate, FrameTime, FrameTimeVector, EffectiveDuration } = first;
  const mean =
    FrameTimeVector && FrameTimeVector.length > 1
      ? FrameTimeVector.slice(1).reduce((sum, ms) => sum + ms, 0) / (FrameTimeVector.length - 1)
      : undefined;
  const told: [string, number | undefined, string, number | undefined][] = [
    [
      'RecommendedDisplayFrameRate',
      RecommendedDisplayFrameRate,
      'frames per second',
      RecommendedDisplayFrameRate,
    ],
    ['CineRate', CineRate, 'frames per second', CineRate],
    ['FrameTime', FrameTime, 'ms', FrameTime && 1000 / FrameTime],
    ['FrameTimeVector', mean, 'ms on average', mean && 1000 / mean],
    ['EffectiveDuration', EffectiveDuration, 's', EffectiveDuration && numImageFrames / EffectiveDuration],
  ];
  return told.flatMap(([name, value, unit, fps]): [string, string][] => {
    if (value === undefined) return [];
    const comesTo = fps === undefined || !(fps > 0) ? 'no rate' : `${shown(fps)} fps`;
    return [[name, `${name} ${shown(value)} ${unit}${unit.startsWith('frames') ? '' : ` (${comesTo})`}`]];
  });
}

/** The first frame has no time before it. */
function timesOf([, ...increments]: readonly number[]): FrameRateFacts['times'] {
  if (increments.length === 0) return undefined;
  const count = increments.length;
  return { leastMs: Math.min(...increments), mostMs: Math.max(...increments), count };
}

const shown = (value: number): number => Math.round(value * 100) / 100;
