import { colourMapNamed } from '../../core/colour/colourMaps.ts';
import type { Presentation } from '../../core/viewport.ts';
import { between, topOf, type OpeningWindow } from './fusion/petWindow.ts';
import type { StackImage } from './imageStore.ts';
import { clampZoom, computedWindow, fitted, quarterTurn, type Window } from './presentation.ts';
import { throughLut, voiLutsOf, type VoiLut } from './voiLut.ts';

/** A picture with all that says how it is drawn. */
export interface DrawnAs {
  /** The image itself, or what a VOI LUT makes of it. */
  readonly image: StackImage;
  /** Undefined for colour. */
  readonly window: Window | undefined;
  readonly presentation: Presentation;
}

/** How the pictures of one viewport are shown: their window, and how they are turned, zoomed and moved. */
export class Appearance {
  #view: Presentation = fitted;
  /** Set by hand or kept from before; undefined: each image's own. Counts in the output of `#voiLut`, if there is one. */
  #window: Window | undefined;
  /** Chosen by hand or kept from before; undefined: as the image says. */
  #voiLut: number | undefined;
  /** For images that bring no window: one for the whole stack, from the first image drawn. */
  #computed: Window | undefined;
  #opening: OpeningWindow | undefined;
  /** The greatest value of the images so far, for a window that grows. */
  #top = 0;
  /** The last image that went through a LUT: drawn many times while it is moved or windowed. */
  #mapped: { readonly image: StackImage; readonly lut: VoiLut; readonly result: StackImage } | undefined;

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
    const { windowCenter, windowWidth, voiLut, ...view } = given;
    const isOwn = stays && this.#window === undefined && this.#voiLut === undefined;
    this.#view = sane(view);
    this.#window =
      isOwn || windowCenter === undefined || !windowWidth || windowWidth <= 0
        ? undefined
        : { center: windowCenter, width: windowWidth };
    this.#voiLut = isOwn ? undefined : voiLut;
  }

  /**
   * What images of new content open with, where that is not for each to say.
   * @param here its images that are here.
   */
  opensWith(opening: OpeningWindow | undefined, here: Iterable<StackImage | undefined> = []): void {
    this.#opening = opening;
    this.#top = 0;
    for (const image of here) this.learn(image);
  }

  /**
   * An image of the content has come.
   * @returns whether what is shown is to be drawn anew.
   */
  learn(image: StackImage | undefined): boolean {
    if (!image || !this.#opening || !('grows' in this.#opening) || image.pixels.colour) return false;
    const isMore = topOf(image) > this.#top;
    if (isMore) this.#top = topOf(image);
    return isMore && !this.#window;
  }

  /**
   * A window in modality units; undefined: the image's own.
   * @returns whether anything is to be drawn anew.
   */
  setWindow(window: { readonly center: number; readonly width: number } | undefined): boolean {
    if (window && !(Number.isFinite(window.center) && window.width > 0)) return false;
    this.#window = window && { center: window.center, width: window.width };
    this.#voiLut = undefined;
    return true;
  }

  /** Another window of what `windowOf` counts in: under a VOI LUT that stays in use. */
  adjustWindow(window: Window, image: StackImage): boolean {
    const lut = this.#lutOf(image);
    if (!this.setWindow(window)) return false;
    this.#voiLut = lut?.index;
    return true;
  }

  change(change: Partial<Presentation>): void {
    const { windowCenter, windowWidth, voiLut, ...view } = change;
    const { framed: _, ...former } = this.#view;
    // Who zooms or moves it has framed it anew.
    const kept = view.zoom === undefined && view.pan === undefined ? this.#view : former;
    this.#view = sane({ ...kept, ...view });
    if (windowCenter !== undefined && windowWidth !== undefined)
      this.setWindow({ center: windowCenter, width: windowWidth });
    else if (voiLut !== undefined) this.#window = undefined;
    if (voiLut !== undefined) this.#voiLut = voiLut;
  }

  reset(): void {
    this.#view = fitted;
    this.#window = undefined;
    this.#voiLut = undefined;
  }

  /** Undefined for colour. */
  windowOf(image: StackImage): Window | undefined {
    if (image.pixels.colour) return undefined;
    const lut = this.#lutOf(image);
    if (lut) return this.#voiLut === undefined ? lut.full : (this.#window ?? lut.full);
    // A window that was set under a LUT means nothing to an image without it.
    const set = this.#voiLut === undefined ? this.#window : undefined;
    const opening = set ?? this.#openingFor(image);
    if (opening) return opening;
    if (!image.window) this.#computed ??= computedWindow(image.pixels, image.voiFunction);
    return image.window ?? this.#computed;
  }

  #openingFor(image: StackImage): Window | undefined {
    if (!this.#opening || 'window' in this.#opening) return this.#opening?.window;
    this.learn(image);
    return this.#top > 0 ? between(0, this.#top) : undefined;
  }

  drawnAs(image: StackImage): DrawnAs {
    const lut = this.#lutOf(image);
    return {
      image: lut ? this.#throughLut(image, lut) : image,
      window: this.windowOf(image),
      presentation: this.#view,
    };
  }

  /** What the overlay and a mode switch are told. */
  presentationOf(image: StackImage): Presentation {
    const window = this.windowOf(image);
    const lut = this.#lutOf(image);
    return {
      ...this.#view,
      ...(window ? { windowCenter: window.center, windowWidth: window.width } : {}),
      ...(lut ? { voiLut: lut.index } : {}),
    };
  }

  /** PS3.3 C.11.2.1.2: of windows and LUTs one is to be chosen; the windows come first. */
  #lutOf(image: StackImage): VoiLut | undefined {
    if (image.pixels.colour) return undefined;
    const luts = voiLutsOf(image.instance);
    if (this.#voiLut !== undefined) return luts.find(({ index }) => index === this.#voiLut);
    return this.#window || this.#opening || image.window ? undefined : luts[0];
  }

  #throughLut(image: StackImage, lut: VoiLut): StackImage {
    const { image: former, lut: formerLut, result } = this.#mapped ?? {};
    if (former === image && formerLut === lut && result) return result;
    const mapped = throughLut(image, lut);
    this.#mapped = { image, lut, result: mapped };
    return mapped;
  }
}

/** As it comes: for an image that is drawn outside a viewport. */
export const plainLook = (image: StackImage): DrawnAs => new Appearance().drawnAs(image);

function sane(view: Presentation): Presentation {
  const { colourMap, interpolation, ...rest } = view;
  const isColoured = colourMap !== undefined && colourMap !== 'grey' && colourMapNamed(colourMap);
  return {
    ...rest,
    zoom: clampZoom(view.zoom),
    rotation: quarterTurn(view.rotation),
    pan: view.pan.every(Number.isFinite) ? view.pan : [0, 0],
    ...(isColoured ? { colourMap } : {}),
    ...(interpolation === 'nearest' ? { interpolation } : {}),
  };
}
