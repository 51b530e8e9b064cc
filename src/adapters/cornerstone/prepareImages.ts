import type { RequestPriority } from '../../core/dataSource.ts';
import type { ImageSource, ImageStore } from './imageStore.ts';

const lanes = 3;

/**
 * Loads images that will be asked for soon, in their order, while there is room
 * for them beside what is open. One that cannot be had is left for when it is
 * asked for: it says why then.
 * @returns the way to stop.
 */
export function prepareImages(
  store: ImageStore,
  sources: readonly ImageSource[],
  priority: RequestPriority = 'ahead',
): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const queue = sources.values();
  const lane = async () => {
    for (const source of queue) {
      const { Rows = 0, Columns = 0, BitsAllocated = 16 } = source.instance;
      if (signal.aborted || !store.hasRoomFor(Rows * Columns * (BitsAllocated > 8 ? 2 : 1))) return;
      await store.load(source, { signal, priority }).catch(() => undefined);
    }
  };
  for (let i = 0; i < lanes; i++) void lane();
  return () => controller.abort();
}
