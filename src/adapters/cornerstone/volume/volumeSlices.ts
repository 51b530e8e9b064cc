import { describeError, isAbort } from '../../../core/errors.ts';
import type { ImageSource, ImageStore, StackImage } from '../imageStore.ts';
import { prefetch } from '../prefetch.ts';
import { isOutOfMemory } from './outOfMemory.ts';
import type { VolumeContent } from './volumeContent.ts';

export interface SliceListener {
  /** Where loading begins and what comes next. */
  position(): { readonly index: number; readonly direction: 1 | -1 };
  /** A slice came, was lost, or failed. */
  onSlice(slice: number): void;
  /** Bytes so far of a slice that was asked for with `need`. */
  onProgress(bytes: number): void;
}

/**
 * The decoded slices of a volume, out of the images that all viewports share:
 * what a stack has loaded is here at once. They are kept as long as this is open.
 */
export class VolumeSlices {
  readonly #store: ImageStore;
  readonly #content: VolumeContent;
  readonly #listener: SliceListener;
  readonly #slices: (StackImage | undefined)[];
  readonly #failed = new Map<number, unknown>();
  readonly #needed = new Set<number>();
  readonly #controller = new AbortController();
  readonly #cleanUp: (() => void)[];
  #prefetching: AbortController | undefined;
  #here: number;

  constructor(store: ImageStore, content: VolumeContent, listener: SliceListener) {
    this.#store = store;
    this.#content = content;
    this.#listener = listener;
    this.#slices = content.imageIds.map((imageId) => store.peek(imageId));
    this.#here = this.#slices.filter(Boolean).length;
    const holds = (imageId: string) => content.sliceOfId(imageId) !== undefined;
    this.#cleanUp = [
      // A plane across the slices needs all of them on the screen.
      store.use({ holds, shows: holds }),
      store.onChange((imageId, present) => this.#onImage(imageId, present)),
    ];
  }

  get slices(): readonly (StackImage | undefined)[] {
    return this.#slices;
  }

  get count(): number {
    return this.#slices.length;
  }

  /** Slices that are here. */
  get here(): number {
    return this.#here;
  }

  /** What could not be had, by slice, with the reason. */
  get failed(): ReadonlyMap<number, unknown> {
    return this.#failed;
  }

  has(slice: number): boolean {
    return this.#slices[slice] !== undefined;
  }

  /** Loads a slice before all others. */
  need(slice: number): void {
    const source = this.#content.sources[slice];
    if (!source || this.has(slice) || this.#failed.has(slice) || this.#needed.has(slice)) return;
    this.#needed.add(slice);
    const { signal } = this.#controller;
    const onProgress = (bytes: number) => this.#listener.onProgress(bytes);
    this.#load(source, { signal, priority: 'visible', onProgress })
      .catch((error: unknown) => this.#fail(slice, error))
      .finally(() => this.#needed.delete(slice));
  }

  /** Loads all the others, those near the reader first. */
  loadAll(): void {
    this.#prefetching?.abort();
    this.#prefetching = new AbortController();
    const signal = AbortSignal.any([this.#controller.signal, this.#prefetching.signal]);
    void prefetch(
      {
        count: this.count,
        position: () => this.#listener.position(),
        isSettled: (slice) => this.has(slice) || this.#failed.has(slice) || this.#needed.has(slice),
        // It was set aside before anything was loaded.
        hasRoom: () => true,
        load: async (slice, priority, abort) => {
          const source = this.#content.sources[slice];
          if (source) await this.#load(source, { signal: abort, priority });
        },
        onFailure: (slice, error) => this.#fail(slice, error),
      },
      signal,
    );
  }

  /** Asks again for what failed. */
  retry(): void {
    this.#failed.clear();
    this.loadAll();
  }

  dispose(): void {
    this.#controller.abort();
    for (const cleanUp of this.#cleanUp) cleanUp();
  }

  /** Where there is no memory for a slice, once more after all is dropped that is on no screen. */
  async #load(source: ImageSource, options: Parameters<ImageStore['load']>[1]): Promise<void> {
    try {
      await this.#store.load(source, options);
    } catch (error) {
      if (!isOutOfMemory(error) || options.signal.aborted) throw error;
      this.#store.clear();
      await this.#store.load(source, options);
    }
  }

  #onImage(imageId: string, present: boolean): void {
    const slice = this.#content.sliceOfId(imageId);
    if (slice === undefined) return;
    const image = present ? this.#store.peek(imageId) : undefined;
    this.#here += Number(image !== undefined) - Number(this.has(slice));
    this.#slices[slice] = image;
    if (image) this.#failed.delete(slice);
    this.#listener.onSlice(slice);
  }

  #fail(slice: number, error: unknown): void {
    if (this.#controller.signal.aborted || isAbort(error)) return;
    this.#failed.set(slice, error);
    this.#listener.onSlice(slice);
  }
}

/** In words; an empty text for a slice that has not failed. */
export const reasonOf = (failure: unknown): string => (failure === undefined ? '' : describeError(failure));
