import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import { describeError } from '../../../core/errors.ts';
import type { PrimaryTool } from '../../../core/tools.ts';
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
} from '../../../core/viewport.ts';
import type { PlaneChange } from '../../../core/volume/planes.ts';
import { Appearance } from '../appearance.ts';
import { CinePlayer } from '../cinePlayer.ts';
import { getRenderer, type Renderer } from '../engine.ts';
import { openingWindowOf } from '../fusion/petWindow.ts';
import { withSuv } from '../fusion/suv.ts';
import type { StackImage } from '../imageStore.ts';
import type { Picture } from '../pictureSurface.ts';
import { PlanarSurface } from '../planarSurface.ts';
import { pixelValue } from '../picture.ts';
import { prepareImages } from '../prepareImages.ts';
import { PointedViewport } from '../pointedViewport.ts';
import { ViewportPointer } from '../viewportPointer.ts';
import { describePicture } from './describePicture.ts';
import { nextPicture } from './nextPicture.ts';
import { nextRun, OpenVolume } from './openVolume.ts';
import { PictureMaker } from './pictureMaker.ts';
import { Timer } from './timer.ts';
import { tooLarge, volumeContent, type VolumeContent } from './volumeContent.ts';
import { failedState, fittedView, isWhole, loadingState, refusedState, viewAfter } from './volumeState.ts';

/** While slices arrive, a picture that needs them is made anew this often, ms. */
const refreshMs = 150;
/** A plane that was not turned for this long is drawn with all its pixels, ms. */
const restMs = 180;

/**
 * Planes and slabs of a volume in one viewport; see core/viewport.ts for what
 * each method promises. "Images" are planes here, counted by the direction of
 * the plane.
 */
export class VolumeViewport extends PointedViewport implements ViewportHandle {
  primaryTool: PrimaryTool = 'window';
  readonly #context: ViewportContext;
  readonly #renderer: Renderer;
  readonly #surface: PlanarSurface;
  readonly #cine: CinePlayer;
  readonly #appearance = new Appearance();
  readonly #listeners = new Set<() => void>();
  protected readonly pointer: ViewportPointer;
  readonly #cleanUp: (() => void)[] = [];
  readonly #maker: PictureMaker;
  readonly #refresh = new Timer(() => this.#make());
  /** Runs while the plane is turned: meanwhile a picture of fewer pixels will do. */
  readonly #rest = new Timer(() => this.#make());
  #state: ViewportState = emptyViewportState;
  /** What the newest `show` put here; whatever an older one still brings is dropped. */
  #open: OpenVolume | undefined;
  /** On the canvas until the first picture of what is open is. */
  #former: OpenVolume | undefined;
  #shown: StackImage | undefined;
  #isGiven = false;
  #isDisposed = false;

