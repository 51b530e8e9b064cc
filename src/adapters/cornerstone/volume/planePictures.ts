import type { Renderer } from '../engine.ts';
import type { StackImage } from '../imageStore.ts';
import type { Picture } from '../pictureSurface.ts';

/** Ids to go round: many more than pictures can be on their way to the canvas at once. */
const ring = 64;
/** Pictures kept on offer: the one on the canvas, and those that are being drawn over it. */
const kept = 4;

/**
 * Computed pictures under ids that Cornerstone can ask for: each under the next
 * id, so that a picture is never taken for the one before it.
 */
export class PlanePictures {
  readonly #renderer: Renderer;
  readonly #dataId: string;
  readonly #imageIds: readonly string[];
  #count = 0;

  /** @param dataId one for each run of pictures of one size. */
  constructor(renderer: Renderer, scheme: string, dataId: string) {
    this.#renderer = renderer;
    this.#dataId = dataId;
    this.#imageIds = Array.from({ length: ring }, (_, i) => `${scheme}:plane/${dataId}/${i}`);
  }

  /** For the next picture. */
  get nextId(): string {
    return this.#imageIds[this.#count % ring] ?? '';
  }

  /** @param image made under `nextId`. */
  take(image: StackImage): Picture {
    const index = this.#count % ring;
    this.#count++;
    this.#renderer.offer(image);
    if (this.#count > kept) this.#renderer.withdraw(this.#imageIds[(this.#count - 1 - kept) % ring] ?? '');
    return { dataId: this.#dataId, imageIds: this.#imageIds, index, image };
  }

  dispose(): void {
    for (const imageId of this.#imageIds) this.#renderer.withdraw(imageId);
  }
}
