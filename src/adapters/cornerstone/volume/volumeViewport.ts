import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import { describeError } from '../../../core/errors.ts';
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
} from '../../../core/viewport.ts';
import type { PlaneView } from '../../../core/volume/planes.ts';
import { Appearance } from '../appearance.ts';
import { CinePlayer } from '../cinePlayer.ts';
import { getRenderer, type Renderer } from '../engine.ts';
import { scheme, type StackImage } from '../imageStore.ts';
import { PlanarSurface, type Picture } from '../planarSurface.ts';
import { pixelValue } from '../picture.ts';
import { attachPointerTools } from '../pointerTools.ts';
import { fitted, zoomAbout } from '../presentation.ts';
import { PlaneChoice } from './planeChoice.ts';
import { PlanePictures } from './planePictures.ts';
import { PictureMaker } from './pictureMaker.ts';
import { describePicture, sliceFailure } from './describePicture.ts';
import { tooLarge, volumeContent, type VolumeContent } from './volumeContent.ts';
import { VolumeSlices } from './volumeSlices.ts';

/** What one `show` put here; the newest wins, and whatever an older one still brings is dropped. */
interface Open {
  content: VolumeContent;
  readonly slices: VolumeSlices;
  readonly choice: PlaneChoice;
  readonly release: () => void;
  readonly settle: () => void;
  /** The image that gives window and patient to every picture: the first that came. */
  reference: StackImage | undefined;
  pictures: PlanePictures;
  former: PlanePictures | undefined;
}

/** While slices arrive, a picture that needs them is made anew this often, ms. */
const refreshMs = 150;

let pictureRuns = 0;

/**
 * Planes and slabs of a volume in one viewport; see core/viewport.ts for what
 * each method promises. "Images" are planes here, counted by the direction of
 * the plane.
 */
export class VolumeViewport implements ViewportHandle {
  readonly #context: ViewportContext;
  readonly #renderer: Renderer;
  readonly #surface: PlanarSurface;
  readonly #cine: CinePlayer;
  readonly #appearance = new Appearance();
  readonly #listeners = new Set<() => void>();
  readonly #pointingListeners = new Set<(event: PointingEvent) => void>();
  readonly #cleanUp: (() => void)[] = [];
  readonly #maker: PictureMaker;
  #state: ViewportState = emptyViewportState;
  #open: Open | undefined;
  #shown: StackImage | undefined;
  #refresh: ReturnType<typeof setTimeout> | undefined;
  #tool: PrimaryTool = 'window';
  #isDisposed = false;

