import { describeError } from '../../core/errors.ts';
import type { ImageStore, StackImage } from './imageStore.ts';
import { bytesOfPixels } from './pixels/pixelBytes.ts';
import { Prefetching, readingDistance } from './prefetch.ts';
import type { ShownContent } from './stackState.ts';

/** What the loading ahead of a stack is told by its viewport. */
export interface PrefetchedStack {
  readonly content: ShownContent;
  readonly images: ImageStore;
  position(): { readonly index: number; readonly direction: 1 | -1 };
  shown(): StackImage | undefined;
  /** An image could not be had; it is in `content.failed`. */
  onFailure(): void;
}

/** Loads the images of a stack that will be wanted next, until `signal` says that nobody wants them. */
export function prefetchStack(
  { content, images, position, shown, onFailure }: PrefetchedStack,
  signal: AbortSignal,
): Prefetching {
  const { count, loaded, failed } = content;
  images.loadAhead(signal);
  return new Prefetching(
    {
      count,
      position,
      isSettled: (index) => loaded[index] === 1 || failed.has(index) || index === position().index,
      hasRoom(index) {
        const like = shown();
        const bytes = like ? bytesOfPixels(like.pixels) : 0;
        const distance = readingDistance(index, position());
        return images.isInReach(bytes, distance) && images.hasRoomFor(bytes, distance);
      },
      load: async (index, priority, abort) => {
        const source = content.source(index);
        if (source) await images.load(source, { signal: abort, priority });
      },
      onFailure(index, error) {
        failed.set(index, describeError(error));
        onFailure();
      },
    },
    signal,
  );
}
