import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import {
  emptyViewportState,
  type CineChange,
  type ViewportHandle,
  type ViewportState,
} from '../core/viewport.ts';
import { clipsAmong, createCineSync, resumeInStep } from './cineSync.ts';
import { clipOf, isHeartCycle, planSteps, runAt, type Clip } from './cineSyncPlan.ts';
import { createLiveViewports } from './liveViewports.ts';

const clip = (viewportId: string, frames: number, ms = 40, rest: Partial<Clip> = {}): Clip => ({
  viewportId,
  first: 0,
  durationsMs: Array.from({ length: frames }, () => ms),
  isHeartCycle: false,
  ...rest,
});

describe('what clips have in common', () => {
  it('goes frame by frame where they have the same number, at the pace of the first', () => {
    const plan = planSteps([clip('a', 5, 100), clip('b', 5, 20, { first: 3 })]);
    expect(plan.by).toBe('frame');
    expect(plan.lengthMs).toBe(500);
    expect([0, 99, 100, 450].map((ms) => plan.framesAt(ms))).toEqual([
      [0, 3],
      [0, 3],
      [1, 4],
      [4, 7],
    ]);
  });
  it('goes by the cycle of the heart where each shows one', () => {
    const plan = planSteps([
      clip('a', 20, 40, { isHeartCycle: true }),
      clip('b', 30, 25, { isHeartCycle: true }),
    ]);
    expect(plan.by).toBe('phase');
    expect(plan.framesAt(400)).toEqual([10, 15]);
    expect(plan.framesAt(799)).toEqual([19, 29]);
  });
  it('goes by time otherwise; the shorter one waits on its last frame', () => {
    const plan = planSteps([clip('a', 4, 100), clip('b', 8, 100)]);
    expect(plan.by).toBe('time');
    expect(plan.lengthMs).toBe(800);
    expect(plan.framesAt(350)).toEqual([3, 3]);
    expect(plan.framesAt(650)).toEqual([3, 6]);
  });
  it('never leaves the part that is played, and starts where the first one is', () => {
    const aClip = fc.record({
      viewportId: fc.constant('a'),
      first: fc.nat(50),
      durationsMs: fc.array(fc.double({ min: 1, max: 500, noNaN: true }), { minLength: 2, maxLength: 40 }),
      isHeartCycle: fc.boolean(),
    });
    fc.assert(
      fc.property(
        aClip,
        fc.array(aClip, { maxLength: 3 }),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.nat(),
        (leader, others, ms, pick) => {
          const plan = planSteps([leader, ...others]);
          for (const loop of ['loop', 'sweep'] as const) {
            plan.framesAt(runAt(ms, plan.lengthMs, loop)).forEach((frame, at) => {
              const { first = 0, durationsMs = [] } = plan.clips[at] ?? {};
              expect(frame).toBeGreaterThanOrEqual(first);
              expect(frame).toBeLessThan(first + durationsMs.length);
            });
          }
          const frame = leader.first + (pick % leader.durationsMs.length);
          expect(plan.framesAt(plan.timeOf(0, frame))[0]).toBe(frame);
        },
      ),
    );
  });
  it('turns round in a sweep', () => {
    const plan = planSteps([clip('a', 3, 10), clip('b', 3, 10)]);
    const at = (ms: number) => plan.framesAt(runAt(ms, plan.lengthMs, 'sweep'))[0];
    expect([0, 10, 20, 30, 40, 50, 60].map(at)).toEqual([0, 1, 2, 2, 1, 0, 0]);
  });
});

const displaySet = (numImageFrames: number, rest: Partial<DisplaySet> = {}): DisplaySet =>
  ({
    displaySetInstanceUID: `2.25.${numImageFrames}`,
    numImageFrames,
    instances: [],
    images: undefined,
    isMultiFrame: true,
    FrameRate: undefined,
    frameTimesMs: undefined,
    ...rest,
  }) as unknown as DisplaySet; // as much of one as is looked at

