import { expect, it, vi } from 'vitest';
import { createMetadataQueue } from './metadataQueue.ts';

/** A queue whose loads end when the test says so. */
function setUp(parallel: number) {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const queue = createMetadataQueue(parallel, (key, isPreferred) => {
    started.push(isPreferred ? `${key}!` : key);
    return new Promise((resolve) => ends.set(key, resolve));
  });
  return { queue, started, end: (key: string) => ends.get(key)?.() };
}

it('loads a few at a time, in the order they were added', async () => {
  const { queue, started, end } = setUp(2);
  for (const key of ['a', 'b', 'c', 'd']) queue.add(key);
  await vi.waitFor(() => expect(started).toEqual(['a', 'b']));
  end('b');
  await vi.waitFor(() => expect(started).toEqual(['a', 'b', 'c']));
});

it('prefers what the reader turns to, among those that wait', async () => {
  const { queue, started, end } = setUp(1);
  for (const key of ['a', 'b', 'c', 'd']) queue.add(key);
  queue.prefer('d');
  queue.prefer('nothing like it');
  await vi.waitFor(() => expect(started).toEqual(['d!']));
  queue.prefer('c');
  end('d');
  await vi.waitFor(() => expect(started).toEqual(['d!', 'c!']));
});

it('takes a key again once it has been loaded', async () => {
  const { queue, started, end } = setUp(1);
  queue.add('a');
  await vi.waitFor(() => expect(started).toEqual(['a']));
  end('a');
  queue.add('a');
  await vi.waitFor(() => expect(started).toEqual(['a', 'a']));
});

it('holds back what is not due yet, except what is preferred', async () => {
  const started: string[] = [];
  let due = new Set(['b']);
  const queue = createMetadataQueue(
    3,
    (key) => {
      started.push(key);
      return Promise.resolve();
    },
    () => (key) => due.has(key),
  );
  for (const key of ['a', 'b', 'c', 'd']) queue.add(key);
  await vi.waitFor(() => expect(started).toEqual(['b']));
  queue.prefer('d');
  await vi.waitFor(() => expect(started).toEqual(['b', 'd']));
  due = new Set(['a', 'c']);
  queue.wake();
  await vi.waitFor(() => expect(started).toEqual(['b', 'd', 'a', 'c']));
});
