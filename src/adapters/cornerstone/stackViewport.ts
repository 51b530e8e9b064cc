import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { DataSourceError, describeError, isAbort } from '../../core/errors.ts';
import {
  emptyViewportState,
  type CineState,
  type PixelValue,
  type PointingEvent,
  type Presentation,
  type PrimaryTool,
  type ShowOptions,
  type ViewportContext,
  type ViewportHandle,
  type ViewportState,
} from '../../core/viewport.ts';
import { Appearance } from './appearance.ts';
import { CinePlayer } from './cinePlayer.ts';
import { getRenderer, type Renderer } from './engine.ts';
import type { StackImage } from './imageStore.ts';
import { marksOf } from './marks.ts';
import { edgeLetters } from './orientation.ts';
import { PlanarSurface, type Picture } from './planarSurface.ts';
import { pixelValue, pictureOf } from './picture.ts';
import { attachPointerTools } from './pointerTools.ts';
import { prefetch } from './prefetch.ts';
import { fitScale, zoomAbout, type Window } from './presentation.ts';
import { stackContent, type StackContent } from './stackContent.ts';

/** What one `show` put here; the newest wins, and whatever an older one still brings is dropped. */
interface Content extends StackContent {
  readonly dataId: string;
  readonly controller: AbortController;
  readonly loaded: Uint8Array;
  readonly failed: Map<number, string>;
  readonly settled: PromiseWithResolvers;
}

interface PromiseWithResolvers {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

let mountCount = 0;

/** Stacks and clips in one viewport; see core/viewport.ts for what each method promises. */
export class StackViewport implements ViewportHandle {
  readonly #context: ViewportContext;
  readonly #renderer: Renderer;
  readonly #surface: PlanarSurface;
  readonly #cine: CinePlayer;
  readonly #listeners = new Set<() => void>();
  readonly #pointingListeners = new Set<(event: PointingEvent) => void>();
  readonly #cleanUp: (() => void)[] = [];
  #state: ViewportState = emptyViewportState;
  #content: Content | undefined;
  #shown: StackImage | undefined;
  #target = 0;
  #direction: 1 | -1 = 1;
  #scrollLoad: AbortController | undefined;
  #prefetching: AbortController | undefined;
  readonly #appearance = new Appearance();
  #tool: PrimaryTool = 'window';
  #showCount = 0;
  #isDisposed = false;