describe('the times of a clip', () => {
  const cine = { playing: false, framesPerSecond: 25, source: 'FrameTime', loop: 'loop' } as const;
  it('follow the recorded ones until a speed is set by hand', () => {
    const set = displaySet(4, { frameTimesMs: [0, 10, 30, 20] });
    expect(clipOf('a', set, cine, 4)?.durationsMs).toEqual([10, 30, 20, 40]);
    const dataRate = { framesPerSecond: 25, source: 'FrameTime' };
    expect(clipOf('a', set, { ...cine, framesPerSecond: 50, dataRate }, 4)?.durationsMs).toEqual([
      20, 20, 20, 20,
    ]);
    expect(clipOf('a', set, { ...cine, range: { first: 1, last: 2 } }, 4)).toMatchObject({
      first: 1,
      durationsMs: [30, 20],
    });
  });
  it('are of one heart beat where the times after the R wave rise to the end', () => {
    const phases = (times: readonly (number | undefined)[]) =>
      displaySet(times.length, {
        instances: times.map((TriggerTime, i) => ({
          StudyInstanceUID: '1',
          SeriesInstanceUID: '1.1',
          SOPInstanceUID: `1.1.${i}`,
          SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
          Rows: 8,
          Columns: 8,
          ...(TriggerTime === undefined ? {} : { TriggerTime }),
        })),
      });
    expect(isHeartCycle(phases([0, 40, 80]))).toBe(true);
    expect(isHeartCycle(phases([0, 40, 0, 40]))).toBe(false);
    expect(isHeartCycle(phases([0, undefined, 80]))).toBe(false);
  });
});

/** A viewport as far as playing is concerned. */
function aViewport(count: number, loaded = new Uint8Array(count).fill(1)) {
  const listeners = new Set<() => void>();
  let state: ViewportState = {
    ...emptyViewportState,
    imageCount: count,
    loaded,
    cine: { playing: false, framesPerSecond: 10, source: 'FrameTime', loop: 'loop' },
  };
  const frames: number[] = [];
  const handle = {
    getState: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setCine({ frame, playing, led }: CineChange) {
      if (frame !== undefined) frames.push(frame);
      if (playing !== undefined && state.cine)
        state = {
          ...state,
          cine: { ...state.cine, playing, ...(playing && led ? { led } : { led: false }) },
        };
      listeners.forEach((listener) => listener());
    },
  } as unknown as ViewportHandle; // as much of one as is used
  const giveUp = (frame: number) => {
    state = { ...state, failedImages: new Map([[frame, 'The server fell silent.']]) };
  };
  const become = (status: ViewportState['status']) => {
    state = { ...state, status };
  };
  return { handle, frames, loaded, giveUp, become };
}

function aPage(...counts: readonly number[]) {
  const live = createLiveViewports();
  const viewports = counts.map((count) => aViewport(count));
  viewports.forEach(({ handle }, at) => live.register(`viewport-${at + 1}`, handle));
  let next: ((now: number) => void) | undefined;
  const sync = createCineSync(live, {
    request: (callback) => {
      next = callback;
      return 1;
    },
    cancel: () => {
      next = undefined;
    },
  });
  const tick = (now: number) => {
    const callback = next;
    next = undefined;
    callback?.(now);
  };
  const members = counts.map((count, at) => ({
    viewportId: `viewport-${at + 1}`,
    displaySet: displaySet(count),
  }));
  return { sync, live, viewports, tick, members, isRunning: () => next !== undefined };
}

describe('clips that were in step before', () => {
  const led = { playing: true, led: true };
  it('wait for each other, then are so again, the first leading', () => {
    const { sync, live, viewports, members, tick } = aPage(4, 4);
    const [first, second] = viewports;
    first?.become('rendered');
    first?.handle.setCine(led);
    resumeInStep(sync, live, members);
    expect(sync.store.getState().running).toBeUndefined();
    second?.become('rendered');
    second?.handle.setCine(led);
    resumeInStep(sync, live, members);
    expect(sync.store.getState().running).toMatchObject({ viewportIds: ['viewport-1', 'viewport-2'] });
    for (let now = 0; now <= 400; now += 50) tick(now);
    expect(second?.frames).toEqual(first?.frames);
    expect(second?.frames.length).toBeGreaterThan(3);
  });
  it('play alone where the others cannot be shown or stand still by now', () => {
    const { sync, live, viewports, members } = aPage(4, 4, 4);
    const [first, second, third] = viewports;
    for (const each of [first, third]) each?.become('rendered');
    first?.handle.setCine(led);
    second?.become('error');
    resumeInStep(sync, live, members);
    expect(sync.store.getState().running).toBeUndefined();
    expect(first?.handle.getState().cine).toMatchObject({ playing: true, led: false });
    expect(third?.handle.getState().cine).toMatchObject({ playing: false });
  });
});