  constructor(element: HTMLElement, context: ViewportContext) {
    this.#context = context;
    this.#renderer = getRenderer();
    this.#surface = new PlanarSurface(
      element,
      `${context.viewportId}#plane${++pictureRuns}`,
      this.#renderer,
      {
        onDrawn: (picture) => this.#onDrawn(picture),
        onFailed: (error) => this.#fail('This plane cannot be drawn', describeError(error)),
      },
    );
    this.#maker = new PictureMaker({
      onMade: (image) => {
        const { pictures } = this.#open ?? {};
        if (pictures) this.#surface.present(pictures.take(image), this.#appearance.drawnAs(image));
      },
      onFailed: (error) => this.#fail('This plane cannot be made', describeError(error)),
      onFree: () => this.#make(),
    });
    this.#cine = new CinePlayer({
      isReady: (index) => this.#canShow(index),
      isFailed: () => false,
      show: (index) => this.#go(index),
      onChange: (cine) => this.#update({ cine }),
    });
    this.#cleanUp.push(
      this.#renderer.onBackendChange(() => this.#redraw()),
      attachPointerTools(this.#surface.element, {
        tool: () => this.#tool,
        scrollBy: (delta) => this.scrollBy(delta),
        view: () => this.#appearance.view,
        size: () => this.#surface.size,
        pan: (pan) => this.setPresentation({ pan }),
        zoomAbout: (zoom, point) => this.setPresentation(zoomAbout(this.#appearance.view, zoom, point)),
        window: () => this.#shown && this.#appearance.windowOf(this.#shown),
        windowSpan: () => {
          const pixels = this.#shown?.pixels;
          return pixels ? Math.abs((pixels.high - pixels.low) * pixels.slope) || 1 : 1;
        },
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
    const content = volumeContent(displaySet, this.#context.dataSource);
    if ('reason' in content) return this.#refuse(displaySet, options, 'not a volume', content.reason);
    if (options.keepPixels === true && this.#stays(content)) {
      this.#rename(content, options);
      return Promise.resolve();
    }
    const { images } = this.#renderer;
    this.#drop();
    // What frames one volume is made of, whichever display set they are in.
    const reserved = images.reserve(`${content.imageIds[0]} ${content.imageIds.length}`, content.bytes);
    if ('freeBytes' in reserved)
      return this.#refuse(displaySet, options, 'too large for memory', tooLarge(content, reserved.freeBytes));

    const choice = new PlaneChoice(content, options.presentation?.plane, options.image);
    this.#appearance.take(options.presentation, false);
    this.#surface.blank();
    const { promise, resolve } = withResolver();
    const slices = new VolumeSlices(images, content, {
      position: () => ({ index: choice.slice, direction: choice.direction }),
      onSlice: (slice) => this.#onSlice(slice),
      onProgress: (progress) => {
        if (!this.#shown) this.#update({ progress });
      },
    });
    this.#open = {
      content,
      slices,
      choice,
      release: reserved,
      settle: resolve,
      reference: slices.slices[choice.slice] ?? slices.slices.find(Boolean),
      pictures: this.#newPictures(),
      former: undefined,
    };
    this.#state = {
      ...emptyViewportState,
      status: 'loading',
      displaySetInstanceUID: displaySet.displaySetInstanceUID,
      kind: options.kind,
      imageCount: choice.stack.count,
      pendingIndex: choice.plane,
    };
    this.#notify();
    this.#cine.load(displaySet, choice.stack.count, false);
    slices.need(choice.slice);
    slices.loadAll();
    this.#make();
    return promise;
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
    if (this.#open) this.scrollTo(this.#open.choice.plane + delta);
  }

  setPlane(change: Partial<Omit<PlaneView, 'through'>>): void {
    const open = this.#open;
    if (!open) return;
    const { choice, slices } = open;
    const before = choice.stack;
    const { view } = this.#appearance;
    // Of a picture that is moved or enlarged, what is in the middle stays there; of a whole one, all planes do.
    const isWhole = view.zoom === 1 && view.pan.every((part) => part === 0);
    const middle = isWhole ? choice.view.through : choice.middleOf(this.#surface.size, view);
    choice.change(change, middle);
    if (choice.stack !== before) {
      const pan = isWhole ? view.pan : choice.panTo(this.#surface.size, view.zoom, middle);
      const { rotation, flipHorizontal, flipVertical } = fitted;
      this.#appearance.change({ pan, rotation, flipHorizontal, flipVertical });
      open.former ??= open.pictures;
      open.pictures = this.#newPictures();
      this.#maker.abandon();
      this.#update({ imageCount: choice.stack.count, pendingIndex: choice.plane });
      this.#cine.load(open.content.displaySet, choice.stack.count, false);
      slices.need(choice.slice);
    }
    this.#make();
  }

  setWindow(window: { center: number; width: number } | undefined): void {
    if (this.#appearance.setWindow(window)) this.#redraw();
  }

  setPresentation(change: Partial<Presentation>): void {
    const { plane, ...rest } = change;
    this.#appearance.change(rest);
    if (plane) {
      this.setPlane(plane);
      this.#open?.choice.moveTo(plane.through);
      this.#make();
    }
    this.#redraw();
  }

  fit(): void {
    this.setPresentation({ zoom: 1, pan: [0, 0] });
  }

  reset(): void {
    this.#appearance.reset();
    this.#redraw();
    this.setPlane({ slabMm: 0, blend: 'max' });
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
    this.#cine.set(change, this.#open?.choice.plane ?? 0);
  }

  retry(): void {
    const { slices, choice } = this.#open ?? {};
    if (!slices || !choice) return;
    slices.retry();
    slices.need(choice.slice);
    this.#make();
  }

  capture(): Promise<Blob | undefined> {
    return this.#state.status === 'rendered' ? this.#surface.capture() : Promise.resolve(undefined);
  }

  resize(): void {
    this.#surface.resize();
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#drop();
    this.#isDisposed = true;
    for (const cleanUp of this.#cleanUp) cleanUp();
    this.#cine.dispose();
    this.#surface.dispose();
    this.#listeners.clear();
    this.#pointingListeners.clear();
  }

  #newPictures(): PlanePictures {
    return new PlanePictures(this.#renderer, scheme, `${this.#context.viewportId}:plane:${++pictureRuns}`);
  }

  /** Whether new content is the same volume, which is on the canvas. */
  #stays({ imageIds }: VolumeContent): boolean {
    const here = this.#open?.content.imageIds;
    return (
      this.#state.status === 'rendered' &&
      here?.length === imageIds.length &&
      imageIds.every((imageId, slice) => imageId === here[slice])
    );
  }

  /** The same pictures under another display set. */
  #rename(content: VolumeContent, { kind }: ShowOptions): void {
    if (!this.#open) return;
    this.#open.content = content;
    const { displaySetInstanceUID } = content.displaySet;
    this.#update({ displaySetInstanceUID, kind, ...this.#describe() });
  }

  #refuse(displaySet: DisplaySet, { kind }: ShowOptions, what: string, reason: string): Promise<void> {
    this.#drop();
    this.#surface.blank();
    this.#state = {
      ...emptyViewportState,
      displaySetInstanceUID: displaySet.displaySetInstanceUID,
      kind,
      status: 'error',
      failure: { title: `${displaySet.label} is ${what}`, reason, canRetry: false },
    };
    this.#notify();
    return Promise.resolve();
  }

  #drop(): void {
    this.#maker.abandon();
    clearTimeout(this.#refresh);
    this.#refresh = undefined;
    this.#cine.stop();
    const open = this.#open;
    this.#open = undefined;
    this.#shown = undefined;
    if (!open) return;
    open.slices.dispose();
    open.release();
    open.pictures.dispose();
    open.former?.dispose();
    open.settle();
  }

  #go(to: number): void {
    const open = this.#open;
    if (!open) return;
    open.choice.goTo(to);
    if (open.choice.stack.isAcquired) open.slices.need(open.choice.slice);
    this.#make();
  }

  #canShow(index: number): boolean {
    const open = this.#open;
    if (!open) return false;
    const slice = open.choice.acquiredSlice(index);
    return slice === undefined || open.slices.has(slice) || open.slices.failed.has(slice);
  }

  /** Makes the picture of the plane that is chosen; when one is in the making, right after it. */
  #make(): void {
    const open = this.#open;
    if (!open) return;
    if (this.#maker.isBusy()) return;
    clearTimeout(this.#refresh);
    this.#refresh = undefined;
    const { choice, slices, content } = open;
    const slice = choice.acquiredSlice(choice.plane);
    // A plane across the slices is drawn from what there is; with nothing there, the first to fail says why.
    const failure =
      slice === undefined && slices.here > 0 ? undefined : slices.failed.get(slice ?? choice.slice);
    if (failure !== undefined) return this.#fail(...sliceFailure(slice, slices.count, failure));
    open.reference ??= slices.slices.find(Boolean);
    const isHere = slice === undefined ? slices.here > 0 : slices.has(slice);
    const isWaiting = this.#state.plane?.index !== choice.plane || !this.#shown;
    this.#update({
      pendingIndex: isWaiting ? choice.plane : undefined,
      ...(this.#shown ? {} : { status: 'loading' as const, failure: undefined }),
    });
    if (!isHere || !open.reference) return;

    const { stack, plane, view } = choice;
    this.#maker.make({
      request: { content, stack, plane, slabMm: view.slabMm, blend: view.blend },
      made: { view, plane },
      slices,
      reference: open.reference,
      imageId: open.pictures.nextId,
    });
  }

  /** The only place where the state names a plane: its picture is on the canvas now. */
  #onDrawn({ image }: Picture): void {
    const open = this.#open;
    const madeOf = this.#maker.madeOf(image);
    if (!open || !madeOf) return;
    // A plane of another direction, drawn late.
    if (madeOf.view.name !== open.choice.view.name) return;
    this.#shown = image;
    open.former?.dispose();
    open.former = undefined;
    this.#update({
      status: 'rendered',
      pendingIndex: madeOf.plane === open.choice.plane ? undefined : open.choice.plane,
      progress: undefined,
      failure: undefined,
      ...this.#describe(),
    });
    open.settle();
  }

  #fail(title: string, reason: string): void {
    const open = this.#open;
    if (!open) return;
    this.#shown = undefined;
    this.#surface.blank();
    this.#update({
      status: 'error',
      image: undefined,
      picture: undefined,
      plane: undefined,
      pendingIndex: open.choice.plane,
      progress: undefined,
      orientation: undefined,
      magnification: undefined,
      failure: { title, reason, canRetry: true },
    });
    open.settle();
  }

  #onSlice(slice: number): void {
    const open = this.#open;
    if (!open) return;
    this.#update({ loaded: open.choice.loaded(open.slices.slices, open.slices.here) });
    const isAll = open.slices.here + open.slices.failed.size >= open.slices.count;
    if (!this.#shown || isAll || slice === open.choice.acquiredSlice(open.choice.plane)) this.#make();
    else if (open.choice.uses(slice)) this.#refresh ??= setTimeout(() => this.#make(), refreshMs);
  }

  #redraw(): void {
    // The state follows when it is drawn.
    this.#surface.redraw((image) => this.#appearance.drawnAs(image));
  }

  /** What the overlay says of the picture that is shown. */
  #describe(): Partial<ViewportState> {
    const image = this.#shown;
    const madeOf = image && this.#maker.madeOf(image);
    if (!image || !madeOf || !this.#open) return {};
    const { content, choice, slices } = this.#open;
    return {
      ...describePicture({
        image,
        madeOf,
        content,
        stack: choice.stack,
        failed: slices.failed.size,
        presentation: this.#appearance.presentationOf(image),
        size: this.#surface.size,
        lostGraphics: this.#renderer.lostGraphics(),
      }),
      loaded: choice.loaded(slices.slices, slices.here),
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

function withResolver(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
