import { describe, expect, it } from 'vitest';
import type { RequestPriority } from '../../core/dataSource.ts';
import { isAbort } from '../../core/errors.ts';
import { createRequestQueue, type RequestQueue } from './requestQueue.ts';
import { createSharedRequests } from './sharedRequests.ts';

/** Jobs that note their start and end when told. */
function bench(queue: RequestQueue) {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const add = (name: string, priority: RequestPriority, signal = new AbortController().signal) =>
    queue.add(
      () =>
        new Promise<string>((resolve) => {
          started.push(name);
          ends.set(name, () => resolve(name));
        }),
      { priority, signal },
    );
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await settle();
  };
  return { started, add, end };
}
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('createRequestQueue', () => {
  it('begins the soonest first, and the first come of those', async () => {
    const { started, add, end } = bench(createRequestQueue(1));
    add('running', 'background');
    add('rest', 'background');
    add('picture', 'thumbnail');
    add('next slice', 'ahead');
    add('slice 1', 'visible');
    add('slice 2', 'visible');
    for (const name of ['running', 'slice 1', 'slice 2', 'picture', 'next slice']) await end(name);
    expect(started).toEqual(['running', 'slice 1', 'slice 2', 'picture', 'next slice', 'rest']);
  });

  it('runs no more at once than it may, and leaves places for what is on screen', () => {
    const { started, add } = bench(createRequestQueue(6));
    for (let i = 0; i < 10; i += 1) add(`t${i}`, 'thumbnail');
    expect(started).toHaveLength(4);
    for (let i = 0; i < 10; i += 1) add(`v${i}`, 'visible');
    expect(started.slice(4)).toEqual(['v0', 'v1']);
  });

  it('runs one image ahead at a time while thumbnails or metadata are on their way, and all after them', async () => {
    const queue = createRequestQueue(6);
    const { started, add, end } = bench(queue);
    const release = queue.hold();
    for (let i = 0; i < 3; i += 1) add(`a${i}`, 'ahead');
    expect(started).toEqual(['a0']);
    add('t0', 'thumbnail');
    expect(started).toEqual(['a0', 't0']);
    release();
    expect(started).toEqual(['a0', 't0']);
    add('v0', 'visible');
    expect(started).toEqual(['a0', 't0', 'v0']);
    await end('t0');
    expect(started).toEqual(['a0', 't0', 'v0', 'a1', 'a2']);
  });

  it('does not let images ahead keep thumbnails waiting', () => {
    const { started, add } = bench(createRequestQueue(6));
    for (let i = 0; i < 4; i += 1) add(`a${i}`, 'ahead');
    for (let i = 0; i < 3; i += 1) add(`t${i}`, 'thumbnail');
    expect(started).toEqual(['a0', 'a1', 'a2', 'a3', 't0', 't1']);
  });

  it('runs two thumbnails beside three requests for metadata', () => {
    const queue = createRequestQueue(6);
    const { started, add } = bench(queue);
    for (let i = 0; i < 3; i += 1) queue.hold();
    for (let i = 0; i < 3; i += 1) add(`t${i}`, 'thumbnail');
    expect(started).toEqual(['t0', 't1']);
    add('v0', 'visible');
    expect(started).toEqual(['t0', 't1', 'v0']);
  });

  it('begins at once what is raised', () => {
    const queue = createRequestQueue(6);
    const { started, add } = bench(queue);
    queue.hold();
    add('a0', 'ahead');
    const second = add('a1', 'ahead');
    expect(started).toEqual(['a0']);
    second.raise('visible');
    expect(started).toEqual(['a0', 'a1']);
  });

  it('begins what waited for a thumbnail when that is given up', async () => {
    const { started, add, end } = bench(createRequestQueue(6));
    for (let i = 0; i < 6; i += 1) add(`v${i}`, 'visible');
    const leaving = new AbortController();
    const thumbnail = add('t0', 'thumbnail', leaving.signal);
    for (let i = 0; i < 2; i += 1) add(`a${i}`, 'ahead');
    await end('v0');
    await end('v1');
    expect(started.slice(6)).toEqual(['a0']);
    leaving.abort();
    expect(await thumbnail.result.catch(isAbort)).toBe(true);
    expect(started.slice(6)).toEqual(['a0', 'a1']);
  });

  it('leaves a place free while one is held', async () => {
    const queue = createRequestQueue(2);
    const { started, add, end } = bench(queue);
    const release = queue.hold();
    add('a', 'visible');
    add('b', 'visible');
    expect(started).toEqual(['a']);
    release();
    release();
    expect(started).toEqual(['a', 'b']);
    await end('a');
  });

  it('never runs what was aborted while it waited, and goes on after a job that fails', async () => {
    const queue = createRequestQueue(1);
    const { started, add } = bench(queue);
    const controller = new AbortController();
    const failing = queue.add(
      () => {
        throw new Error('broken');
      },
      { priority: 'visible', signal: controller.signal },
    );
    const dropped = add('dropped', 'visible', controller.signal);
    add('kept', 'visible');
    controller.abort();
    await expect(failing.result).rejects.toThrow('broken');
    expect(await dropped.result.catch(isAbort)).toBe(true);
    await settle();
    expect(started).toEqual(['kept']);
  });

  it('raises a job that waits', async () => {
    const { started, add, end } = bench(createRequestQueue(1));
    add('running', 'visible');
    add('ahead', 'ahead');
    add('late', 'background').raise('visible');
    await end('running');
    expect(started).toEqual(['running', 'late']);
  });
});

describe('createSharedRequests', () => {
  const setUp = () => {
    const starts: AbortSignal[] = [];
    let finish: (bytes: Uint8Array) => void = () => undefined;
    const ask = createSharedRequests<Uint8Array>((value) => value.slice());
    const asker = (controller = new AbortController()) =>
      ask('frame', { signal: controller.signal, priority: 'visible' }, ({ signal }) => {
        starts.push(signal);
        const result = new Promise<Uint8Array>((resolve) => {
          finish = resolve;
        });
        return { result, raise: () => undefined };
      });
    return { starts, asker, finish: (value: Uint8Array) => finish(value) };
  };

  it('asks once for two askers and gives each a buffer of its own', async () => {
    const { starts, asker, finish } = setUp();
    const both = [asker(), asker()];
    finish(Uint8Array.of(1, 2));
    const [first, second] = await Promise.all(both);
    expect(starts).toHaveLength(1);
    expect(second).toEqual(first);
    expect(second?.buffer).not.toBe(first?.buffer);
  });

  it('aborts only when the last asker has left, and then asks anew', async () => {
    const { starts, asker, finish } = setUp();
    const one = new AbortController();
    const two = new AbortController();
    const first = asker(one).catch(isAbort);
    const second = asker(two).catch(isAbort);
    one.abort();
    expect(await first).toBe(true);
    expect(starts[0]?.aborted).toBe(false);
    two.abort();
    expect(await second).toBe(true);
    expect(starts[0]?.aborted).toBe(true);
    const third = asker();
    expect(starts).toHaveLength(2);
    finish(Uint8Array.of(3));
    expect(await third).toEqual(Uint8Array.of(3));
  });
});
