import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ScrollLoads } from './scrollLoads.ts';

const frameMs = 16;
/** The page's own frames do not run in Node: those that time makes do. */
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (then: () => void) => setTimeout(then, frameMs));
  vi.stubGlobal('cancelAnimationFrame', (id: number) => clearTimeout(id));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function setUp(here: readonly number[] = []) {
  const present = new Set(here);
  const open = new Map<number, { end: () => void; signal: AbortSignal }>();
  const started: number[] = [];
  const shown: number[] = [];
  const loads = new ScrollLoads({
    isHere: (index) => present.has(index),
    load(index, signal) {
      started.push(index);
      return new Promise<void>((end) => open.set(index, { end, signal }));
    },
    show: (index) => void shown.push(index),
  });
  const end = async (index: number) => {
    open.get(index)?.end();
    await vi.advanceTimersByTimeAsync(0);
  };
  const come = async (index: number) => {
    present.add(index);
    await end(index);
  };
  return { loads, started, shown, come, end, isGivenUp: (index: number) => open.get(index)?.signal.aborted };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const wantAll = (loads: ScrollLoads, from: number, to: number) => {
  for (let index = from; index <= to; index += 1) loads.want(index);
};

test('what is here is seen at once', () => {
  const { loads, shown, started } = setUp([5]);
  loads.want(5);
  expect(shown).toEqual([5]);
  expect(started).toEqual([]);
});

test('what was asked for within one frame is seen in the next ones, each of them', async () => {
  const { loads, shown } = setUp([1, 2, 3]);
  wantAll(loads, 1, 3);
  expect(shown).toEqual([1]);
  await pass(frameMs);
  expect(shown).toEqual([1, 2]);
  await pass(frameMs);
  expect(shown).toEqual([1, 2, 3]);
});

test('one that comes late is waited for, and the others follow in order', async () => {
  const { loads, shown, come } = setUp([2, 3]);
  wantAll(loads, 1, 3);
  await pass(100);
  expect(shown).toEqual([]);
  await come(1);
  await pass(2 * frameMs);
  expect(shown).toEqual([1, 2, 3]);
});

test('nobody waits long: what is here is seen, and what was passed is given up', async () => {
  const { loads, shown, isGivenUp } = setUp([2]);
  wantAll(loads, 1, 2);
  await pass(160);
  expect(shown).toEqual([2]);
  expect(isGivenUp(1)).toBe(true);
});

test('the picture is not left behind by a reader who asks for more than the screen can show', async () => {
  const { loads, shown } = setUp(Array.from({ length: 200 }, (_, index) => index));
  wantAll(loads, 0, 199);
  await pass(200);
  expect(shown.at(-1)).toBe(199);
  expect(shown.length).toBeGreaterThan(8);
  expect(shown).toEqual([...shown].sort((a, b) => a - b));
});

test('a few come at a time, the earliest first; of what has waited too long, only the last', async () => {
  const { loads, started, come } = setUp();
  wantAll(loads, 0, 9);
  expect(started).toEqual([0, 1, 2]);
  await come(0);
  expect(started).toEqual([0, 1, 2, 3]);
  await pass(160);
  await come(1);
  expect(started).toEqual([0, 1, 2, 3, 9]);
});

test('what is asked for last waits no longer than a moment: the oldest is given up for it', async () => {
  const { loads, started, isGivenUp } = setUp();
  wantAll(loads, 0, 9);
  await pass(160);
  expect(started.at(-1)).toBe(9);
  expect([0, 1, 2, 9].map(isGivenUp)).toEqual([true, false, false, false]);
});

test('each that comes from a slow archive is seen, until the last is here: then nothing else', async () => {
  const { loads, shown, come, isGivenUp } = setUp();
  wantAll(loads, 0, 2);
  await pass(1000);
  await come(0);
  expect(shown).toEqual([0]);
  await pass(1000);
  await come(2);
  expect(shown).toEqual([0, 2]);
  expect(isGivenUp(1)).toBe(true);
});

test('one that cannot be had holds nobody up', async () => {
  const { loads, shown, end } = setUp([2]);
  wantAll(loads, 1, 2);
  await end(1);
  expect(shown).toEqual([2]);
});

test('what comes by another way is seen, too', async () => {
  const { loads, shown, come } = setUp();
  loads.want(7);
  await come(8);
  loads.came();
  expect(shown).toEqual([]);
  await come(7);
  expect(shown).toEqual([7]);
});

test('nothing is seen of what was given up', async () => {
  const { loads, shown, come, isGivenUp } = setUp();
  wantAll(loads, 1, 3);
  loads.cancel();
  expect([1, 2, 3].map(isGivenUp)).toEqual([true, true, true]);
  await come(3);
  await pass(500);
  expect(shown).toEqual([]);
});
