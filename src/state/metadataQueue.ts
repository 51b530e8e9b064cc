/**
 * Which series' metadata is fetched next: those asked for first, then in the
 * order listed, a few at a time. Cancelling one study leaves nothing behind.
 */
export interface MetadataQueue {
  add(key: string): void;
  /** Moves a waiting series to the front; it is fetched although others are held back. */
  prefer(key: string): void;
  /** What may be fetched may be more now. */
  wake(): void;
}

/**
 * @param parallel how many at once
 * @param load fetches one; it never rejects (failures are its to report)
 * @param dueNow which series may be fetched yet; the others wait for `wake`
 */
export function createMetadataQueue(
  parallel: number,
  load: (key: string, isPreferred: boolean) => Promise<void>,
  dueNow: () => (key: string) => boolean = () => () => true,
): MetadataQueue {
  const waiting: string[] = [];
  const preferred = new Set<string>();
  let running = 0;

  function next() {
    while (running < parallel) {
      if (waiting.length === 0) return;
      const isDue = dueNow();
      const index = waiting.findIndex((key) => preferred.has(key) || isDue(key));
      const [key] = index < 0 ? [] : waiting.splice(index, 1);
      if (key === undefined) return;
      const isPreferred = preferred.delete(key);
      running += 1;
      void load(key, isPreferred).finally(() => {
        running -= 1;
        next();
      });
    }
  }
  // All that is added in one turn is known before the first is chosen.
  const soon = () => queueMicrotask(next);

  return {
    add(key) {
      waiting.push(key);
      soon();
    },
    prefer(key) {
      const index = waiting.indexOf(key);
      if (index < 0) return;
      waiting.unshift(...waiting.splice(index, 1));
      preferred.add(key);
      soon();
    },
    wake: soon,
  };
}