  constructor(element: HTMLElement, context: ViewportContext) {
    this.#context = context;
    this.#renderer = getRenderer();
    // Cornerstone's ids are for the page's life; a viewport of the grid can be mounted again.
    const surfaceId = `${context.viewportId}#${++mountCount}`;
    this.#surface = new PlanarSurface(element, surfaceId, this.#renderer, {
      onDrawn: (picture) => this.#onDrawn(picture),
      onFailed: (error) => this.#fail(this.#target, error),
    });
    this.#cine = new CinePlayer({
      isReady: (index) => this.#content?.loaded[index] === 1,
      isFailed: (index) => this.#content?.failed.has(index) ?? false,
      show: (index) => this.#go(index),
      onChange: (cine) => this.#update({ cine }),
    });
    this.#cleanUp.push(
      this.#renderer.images.use({
        holds: (imageId) => this.#content?.indexOfId(imageId) !== undefined,
        shows: (imageId) => this.#shown?.imageId === imageId,
      }),
      this.#renderer.images.onChange((imageId, present) => this.#onImageChange(imageId, present)),
      this.#renderer.onBackendChange(() => this.#redraw()),
      attachPointerTools(this.#surface.element, {
        tool: () => this.#tool,
        scrollBy: (delta) => this.scrollBy(delta),
        view: () => this.#appearance.view,
        size: () => this.#surface.size,
        pan: (pan) => this.setPresentation({ pan }),
        zoomAbout: (zoom, point) => this.setPresentation(zoomAbout(this.#appearance.view, zoom, point)),
        window: () => this.#effectiveWindow(),
        windowSpan: () => this.#windowSpan(),
        setWindow: (window) => this.setWindow(window),
        point: (event) => this.#pointingListeners.forEach((listener) => listener(event)),
      }),
    );
  }

  getState(): ViewportState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  show(displaySet: DisplaySet, options: ShowOptions): Promise<void> {
    const former = this.#content;
    former?.controller.abort();
    former?.settled.resolve();
    this.#scrollLoad?.abort();
    this.#cine.stop();

    const base = stackContent(displaySet, this.#context.dataSource);
    const isClip = displaySet.FrameRate !== undefined || displaySet.frameTimesMs !== undefined;
    const content: Content = {
      ...base,
      dataId: `${this.#context.viewportId}:${mountCount}:${++this.#showCount}`,
      controller: new AbortController(),
      loaded: Uint8Array.from(base.imageIds, (imageId) => (this.#renderer.images.has(imageId) ? 1 : 0)),
      failed: new Map(),
      settled: withResolvers(),
    };
    this.#content = content;
    const asked = options.image && content.indexOf(options.image);
    this.#target = asked ?? (isClip || displaySet.isMultiFrame ? 0 : Math.floor((content.count - 1) / 2));
    this.#direction = 1;

    const stays =
      options.keepPixels === true &&
      this.#shown !== undefined &&
      this.#state.status === 'rendered' &&
      content.imageIds[this.#target] === this.#shown.imageId;
    this.#appearance.take(options.presentation, stays);
    if (!stays) {
      this.#shown = undefined;
      this.#surface.blank();
    }
    this.#state = {
      ...(stays ? this.#state : emptyViewportState),
      status: stays ? 'rendered' : 'loading',
      displaySetInstanceUID: displaySet.displaySetInstanceUID,
      kind: options.kind,
      imageCount: content.count,
      image: stays ? content.position(this.#target) : undefined,
      pendingIndex: stays ? undefined : this.#target,
      loaded: content.loaded,
      failedImages: content.failed,
      failure: undefined,
      cine: undefined,
    };
    this.#notify();
    this.#cine.load(displaySet, content.count, this.#context.autoPlay);
    if (content.count === 0) {
      this.#update({
        status: 'error',
        pendingIndex: undefined,
        failure: {
          title: 'There is nothing to show',
          reason: 'This display set has no images.',
          canRetry: false,
        },
      });
      return Promise.resolve();
    }
    this.#go(this.#target);
    this.#prefetch(content);
    return content.settled.promise;
  }

  clear(): void {
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

  setPrimaryTool(tool: PrimaryTool): void {
    this.#tool = tool;
  }

  onPointing(listener: (event: PointingEvent) => void): () => void {
    this.#pointingListeners.add(listener);
    return () => this.#pointingListeners.delete(listener);
  }

  valueAt(column: number, row: number): PixelValue | undefined {
    return this.#shown && pixelValue(this.#shown, column, row);
  }

  setCine(change: Partial<Pick<CineState, 'playing' | 'framesPerSecond' | 'loop'>>): void {
    this.#cine.set(change, this.#target);
  }

  retry(): void {
    const content = this.#content;
    if (!content || content.controller.signal.aborted) return;
    content.failed.clear();
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
    this.#pointingListeners.clear();
  }

  #drop(): void {
    this.#content?.controller.abort();
    this.#content?.settled.resolve();
    this.#scrollLoad?.abort();
    this.#cine.stop();
    this.#content = undefined;
    this.#shown = undefined;
  }

  /** Asks for an image: at once when it is here, else as soon as it is, unless another is asked for first. */
  #go(to: number): void {
    const content = this.#content;
    if (!content || content.count === 0) return;
    const index = Math.min(content.count - 1, Math.max(0, Math.round(to)));
    if (index !== this.#target) this.#direction = index > this.#target ? 1 : -1;
    this.#target = index;
    this.#scrollLoad?.abort();
    const source = content.source(index);
    const imageId = content.imageIds[index];
    if (!source || imageId === undefined) return;
    const ready = this.#renderer.images.peek(imageId);
    if (ready) return this.#present(content, index, ready);

    const known = content.failed.get(index);
    if (known !== undefined) return this.#fail(index, known);
    this.#update({
      pendingIndex: index,
      ...(this.#state.image ? {} : { status: 'loading' as const, failure: undefined }),
    });
    const controller = new AbortController();
    this.#scrollLoad = controller;
    const signal = AbortSignal.any([controller.signal, content.controller.signal]);
    this.#renderer.images
      .load(source, {
        signal,
        priority: 'visible',
        onProgress: (progress) => {
          if (!signal.aborted && !this.#shown) this.#update({ progress });
        },
      })
      .then((image) => {
        if (!signal.aborted) this.#present(content, index, image);
      })
      .catch((error: unknown) => {
        if (!signal.aborted && !isAbort(error)) this.#fail(index, error);
      });
  }

  #present(content: Content, index: number, image: StackImage): void {
    if (!this.#state.image) this.#update({ status: 'loading', pendingIndex: index, failure: undefined });
    else if (this.#state.image.index !== index) this.#update({ pendingIndex: index });
    this.#surface.present(
      { dataId: content.dataId, imageIds: content.imageIds, index, image },
      this.#appearance.drawnAs(image),
    );
  }

  /** The only place where the state names an image: its pixels are on the canvas now, drawn as described. */
  #onDrawn({ dataId, index, image }: Picture): void {
    const content = this.#content;
    if (!content || content.dataId !== dataId || index !== this.#target) return;
    this.#shown = image;
    this.#update({
      status: 'rendered',
      image: content.position(index),
      pendingIndex: undefined,
      progress: undefined,
      failure: undefined,
      ...this.#describe(),
    });
    content.settled.resolve();
  }

  #fail(index: number, error: unknown): void {
    const content = this.#content;
    if (!content || index !== this.#target) return;
    const reason = typeof error === 'string' ? error : describeError(error);
    content.failed.set(index, reason);
    this.#shown = undefined;
    this.#surface.blank();
    this.#update({
      status: 'error',
      image: undefined,
      picture: undefined,
      pendingIndex: index,
      progress: undefined,
      orientation: undefined,
      magnification: undefined,
      failedImages: new Map(content.failed),
      failure: {
        title:
          content.count > 1
            ? `Image ${index + 1} of ${content.count} cannot be displayed`
            : 'This image cannot be displayed',
        reason,
        canRetry: error instanceof DataSourceError ? error.canRetry : true,
      },
    });
    content.settled.resolve();
  }

  #prefetch(content: Content): void {
    this.#prefetching?.abort();
    this.#prefetching = new AbortController();
    const signal = AbortSignal.any([this.#prefetching.signal, content.controller.signal]);
    prefetch(
      {
        count: content.count,
        position: () => ({ index: this.#target, direction: this.#direction }),
        isSettled: (index) =>
          content.loaded[index] === 1 || content.failed.has(index) || index === this.#target,
        hasRoom: () => this.#renderer.images.hasRoomFor(this.#shown?.pixels.data.byteLength ?? 0),
        load: async (index, priority, abort) => {
          const source = content.source(index);
          if (source) await this.#renderer.images.load(source, { signal: abort, priority });
        },
        onFailure: (index, error) => {
          content.failed.set(index, describeError(error));
          this.#update({ failedImages: new Map(content.failed) });
        },
      },
      signal,
    ).catch((error: unknown) => {
      if (!signal.aborted) this.#fail(this.#target, error);
    });
  }

  #onImageChange(imageId: string, present: boolean): void {
    const content = this.#content;
    const index = content?.indexOfId(imageId);
    if (!content || index === undefined) return;
    content.loaded[index] = present ? 1 : 0;
    if (present) content.failed.delete(index);
    // A new array: listeners compare by identity.
    this.#update({ loaded: content.loaded.slice() });
  }

  #effectiveWindow(): Window | undefined {
    return this.#shown && this.#appearance.windowOf(this.#shown);
  }

  /** Range of modality values of the image, for a drag that feels the same on 8 and on 16 bits. */
  #windowSpan(): number {
    const pixels = this.#shown?.pixels;
    return pixels ? Math.abs((pixels.high - pixels.low) * pixels.slope) || 1 : 1;
  }

  #redraw(): void {
    // The state follows when it is drawn.
    this.#surface.redraw((image) => this.#appearance.drawnAs(image));
  }

  /** What the overlay says of the image that is shown. */
  #describe(): Partial<ViewportState> {
    const image = this.#shown;
    if (!image) return {};
    const { view } = this.#appearance;
    const { rows, columns, spacing } = image;
    return {
      picture: pictureOf(image),
      presentation: this.#appearance.presentationOf(image),
      magnification: view.zoom * fitScale(this.#surface.size, { rows, columns, spacing }, view.rotation),
      orientation: edgeLetters(image.instance, image.frame, view),
      marks: [
        ...marksOf(image.instance, image.frame, image.transferSyntaxUID),
        ...(this.#content?.cut ? [this.#content.cut] : []),
        ...(this.#renderer.lostGraphics() ? ['Drawn without the graphics card'] : []),
      ],
    };
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

function withResolvers(): PromiseWithResolvers {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
