/**
 * Which series' metadata is fetched next: those asked for first, then in the
 * order listed, a few at a time. Cancelling one study leaves nothing behind.
 */
export interface MetadataQueue {
  add(key: string): void;
  /** Moves a waiting series to the front. */
  prefer(key: string): void;
}

/**
 * @param parallel how many at once
 * @param load fetches one; it never rejects (failures are its to report)
 */
export function createMetadataQueue(parallel: number, load: (key: string) => Promise<void>): MetadataQueue {
  const waiting: string[] = [];
  let running = 0;

  function next() {
    while (running < parallel) {
      const key = waiting.shift();
      if (key === undefined) return;
      running += 1;
      void load(key).finally(() => {
        running -= 1;
        next();
      });
    }
  }

  return {
    add(key) {
      waiting.push(key);
      // All that is added in one turn is known before the first is chosen.
      queueMicrotask(next);
    },
    prefer(key) {
      const index = waiting.indexOf(key);
      if (index > 0) waiting.unshift(...waiting.splice(index, 1));
    },
  };
}
