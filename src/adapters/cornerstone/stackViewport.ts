import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { describeError, isAbort } from '../../core/errors.ts';
import {
  emptyViewportState,
  type CineChange,
  type PixelValue,
  type Prepared,
  type Presentation,
  type ShowOptions,
  type ViewportContext,
  type ViewportHandle,
  type ViewportState,
} from '../../core/viewport.ts';
import { afterPaint } from './afterPaint.ts';
import { Appearance } from './appearance.ts';
import { CinePlayer } from './cinePlayer.ts';
import { openingWindowOf } from './fusion/petWindow.ts';
import { valueScaleOf, withSuv } from './fusion/suv.ts';
import { getImageStore, type ImageStore, type StackImage } from './imageStore.ts';
import { pixelValue } from './picture.ts';
import type { Picture } from './pictureSurface.ts';
import { prepareImages } from './prepareImages.ts';
import { readingDistance, type Prefetching } from './prefetch.ts';
import { prefetchStack } from './prefetchStack.ts';
import { ScrollLoads } from './scrollLoads.ts';
import { SmallPictures } from './smallPicture.ts';
import { stackContent } from './stackContent.ts';
import {
  describeImage,
  failedState,
  newContent,
  nothingToShow,
  openingIndex,
  openingState,
  namesOf,
  type ShownContent,
} from './stackState.ts';
import { StackSurface } from './stackSurface.ts';
import { PointedViewport } from './pointedViewport.ts';
import { ViewportPointer } from './viewportPointer.ts';

let mountCount = 0;

/** Stacks and clips in one viewport; see core/viewport.ts for what each method promises. */
export class StackViewport extends PointedViewport implements ViewportHandle {
  readonly #context: ViewportContext;
  readonly #images: ImageStore = getImageStore();
  readonly #surface: StackSurface;
  readonly #cine: CinePlayer;
  readonly #listeners = new Set<() => void>();
  protected readonly pointer: ViewportPointer;
  readonly #cleanUp: (() => void)[] = [];
  #state: ViewportState = emptyViewportState;
  #content: ShownContent | undefined;
  #shown: StackImage | undefined;
  /** The content whose names and loaded images the state has, all of them. */
  #told: ShownContent | undefined;
  #willTell = false;
  #target = 0;
  #direction: 1 | -1 = 1;
  /** The reader has last tried to scroll further than there are images: which way. */
  #beyond = 0;
  /** The content stands in for a series that is still to come. */
  #standsIn = false;
  #stopPrefetching: AbortController | undefined;
  #prefetching: Prefetching | undefined;
  /** What is drawn and not on the screen yet, so that nothing is loaded ahead for it. */
  #awaitsPaint: ShownContent | undefined;
  readonly #previews = new SmallPictures();
  readonly #appearance = new Appearance();
  #showCount = 0;
  #isDisposed = false;
  #scrolling = this.#newLoads();

