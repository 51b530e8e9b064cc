import { describe, expect, it } from 'vitest';
import { nextIndex, prefetch, Prefetching, readingDistance, type PrefetchTarget } from './prefetch.ts';

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A stack whose images arrive when told. */
function aStack(count: number, { room = Infinity }: { room?: number } = {}) {
  const here = new Set<number>();
  const asked: number[] = [];
  const aborted: number[] = [];
  const pending = new Map<number, () => void>();
  let at: { index: number; direction: 1 | -1 } = { index: 0, direction: 1 };
  const target: PrefetchTarget = {
    count,
    position: () => at,
    isSettled: (index) => here.has(index) || index === at.index,
    // As the store: what is farther from the reader makes room.
    hasRoom: (index) =>
      here.size < room || [...here].some((each) => readingDistance(each, at) > readingDistance(index, at)),
    load: (index, _priority, signal) =>
      new Promise<void>((resolve, reject) => {
        asked.push(index);
        pending.set(index, () => {
          pending.delete(index);
          here.add(index);
          if (here.size > room) {
            const [farthest] = [...here].sort((a, b) => readingDistance(b, at) - readingDistance(a, at));
            if (farthest !== undefined) here.delete(farthest);
          }
          resolve();
        });
        signal.addEventListener('abort', () => {
          pending.delete(index);
          aborted.push(index);
          reject(new DOMException('aborted', 'AbortError'));
        });
      }),
    onFailure: () => undefined,
  };
  return {
    target,
    here,
    asked,
    aborted,
    go(index: number, direction: 1 | -1) {
      at = { index, direction };
    },
    /** Lets everything arrive that is asked for, until nothing more is. */
    async all() {
      while (pending.size > 0) {
        // What is asked for meanwhile has its own turn.
        const arriving = [...pending.values()];
        for (const arrive of arriving) arrive();
        await settle();
      }
    },
  };
}

describe('prefetching around a reader', () => {
  it('counts what is behind as four times as far', () => {
    expect(readingDistance(14, { index: 10, direction: 1 })).toBe(4);
    expect(readingDistance(6, { index: 10, direction: 1 })).toBe(16);
    expect(readingDistance(6, { index: 10, direction: -1 })).toBe(4);
  });

  it('keeps to the memory, and goes on when the reader does', async () => {
    const stack = aStack(100, { room: 20 });
    const prefetching = new Prefetching(stack.target, new AbortController().signal);
    await stack.all();
    await prefetching.ended;
    expect([...stack.here].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));

    stack.go(50, 1);
    prefetching.moved();
    await stack.all();
    const window = [...stack.here].sort((a, b) => a - b);
    expect(window).toHaveLength(20);
    // Sixteen ahead for four behind.
    expect(window.filter((index) => index > 50).length).toBeGreaterThanOrEqual(15);
    expect(Math.min(...window)).toBeGreaterThanOrEqual(45);
    expect(Math.max(...window)).toBeLessThanOrEqual(67);
  });

  it('asks for nothing more while the reader stays, once all is here or memory is full', async () => {
    const stack = aStack(30, { room: 10 });
    const prefetching = new Prefetching(stack.target, new AbortController().signal);
    await stack.all();
    const asked = stack.asked.length;
    for (let time = 0; time < 5; time += 1) {
      prefetching.moved();
      await stack.all();
    }
    expect(stack.asked).toHaveLength(asked);
  });

  it('gives up what is far away by now, and asks for it again when it is wanted', async () => {
    const stack = aStack(500);
    const prefetching = new Prefetching(stack.target, new AbortController().signal);
    expect(stack.asked).toEqual([1, 2, 3, 4]);
    stack.go(300, 1);
    prefetching.moved();
    await settle();
    expect(stack.aborted).toEqual([1, 2, 3, 4]);
    expect(stack.asked.slice(4)).toEqual([301, 302, 303, 304]);
    await stack.all();
    expect(stack.here.size).toBe(499);
  });

  it('leaves near loads alone when the reader takes a few steps', async () => {
    const stack = aStack(500);
    const prefetching = new Prefetching(stack.target, new AbortController().signal);
    for (let index = 1; index < 10; index += 1) {
      stack.go(index, 1);
      prefetching.moved();
    }
    expect(stack.aborted).toEqual([]);
    await stack.all();
  });

  it('ends after five failures in a row, and with the signal', async () => {
    const failed: number[] = [];
    const target: PrefetchTarget = {
      count: 100,
      position: () => ({ index: 0, direction: 1 }),
      isSettled: (index) => index === 0,
      hasRoom: () => true,
      load: () => Promise.reject(new Error('down')),
      onFailure: (index) => failed.push(index),
    };
    await prefetch(target, new AbortController().signal);
    expect(failed.length).toBeGreaterThanOrEqual(5);
    expect(failed.length).toBeLessThan(10);

    const stack = aStack(50);
    const controller = new AbortController();
    const done = prefetch(stack.target, controller.signal);
    controller.abort();
    await done;
    expect(stack.aborted).toHaveLength(4);
    expect(stack.asked).toHaveLength(4);
  });

  it('does not spin where loading is cancelled by somebody else', async () => {
    let asked = 0;
    const target: PrefetchTarget = {
      count: 100,
      position: () => ({ index: 0, direction: 1 }),
      isSettled: () => false,
      hasRoom: () => true,
      load: () => {
        asked += 1;
        return Promise.reject(new DOMException('gone', 'AbortError'));
      },
      onFailure: () => undefined,
    };
    await prefetch(target, new AbortController().signal);
    expect(asked).toBe(4);
    expect(nextIndex(target, new Set([0]))?.index).toBe(1);
  });
});