  constructor(element: HTMLElement, context: ViewportContext) {
    super();
    this.#context = context;
    this.#renderer = getRenderer();
    const surfaceId = `${context.viewportId}#plane${nextRun()}`;
    this.#surface = new PlanarSurface(element, surfaceId, this.#renderer, {
      onDrawn: (picture) => this.#onDrawn(picture),
      onFailed: (error) => this.#fail('This plane cannot be drawn', describeError(error)),
    });
    this.#maker = new PictureMaker({
      onMade: (image) => this.#present(image),
      onFailed: (error) => this.#fail('This plane cannot be made', describeError(error)),
      onFree: () => this.#make(),
      freeMemory: () => this.#renderer.images.clear(),
    });
    this.#cine = new CinePlayer({
      isReady: (index) => this.#canShow(index),
      isFailed: () => false,
      show: (index) => this.#go(index),
      onChange: (cine) => this.#update({ cine }),
    });
    this.#cleanUp.push(this.#renderer.onBackendChange(() => this.#redraw()));
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
    const content = volumeContent(displaySet, this.#context.dataSource);
    if ('reason' in content) return this.#refuse(displaySet, options, 'not a volume', content.reason);
    if (options.keepPixels === true && this.#stays(content)) {
      this.#rename(content, options);
      return Promise.resolve();
    }
    const { images } = this.#renderer;
    const holds = options.inPlace === true && this.#shown !== undefined;
    // Its memory is given back before more is asked for.
    if (holds) this.#step();
    else this.#drop();
    // What frames one volume is made of, whichever display set they are in.
    const reserved = images.reserve(`${content.imageIds[0]} ${content.imageIds.length}`, content.bytes);
    if ('freeBytes' in reserved)
      return this.#refuse(displaySet, options, 'too large for memory', tooLarge(content, reserved.freeBytes));

    if (!holds) this.#surface.blank();
    this.#appearance.take(options.presentation, holds);
    this.#isGiven = true;
    const open = new OpenVolume({
      content,
      options,
      renderer: this.#renderer,
      viewportId: this.#context.viewportId,
      release: reserved,
      listener: {
        onSlice: (slice) => this.#onSlice(open, slice),
        onProgress: (progress) => {
          if (!this.#shown) this.#update({ progress });
        },
      },
    });
    this.#open = open;
    const { choice, slices, settled } = open;
    this.#appearance.opensWith(openingWindowOf(displaySet), slices.slices);
    this.#update(holds ? { pendingIndex: choice.plane } : loadingState(open));
    this.#cine.load(displaySet, choice.stack.count, false);
    slices.need(choice.slice);
    slices.loadAll();
    this.#make();
    return settled;
  }

  clear(): void {
    this.#drop();
    this.#surface.blank();
    this.#update(emptyViewportState);
  }

  scrollTo(index: number): void {
    this.#cine.pause();
    this.#go(index);
  }

  scrollBy(delta: number): void {
    if (this.#open) this.scrollTo(this.#open.choice.plane + delta);
  }

  setPlane(change: PlaneChange): void {
    const open = this.#open;
    if (!open) return;
    const { choice, slices } = open;
    const before = choice.stack;
    const { view } = this.#appearance;
    // Of a picture that is moved or enlarged, what is in the middle stays there; of a whole one, all planes do.
    const isAll = isWhole(view, choice.view.orientation !== undefined);
    choice.change(change, isAll ? choice.view.through : choice.middleOf(this.#surface.size, view));
    if (change.orientation || change.slabMm !== undefined || change.through) this.#rest.start(restMs);
    if (choice.stack !== before) {
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
      this.#isGiven = rest.zoom !== undefined || rest.pan !== undefined;
      this.setPlane(plane);
    }
    this.#redraw();
  }

  fit(): void {
    const made = this.#shown && this.#maker.madeOf(this.#shown);
    const { rotation } = this.#appearance.view;
    const size = this.#surface.size;
    const turned = made && { stack: made.stack, isTurned: made.view.orientation !== undefined };
    const { zoom, pan } = made
      ? fittedView(size, made.owner.content.geometry, turned, rotation)
      : { zoom: 1, pan: [0, 0] as const };
    this.setPresentation({ zoom, pan });
  }

  reset(): void {
    this.#appearance.reset();
    this.#redraw();
    this.#isGiven = true;
    this.setPlane({ slabMm: 0, blend: 'max', orientation: undefined });
  }

  prepare(wanted: readonly Prepared[]): () => void {
    const { slices, choice } = this.#open ?? {};
    if (!slices || !choice) return () => undefined;
    const sources = wanted.flatMap(({ displaySet }) => {
      const other = volumeContent(displaySet, this.#context.dataSource);
      if ('reason' in other || other.sources.length !== slices.count) return [];
      const slice = choice.acquiredSlice(choice.plane);
      return slice === undefined ? other.sources : (other.sources[slice] ?? []);
    });
    return prepareImages(this.#renderer.images, sources);
  }

  paintLens(canvas: HTMLCanvasElement, at: readonly [number, number], factor: number): boolean {
    return this.#state.status === 'rendered' && this.#surface.paintLens(canvas, at, factor);
  }

  override setPrimaryTool(tool: PrimaryTool): void {
    this.primaryTool = tool;
    super.setPrimaryTool(tool);
    // Lines over the picture are taken hold of, or let the tool through.
    this.#update({});
  }

  valueAt(column: number, row: number): PixelValue | undefined {
    return this.#shown && withSuv(pixelValue(this.#shown, column, row), this.#open?.content.displaySet);
  }

  setCine(change: CineChange): void {
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
    this.pointer.dispose();
  }

  /** Whether new content is the same volume, which is on the canvas. */
  #stays(content: VolumeContent): boolean {
    return this.#state.status === 'rendered' && this.#open?.isMadeOf(content) === true;
  }

  /** The same pictures under another display set. */
  #rename(content: VolumeContent, { kind }: ShowOptions): void {
    if (!this.#open) return;
    this.#open.content = content;
    this.#open.kind = kind;
    this.#update(this.#describe());
  }

  #refuse(displaySet: DisplaySet, { kind }: ShowOptions, what: string, reason: string): Promise<void> {
    this.#drop();
    this.#surface.blank();
    this.#update(refusedState(displaySet, kind, what, reason));
    return Promise.resolve();
  }

  /** Nothing more comes of what is open; its picture may stay on the canvas. */
  #step(): void {
    this.#maker.abandon();
    this.#refresh.stop();
    this.#rest.stop();
    this.#cine.stop();
    if (this.#former) this.#open?.dispose();
    else this.#former = this.#open;
    this.#open = undefined;
    this.#former?.retire();
  }

  #drop(): void {
    this.#step();
    this.#former?.dispose();
    this.#former = undefined;
    this.#shown = undefined;
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
    if (!open || this.#maker.isBusy()) return;
    this.#refresh.stop();
    const next = nextPicture(open, this.#rest.isRunning, this.#isGiven);
    if ('failure' in next) return this.#fail(...next.failure);
    const { choice } = open;
    const isWaiting = this.#state.plane?.index !== choice.plane || !this.#shown;
    this.#update({
      pendingIndex: isWaiting ? choice.plane : undefined,
      ...(this.#shown ? {} : { status: 'loading' as const, failure: undefined }),
    });
    if (!next.wanted) return;
    this.#isGiven = false;
    this.#maker.make(next.wanted);
  }

  #present(image: StackImage): void {
    const made = this.#maker.madeOf(image);
    if (!made || made.owner !== this.#open) return;
    const former = this.#shown && this.#maker.madeOf(this.#shown);
    if (former && !made.isGiven)
      this.#appearance.change(viewAfter(this.#surface.size, this.#appearance.view, former, made));
    this.#surface.present(made.owner.picturesOf(image).take(image), this.#appearance.drawnAs(image));
  }

  /** The only place where the state names a plane: its picture is on the canvas now. */
  #onDrawn({ image }: Picture): void {
    const made = this.#maker.madeOf(image);
    const open = this.#open;
    if (!open || !made) return;
    // Drawn late: a plane of another direction, or once more what was there before.
    if (made.owner !== open || made.view.name !== open.choice.view.name) return;
    this.#shown = image;
    this.#former?.dispose();
    this.#former = undefined;
    open.dropFormer();
    this.#update({
      status: 'rendered',
      pendingIndex: made.plane === open.choice.plane ? undefined : open.choice.plane,
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
    this.#update(failedState(open, title, reason));
    open.settle();
  }

  #onSlice(open: OpenVolume, slice: number): void {
    if (open !== this.#open) return;
    const { choice, slices } = open;
    if (!this.#former) this.#update({ loaded: choice.loaded(slices.slices, slices.here) });
    if (this.#appearance.learn(slices.slices[slice])) this.#redraw();
    const isAll = slices.here + slices.failed.size >= slices.count;
    if (!this.#shown || this.#former || isAll || slice === choice.acquiredSlice(choice.plane)) this.#make();
    else if (choice.uses(slice) && !this.#refresh.isRunning) this.#refresh.start(refreshMs);
  }

  #redraw(): void {
    // The state follows when it is drawn.
    this.#surface.redraw((image) => this.#appearance.drawnAs(image));
  }

  /** What the overlay says of the picture that is shown. */
  #describe(): Partial<ViewportState> {
    const image = this.#shown;
    const madeOf = image && this.#maker.madeOf(image);
    if (!image || !madeOf) return {};
    const presentation = this.#appearance.presentationOf(image);
    const lostGraphics = this.#renderer.lostGraphics();
    return describePicture({ image, madeOf, presentation, size: this.#surface.size, lostGraphics });
  }

  #update(change: Partial<ViewportState>): void {
    if (this.#isDisposed) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
