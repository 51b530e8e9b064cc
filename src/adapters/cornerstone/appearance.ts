import type { Presentation } from '../../core/viewport.ts';
import type { StackImage } from './imageStore.ts';
import type { DrawnAs } from './planarSurface.ts';
import { clampZoom, computedWindow, fitted, quarterTurn, type Window } from './presentation.ts';

/** How the pictures of one viewport are shown: their window, and how they are turned, zoomed and moved. */
export class Appearance {
  #view: Presentation = fitted;
  /** Set by hand or kept from before; undefined: each image's own. */
  #window: Window | undefined;
  /** For images that bring no window: one for the whole stack, from the first image drawn. */
  #computed: Window | undefined;

  get view(): Presentation {
    return this.#view;
  }

  /**
   * For new content.
   * @param given kept from before; without it everything is as the images say, fitted.
   * @param stays the picture on the canvas is the same, and so is its window.
   */
  take(given: Presentation | undefined, stays: boolean): void {
    if (stays && !given) return;
    this.#computed = stays ? this.#computed : undefined;
    if (!given) return this.reset();
    const { windowCenter, windowWidth, ...view } = given;
    this.#view = { ...view, zoom: clampZoom(view.zoom), rotation: quarterTurn(view.rotation) };
    const isOwn = stays && this.#window === undefined;
    this.#window =
      isOwn || windowCenter === undefined || !windowWidth || windowWidth <= 0
        ? undefined
        : { center: windowCenter, width: windowWidth };
  }

  /** @returns whether anything is to be drawn anew. */
  setWindow(window: { readonly center: number; readonly width: number } | undefined): boolean {
    if (window && !(Number.isFinite(window.center) && window.width > 0)) return false;
    this.#window = window && { center: window.center, width: window.width };
    return true;
  }

  change(change: Partial<Presentation>): void {
    const { windowCenter, windowWidth, ...view } = change;
    const next = { ...this.#view, ...view };
    this.#view = {
      ...next,
      zoom: clampZoom(next.zoom),
      rotation: quarterTurn(next.rotation),
      pan: next.pan.every(Number.isFinite) ? next.pan : [0, 0],
    };
    if (windowCenter !== undefined && windowWidth !== undefined)
      this.setWindow({ center: windowCenter, width: windowWidth });
  }

  reset(): void {
    this.#view = fitted;
    this.#window = undefined;
  }

  /** Undefined for colour. */
  windowOf(image: StackImage): Window | undefined {
    if (image.pixels.colour) return undefined;
    if (!this.#window && !image.window) this.#computed ??= computedWindow(image.pixels, image.voiFunction);
    return this.#window ?? image.window ?? this.#computed;
  }

  drawnAs(image: StackImage): DrawnAs {
    return { window: this.windowOf(image), presentation: this.#view };
  }

  /** What the overlay and a mode switch are told. */
  presentationOf(image: StackImage): Presentation {
    const window = this.windowOf(image);
    return {
      ...this.#view,
      ...(window ? { windowCenter: window.center, windowWidth: window.width } : {}),
    };
  }
}