describe('clips in step', () => {
  it('show the same frame at the same moment', () => {
    const { sync, viewports, tick, members } = aPage(4, 4);
    expect(sync.start(members)).toBe(2);
    for (let now = 0; now <= 400; now += 50) tick(now);
    expect(viewports.map(({ frames }) => frames)).toEqual([
      [0, 1, 2, 3, 0],
      [0, 1, 2, 3, 0],
    ]);
    expect(sync.store.getState().running).toMatchObject({ by: 'frame', waitingFor: [] });
  });
  it('wait for the one whose data is not here, and none runs ahead', () => {
    const { sync, viewports, tick, members } = aPage(4, 4);
    const [first, second] = viewports;
    if (!first || !second) throw new Error('two viewports');
    second.loaded[2] = 0;
    sync.start(members);
    for (let now = 0; now <= 900; now += 50) tick(now);
    expect(first.frames).toEqual([0, 1]);
    expect(sync.store.getState().running?.waitingFor).toEqual(['viewport-2']);
    second.loaded[2] = 1;
    tick(950);
    tick(1000);
    expect(first.frames).toEqual([0, 1, 2]);
    // It was asked for once while it was awaited, and then shown.
    expect(second.frames).toEqual([0, 1, 2, 2]);
    expect(sync.store.getState().running?.waitingFor).toEqual([]);
  });
  it('do not jump across a frame that is waited for when the page was busy for a while', () => {
    const { sync, viewports, tick, members } = aPage(8, 8);
    const [first, second] = viewports;
    if (!first || !second) throw new Error('two viewports');
    second.loaded[3] = 0;
    sync.start(members);
    tick(0);
    // As long as four frames last, and again; each time the one after the missing frame would be here.
    for (const now of [200, 400, 650, 900]) tick(now);
    expect(first.frames).toEqual([0, 2]);
    expect(sync.store.getState().running?.waitingFor).toEqual(['viewport-2']);
    second.loaded[3] = 1;
    tick(916);
    expect(first.frames.at(-1)).toBe(3);
  });
  it('go on past a frame that has been given up: it holds nobody', () => {
    const { sync, viewports, tick, members } = aPage(4, 4);
    const [first, second] = viewports;
    if (!first || !second) throw new Error('two viewports');
    second.loaded[2] = 0;
    sync.start(members);
    for (let now = 0; now <= 400; now += 50) tick(now);
    expect(first.frames).toEqual([0, 1]);
    second.giveUp(2);
    tick(450);
    tick(500);
    expect(first.frames).toEqual([0, 1, 2]);
    expect(sync.store.getState().running?.waitingFor).toEqual([]);
  });
  it('stop together when one is stopped', () => {
    const { sync, viewports, tick, members, isRunning } = aPage(4, 4);
    sync.start(members);
    tick(0);
    viewports[1]?.handle.setCine({ playing: false });
    expect(viewports[0]?.handle.getState().cine?.playing).toBe(false);
    expect(sync.store.getState().running).toBeUndefined();
    expect(isRunning()).toBe(false);
  });
  it('are at least two', () => {
    const { sync, members, isRunning } = aPage(4);
    expect(sync.start(members)).toBe(1);
    expect(isRunning()).toBe(false);
  });
  it('are clips before stacks, the active one first', () => {
    const [a, b, c] = [
      { viewportId: 'a', displaySet: displaySet(9, { isMultiFrame: false }) },
      { viewportId: 'b', displaySet: displaySet(9) },
      { viewportId: 'c', displaySet: displaySet(8) },
    ] as const;
    expect(clipsAmong([a, b, c], 'c').map(({ viewportId }) => viewportId)).toEqual(['c', 'b']);
    expect(clipsAmong([a, b], 'b').map(({ viewportId }) => viewportId)).toEqual(['b', 'a']);
  });
});
