import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { CineState } from '../../core/viewport.ts';
import { CinePlayer } from './cinePlayer.ts';

afterEach(() => vi.unstubAllGlobals());

const clip = (rest: Partial<DisplaySet> = {}): DisplaySet =>
  ({
    instances: [{}],
    FrameRate: 10,
    FrameRateSource: 'FrameTime',
    isMultiFrame: true,
    frameTimesMs: undefined,
    ...rest,
  }) as unknown as DisplaySet; // as much of one as is looked at

/** A player whose frames are drawn when told. */
function aPlayer(count: number, displaySet = clip()) {
  let next: ((now: number) => void) | undefined;
  vi.stubGlobal('requestAnimationFrame', (callback: (now: number) => void) => {
    next = callback;
    return 1;
  });
  vi.stubGlobal('cancelAnimationFrame', () => {
    next = undefined;
  });
  const started = performance.now();
  const missing = new Set<number>();
  const shown: number[] = [];
  let state: CineState | undefined;
  const player = new CinePlayer({
    isReady: (index) => !missing.has(index),
    isFailed: () => false,
    show: (index) => shown.push(index),
    onChange: (change) => (state = change),
  });
  player.load(displaySet, count, false);
  return {
    player,
    missing,
    shown,
    state: () => state,
    isRunning: () => next !== undefined,
    /** Draws a frame each 10 ms until so many ms after the start. */
    until(ms: number, from = 0) {
      for (let at = from; at <= ms; at += 10) {
        const callback = next;
        next = undefined;
        callback?.(started + at);
      }
    },
  };
}

describe('playing a clip', () => {
  it('asks for a frame that holds it, once, and goes on when it is here', () => {
    const { player, missing, shown, until } = aPlayer(5);
    missing.add(2);
    player.set({ playing: true }, 0);
    until(330);
    expect(shown).toEqual([1]);
    until(1000, 340);
    expect(shown).toEqual([1, 2]);
    missing.clear();
    until(1150, 1010);
    expect(shown.slice(0, 3)).toEqual([1, 2, 2]);
  });
  it('plays the part that it is told, and all of it again', () => {
    const { player, shown, until, state } = aPlayer(10);
    player.set({ range: { first: 3, last: 5 } }, 0);
    expect(state()?.range).toEqual({ first: 3, last: 5 });
    player.set({ playing: true }, 0);
    until(650);
    expect(new Set(shown)).toEqual(new Set([3, 4, 5]));
    player.set({ range: 'all' }, 5);
    expect(state()?.range).toBeUndefined();
    // No part: backwards, beyond the end, a single frame, all of it.
    for (const [first, last] of [
      [5, 3],
      [0, 10],
      [4, 4],
      [0, 9],
      [0.5, 4],
    ] as const) {
      player.set({ range: { first, last } }, 5);
      expect(state()?.range).toBeUndefined();
    }
  });
  it('takes a speed by hand from 1 to 120, and goes back to the one of the data', () => {
    const { player, state } = aPlayer(10);
    player.set({ framesPerSecond: 500 }, 0);
    expect(state()).toMatchObject({
      framesPerSecond: 120,
      source: 'set by hand',
      dataRate: { framesPerSecond: 10, source: 'FrameTime' },
    });
    player.set({ framesPerSecond: Number.NaN }, 0);
    expect(state()?.framesPerSecond).toBe(120);
    player.set({ framesPerSecond: 'data' }, 0);
    expect(state()).toMatchObject({ framesPerSecond: 10, source: 'FrameTime' });
    expect(state()?.dataRate).toBeUndefined();
  });
  it('stands still while it is led, shows what it is told, and is its own again once stopped', () => {
    const { player, shown, state, isRunning } = aPlayer(10);
    player.set({ playing: true, led: true }, 4);
    expect(isRunning()).toBe(false);
    player.set({ frame: 7 }, 4);
    expect(shown).toEqual([7]);
    player.pause();
    expect(state()).toMatchObject({ playing: false });
    expect(state()?.led).toBeUndefined();
    player.set({ frame: 2 }, 7);
    expect(shown).toEqual([7]);
    player.set({ playing: true }, 7);
    expect(isRunning()).toBe(true);
  });
  it('begins with the part that the object says (PS3.3 C.7.6.5.1 StartTrim, StopTrim)', () => {
    const trimmed = clip({
      instances: [{ StartTrim: 3, StopTrim: 6 }] as unknown as DisplaySet['instances'],
    });
    expect(aPlayer(10, trimmed).state()?.range).toEqual({ first: 2, last: 5 });
  });
});
