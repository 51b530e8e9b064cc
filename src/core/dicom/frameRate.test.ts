import { describe, expect, it } from 'vitest';
import { aClip } from '../../testing/factories.ts';
import { frameRateOf } from './frameRate.ts';

const { FrameTime: _, ...bare } = aClip();
const rate = (attributes: object) => frameRateOf({ ...bare, ...attributes });

describe('frameRateOf', () => {
  it.each([
    [{ FrameTime: 33.33 }, 30, 'FrameTime 33.33 ms'],
    [{ FrameTime: 40, CineRate: 20 }, 20, 'CineRate 20 fps'],
    [
      { FrameTime: 40, CineRate: 20, RecommendedDisplayFrameRate: 15 },
      15,
      'RecommendedDisplayFrameRate 15 fps',
    ],
    [{ FrameTime: 40, CineRate: 0, RecommendedDisplayFrameRate: -1 }, 25, 'FrameTime 40 ms'],
    [{ FrameTimeVector: [0, 10, 30] }, 50, 'FrameTimeVector 20 ms on average'],
    [{ EffectiveDuration: 2, NumberOfFrames: 30 }, 15, 'EffectiveDuration 2 s'],
  ])('%j', (attributes, framesPerSecond, source) => {
    expect(rate(attributes)).toMatchObject({ framesPerSecond, source });
  });
  it('gives no rate where the data give none', () => {
    expect(rate({})).toBeUndefined();
    expect(rate({ FrameTime: 0 })).toBeUndefined();
    expect(rate({ ActualFrameDuration: 40 })).toBeUndefined();
  });
  it('gives the time of each frame where a vector does', () => {
    expect(rate({ FrameTimeVector: [0, 10, 30], NumberOfFrames: 3 })?.frameTimesMs).toEqual([0, 10, 30]);
    expect(rate({ FrameTimeVector: [0, 10], NumberOfFrames: 3 })?.frameTimesMs).toBeUndefined();
  });
});
