import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ScrollLoads } from './scrollLoads.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const open = new Map<number, { come: () => void; signal: AbortSignal }>();
  const started: number[] = [];
  const loads = new ScrollLoads((index, signal) => {
    started.push(index);
    return new Promise<void>((come) => open.set(index, { come, signal }));
  });
  const come = async (index: number) => {
    open.get(index)?.come();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { loads, started, come, isGivenUp: (index: number) => open.get(index)?.signal.aborted };
}

test('a few come at a time; of what else is asked for, only the last', async () => {
  const { loads, started, come } = setUp();
  for (let index = 0; index < 10; index += 1) loads.want(index);
  expect(started).toEqual([0, 1, 2]);
  await come(1);
  expect(started).toEqual([0, 1, 2, 9]);
  await come(0);
  expect(started).toEqual([0, 1, 2, 9]);
});

test('what is asked for last waits no longer than a moment: the oldest is given up for it', async () => {
  const { loads, started, isGivenUp } = setUp();
  for (let index = 0; index < 10; index += 1) loads.want(index);
  await vi.advanceTimersByTimeAsync(150);
  expect(started.at(-1)).toBe(9);
  expect([0, 1, 2, 9].map(isGivenUp)).toEqual([true, false, false, false]);
});

test('what is on its way is not asked for twice', () => {
  const { loads, started } = setUp();
  for (const index of [0, 1, 0, 1]) loads.want(index);
  expect(started).toEqual([0, 1]);
});

test('when the last is here, nothing else is waited for', async () => {
  const { loads, started, isGivenUp } = setUp();
  for (let index = 0; index < 4; index += 1) loads.want(index);
  loads.settle();
  await vi.advanceTimersByTimeAsync(500);
  expect(started).toEqual([0, 1, 2]);
  expect([0, 1, 2].map(isGivenUp)).toEqual([true, true, true]);
  loads.want(7);
  expect(started.at(-1)).toBe(7);
});