  constructor(element: HTMLElement, context: ViewportContext) {
    super();
    this.#context = context;
    // Cornerstone's ids are for the page's life; a viewport of the grid can be mounted again.
    const surfaceId = `${context.viewportId}#${++mountCount}`;
    this.#surface = new StackSurface(
      element,
      surfaceId,
      {
        onDrawn: (picture) => this.#onDrawn(picture),
        onFailed: (error) => this.#fail(this.#target, error),
      },
      () => this.#standsIn || this.#state.pendingIndex !== undefined,
    );
    this.#cine = new CinePlayer({
      isReady: (index) => this.#content?.loaded[index] === 1,
      isFailed: (index) => this.#content?.failed.has(index) ?? false,
      show: (index) => this.#go(index, true),
      onChange: (cine) => this.#update({ cine }),
    });
    this.#cleanUp.push(
      this.#images.use({
        holds: (imageId) => this.#content?.indexOfId(imageId) !== undefined,
        shows: (imageId) => this.#shown?.imageId === imageId,
        distance: (imageId) => readingDistance(this.#content?.indexOfId(imageId) ?? 0, this.#position()),
      }),
      this.#images.onChange((imageId, present) => this.#onImageChange(imageId, present)),
    );
    this.pointer = new ViewportPointer({
      surface: this.#surface,
      appearance: this.#appearance,
      shown: () => this.#shown,
      scrollBy: (delta) => this.scrollBy(delta),
      setPresentation: (change) => this.setPresentation(change),
      redraw: () => this.#redraw(),
    });
  }

  getState(): ViewportState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  show(displaySet: DisplaySet, options: ShowOptions): Promise<void> {
    const leave = this.#leave();
    const beyond = this.#beyond;
    this.#beyond = 0;
    this.#standsIn = options.standsIn === true;
    const base = stackContent(displaySet, this.#context.dataSource);
    const dataId = `${this.#context.viewportId}:${mountCount}:${++this.#showCount}`;
    const content = newContent(base, dataId, (imageId) => this.#images.has(imageId));
    this.#content = content;
    this.#target = openingIndex(content, displaySet, options.image);
    this.#direction = 1;

    const stays =
      options.keepPixels === true &&
      this.#shown !== undefined &&
      this.#state.status === 'rendered' &&
      content.imageIds[this.#target] === this.#shown.imageId;
    const holds = options.inPlace === true && this.#shown !== undefined && this.#state.status === 'rendered';
    this.#appearance.take(options.presentation, stays);
    const opening = openingWindowOf(displaySet);
    const peek = (imageId: string) => this.#images.peek(imageId);
    this.#appearance.opensWith(opening, opening && content.imageIds.map(peek));
    if (!stays && !holds) {
      this.#shown = undefined;
      this.#surface.blank();
    }
    // In its place the former image stays, under its own name, until the new one is drawn.
    this.#state = holds
      ? { ...this.#state, pendingIndex: this.#target }
      : openingState(content, this.#target, options, stays ? this.#state : undefined);
    this.#notify();
    this.#cine.load(displaySet, content.count, this.#context.autoPlay);
    this.#prefetching = undefined;
    if (content.count === 0) {
      leave();
      this.#update(nothingToShow);
      return Promise.resolve();
    }
    this.#go(this.#target);
    if (options.goesOn && beyond !== 0) this.#go(this.#target + beyond);
    leave();
    return content.settled.promise;
  }

  /**
   * What was shown so far is no longer. What is on its way for it is given up only by
   * the function returned: an image that the next content wants as well is not asked for twice.
   */
  #leave(): () => void {
    const former = this.#content;
    const loads = this.#scrolling;
    this.#scrolling = this.#newLoads();
    former?.settled.resolve();
    this.#cine.stop();
    return () => {
      loads.cancel();
      former?.controller.abort();
    };
  }

  #newLoads(): ScrollLoads {
    return new ScrollLoads({
      isHere: (index) => this.#content?.loaded[index] === 1,
      load: (index, signal) => this.#load(index, signal),
      show: (index) => this.#showHere(index),
    });
  }

  clear(): void {
    this.#standsIn = false;
    this.#drop();
    this.#surface.blank();
    this.#state = emptyViewportState;
    this.#notify();
  }

  scrollTo(index: number): void {
    this.#cine.pause();
    this.#go(index);
  }

  scrollBy(delta: number): void {
    this.scrollTo(this.#target + delta);
  }

  setWindow(window: { center: number; width: number } | undefined): void {
    if (this.#appearance.setWindow(window)) this.#redraw();
  }

  setPresentation(change: Partial<Presentation>): void {
    this.#appearance.change(change);
    this.#redraw();
  }

  fit(): void {
    this.setPresentation({ zoom: 1, pan: [0, 0] });
  }

  reset(): void {
    this.#appearance.reset();
    this.#redraw();
  }

  prepare(wanted: readonly Prepared[]): () => void {
    const sources = wanted.flatMap(({ displaySet, image }) => {
      const other = stackContent(displaySet, this.#context.dataSource);
      return other.source(other.indexOf(image) ?? -1) ?? [];
    });
    return prepareImages(this.#images, sources);
  }

  expect(displaySet: DisplaySet): () => void {
    const other = stackContent(displaySet, this.#context.dataSource);
    const first = other.source(openingIndex(other, displaySet, undefined));
    return prepareImages(this.#images, first ? [first] : [], 'visible');
  }

  paintLens(canvas: HTMLCanvasElement, at: readonly [number, number], factor: number): boolean {
    return this.#state.status === 'rendered' && this.#surface.paintLens(canvas, at, factor);
  }

  valueAt(column: number, row: number): PixelValue | undefined {
    return this.#shown && withSuv(pixelValue(this.#shown, column, row), this.#content?.displaySet);
  }

  setCine(change: CineChange): void {
    this.#cine.set(change, this.#target);
  }

  preview(index: number, size: number): ImageData | undefined {
    const imageId = this.#content?.imageIds[index];
    const image = imageId === undefined ? undefined : this.#images.peek(imageId);
    if (!image) return undefined;
    const { image: drawn, window, presentation } = this.#appearance.drawnAs(image);
    return this.#previews.of(drawn, size, { window, invert: presentation.invert });
  }

  retry(): void {
    const content = this.#content;
    if (!content || content.controller.signal.aborted) return;
    content.failed.clear();
    this.#told = undefined;
    this.#go(this.#target);
    this.#prefetch(content);
  }

  capture(): Promise<Blob | undefined> {
    return this.#state.status === 'rendered' ? this.#surface.capture() : Promise.resolve(undefined);
  }

  resize(): void {
    this.#surface.resize();
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#drop();
    for (const cleanUp of this.#cleanUp) cleanUp();
    this.#cine.dispose();
    this.#surface.dispose();
    this.#listeners.clear();
    this.pointer.dispose();
  }

  #drop(): void {
    this.#leave()();
    this.#content = undefined;
    this.#shown = undefined;
    this.#previews.clear();
  }

  #position() {
    return { index: this.#target, direction: this.#direction };
  }

  /**
   * Asks for an image: seen at once when it is here, else as soon as it is, after those that were asked for before.
   * @param isAlone nothing else is waited for any more
   */
  #go(to: number, isAlone = false): void {
    const content = this.#content;
    if (!content || content.count === 0) return;
    const index = Math.min(content.count - 1, Math.max(0, Math.round(to)));
    this.#beyond = Math.sign(Math.round(to) - index);
    if (index !== this.#target) this.#direction = index > this.#target ? 1 : -1;
    this.#target = index;
    this.#prefetching?.moved();
    const known = content.failed.get(index);
    if (isAlone || known !== undefined) this.#scrolling.cancel();
    if (known !== undefined) return this.#fail(index, known);
    if (content.loaded[index] !== 1)
      this.#update({
        pendingIndex: index,
        ...(this.#state.image ? {} : { status: 'loading' as const, failure: undefined }),
      });
    this.#scrolling.want(index);
  }

  /** Fetches an image that the reader waits for, or passed on the way to the one that is waited for. */
  async #load(index: number, given: AbortSignal): Promise<void> {
    const content = this.#content;
    const source = content?.source(index);
    if (!content || !source) return;
    const signal = AbortSignal.any([given, content.controller.signal]);
    try {
      await this.#images.load(source, {
        signal,
        priority: 'visible',
        onProgress: (progress) => {
          if (!signal.aborted && !this.#shown) this.#update({ progress });
        },
      });
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) this.#fail(index, error);
    }
  }

  #showHere(index: number): void {
    const content = this.#content;
    const imageId = content?.imageIds[index];
    const image = imageId === undefined ? undefined : this.#images.peek(imageId);
    if (content && image) this.#present(content, index, image);
  }

  #present(content: ShownContent, index: number, image: StackImage): void {
    const pendingIndex = this.#target;
    if (!this.#state.image) this.#update({ status: 'loading', pendingIndex, failure: undefined });
    // Said to who asks; who listens is told in a moment, when it is drawn.
    else if (this.#state.image.index !== index) this.#state = { ...this.#state, pendingIndex };
    this.#surface.present(
      { dataId: content.dataId, imageIds: content.imageIds, index, image },
      this.#appearance.drawnAs(image),
    );
  }

  /** The only place where the state names an image: its pixels are on the canvas now, drawn as described. */
  #onDrawn({ dataId, index, image }: Picture): void {
    const content = this.#content;
    if (!content || content.dataId !== dataId) return;
    this.#shown = image;
    const news = this.#told === content ? {} : namesOf(content);
    this.#told = content;
    this.#update({
      status: 'rendered',
      ...news,
      image: content.position(index),
      // One that was passed on the way is named as what it is; another is still waited for.
      pendingIndex: index === this.#target ? undefined : this.#target,
      progress: undefined,
      failure: undefined,
      ...this.#describe(),
    });
    content.settled.resolve();
    this.#beginPrefetch(content);
  }

  #fail(index: number, error: unknown): void {
    const content = this.#content;
    if (!content || index !== this.#target) return;
    this.#scrolling.cancel();
    content.failed.set(index, typeof error === 'string' ? error : describeError(error));
    this.#shown = undefined;
    this.#surface.blank();
    this.#update({ ...namesOf(content), ...failedState(content, index, error) });
    content.settled.resolve();
    this.#beginPrefetch(content);
  }

  /**
   * Nothing else is asked for before the image that the content opens on is on the screen, or cannot
   * be had; and thumbnails and metadata that waited for it as well go before other images.
   */
  #beginPrefetch(content: ShownContent): void {
    if (this.#prefetching || this.#awaitsPaint === content) return;
    this.#awaitsPaint = content;
    afterPaint(() => {
      if (this.#content !== content || content.controller.signal.aborted) return;
      this.#awaitsPaint = undefined;
      if (!this.#prefetching) this.#prefetch(content);
    }, 2);
  }

  #prefetch(content: ShownContent): void {
    this.#stopPrefetching?.abort();
    this.#stopPrefetching = new AbortController();
    const signal = AbortSignal.any([this.#stopPrefetching.signal, content.controller.signal]);
    this.#prefetching = prefetchStack(
      {
        content,
        images: this.#images,
        position: () => this.#position(),
        shown: () => this.#shown,
        onFailure: () => this.#update({ failedImages: new Map(content.failed) }),
      },
      signal,
    );
  }

  #onImageChange(imageId: string, present: boolean): void {
    const content = this.#content;
    const index = content?.indexOfId(imageId);
    if (!content || index === undefined) return;
    content.loaded[index] = present ? 1 : 0;
    if (present) {
      content.failed.delete(index);
      if (this.#appearance.learn(this.#images.peek(imageId))) this.#redraw();
      this.#scrolling.came();
    }
    this.#told = undefined;
    if (this.#willTell) return;
    // Images come in quick succession: listeners are told once a frame.
    this.#willTell = true;
    requestAnimationFrame(() => {
      this.#willTell = false;
      if (this.#content && this.#told !== this.#content) this.#tellLoaded(this.#content);
    });
  }

  #tellLoaded(content: ShownContent): void {
    if (this.#state.displaySetInstanceUID === content.displaySet.displaySetInstanceUID)
      // A new array: listeners compare by identity.
      this.#update({ loaded: content.loaded.slice() });
  }

  #redraw(): void {
    // The state follows when it is drawn.
    this.#surface.redraw((image) => this.#appearance.drawnAs(image));
  }

  #describe(): Partial<ViewportState> {
    if (!this.#shown) return {};
    const said = describeImage(this.#shown, this.#appearance, this.#surface.size, [
      this.#content?.cut,
      this.#surface.remark,
    ]);
    return { ...said, valueScale: valueScaleOf(this.#content?.displaySet) };
  }

  #update(change: Partial<ViewportState>): void {
    if (this.#isDisposed) return;
    this.#state = { ...this.#state, ...change };
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
