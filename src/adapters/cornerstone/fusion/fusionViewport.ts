import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import { describeError } from '../../../core/errors.ts';
import { changedLook, type FusionChange } from '../../../core/fusion/look.ts';
import { degreesOf, directionAt } from '../../../core/fusion/projection.ts';
import {
  defaultBindings,
  type PointerBindings,
  type PointingEvent,
  type PrimaryTool,
} from '../../../core/tools.ts';
import {
  emptyViewportState,
  type CineChange,
  type PixelValue,
  type Presentation,
  type ShowOptions,
  type ViewportContext,
  type ViewportHandle,
  type ViewportState,
} from '../../../core/viewport.ts';
import type { PlaneChange } from '../../../core/volume/planes.ts';
import { CinePlayer } from '../cinePlayer.ts';
import { getRenderer, type Renderer } from '../engine.ts';
import type { StackImage } from '../imageStore.ts';
import type { Picture } from '../pictureSurface.ts';
import { PlanarSurface } from '../planarSurface.ts';
import { attachPointerTools } from '../pointerTools.ts';
import { zoomAbout } from '../presentation.ts';
import { nextRun } from '../volume/openVolume.ts';
import { Timer } from '../volume/timer.ts';
import { isWhole } from '../volume/volumeState.ts';
import { describeFusion, loadingState, refusedState, valueOf } from './describeFusion.ts';
import { FusedScene } from './fusedScene.ts';
import { FusionLooks } from './fusionLooks.ts';
import { LayerMaker } from './layerMaker.ts';
import { openScene, type OpenScene } from './openScene.ts';
import type { Layers, Source } from './scene.ts';

/** While slices arrive, a picture that needs them is made anew this often, ms. */
const refreshMs = 150;

/**
 * PET over CT or MR (kind `fusion`), and projections of PET (kind `mip`); see
 * core/viewport.ts for what each method promises. "Images" are planes of the CT,
 * or directions. Pictures are composed here in colour, whatever draws them.
 */
export class FusionViewport implements ViewportHandle {
  readonly #context: ViewportContext;
  readonly #renderer: Renderer;
  readonly #surface: PlanarSurface;
  readonly #cine: CinePlayer;
  readonly #looks = new FusionLooks();
  readonly #listeners = new Set<() => void>();
  readonly #pointingListeners = new Set<(event: PointingEvent) => void>();
  readonly #gestureListeners = new Set<(gesture: 'hold' | 'twice') => void>();
  readonly #cleanUp: (() => void)[] = [];
  readonly #maker: LayerMaker;
  readonly #refresh = new Timer(() => this.#make());
  /** What each picture that may come onto the canvas is made of. */
  readonly #layersOf = new WeakMap<StackImage, Layers>();
  #state: ViewportState = emptyViewportState;
  /** What was asked for last, as long as it is to be shown: it may wait for its CT. */
  #asked:
    | { readonly displaySet: DisplaySet; readonly options: ShowOptions; readonly settle: () => void }
    | undefined;
  #open: OpenScene | undefined;
  /** What is to be on the canvas, however it is windowed. */
  #layers: Layers | undefined;
  #shown: Layers | undefined;
  #tool: PrimaryTool = 'window';
  #bindings: PointerBindings = defaultBindings;
  #isDisposed = false;

  constructor(element: HTMLElement, context: ViewportContext) {
    this.#context = context;
    this.#renderer = getRenderer();
    const surfaceId = `${context.viewportId}#fusion${nextRun()}`;
    this.#surface = new PlanarSurface(element, surfaceId, this.#renderer, {
      onDrawn: (picture) => this.#onDrawn(picture),
      onFailed: (error) => this.#fail('This picture cannot be drawn', describeError(error)),
    });
    this.#maker = new LayerMaker({
      onMade: (layers) => {
        this.#paint(layers);
        // A rough picture is followed by the whole one.
        if (layers.isPreview) this.#make();
        else this.#ahead();
      },
      onFailed: (error) => this.#fail('This picture cannot be made', describeError(error)),
      onFree: () => this.#make(),
    });
    this.#cine = new CinePlayer({
      isReady: (index) => this.#open?.scene.canShow(index) === true,
      isFailed: () => false,
      show: (index) => this.#go(index),
      onChange: (cine) => this.#update({ cine }),
    });
    this.#cleanUp.push(
      this.#renderer.onBackendChange(() => this.#repaint()),
      context.study.subscribe(() => this.#onStudy()),
      attachPointerTools(this.#surface.element, {
        tool: () => this.#tool,
        bindings: () => this.#bindings,
        scrollBy: (delta) => this.scrollBy(delta),
        view: () => this.#looks.view,
        size: () => this.#surface.size,
        pan: (pan) => this.setPresentation({ pan }),
        zoomAbout: (zoom, point) => this.setPresentation(zoomAbout(this.#looks.view, zoom, point)),
        window: () => this.#looks.draggedWindow(),
        windowSpan: () => this.#looks.windowSpan(),
        setWindow: (window) => {
          this.#looks.drag(window);
          this.#repaint();
        },
        point: (event) => this.point(event),
        gesture: (gesture) => this.#gestureListeners.forEach((listener) => listener(gesture)),
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
    this.#asked?.settle();
    let settle = () => {};
    const settled = new Promise<void>((done) => {
      settle = done;
    });
    this.#asked = { displaySet, options, settle };
    this.#start();
    return settled;
  }

  clear(): void {
    this.#drop();
    this.#asked?.settle();
    this.#asked = undefined;
    this.#surface.blank();
    this.#update(emptyViewportState);
  }

  scrollTo(index: number): void {
    this.#cine.pause();
    this.#go(index);
  }

  scrollBy(delta: number): void {
    if (this.#open) this.scrollTo(this.#open.scene.index + delta);
  }

  setPlane(change: PlaneChange): void {
    const scene = this.#open?.scene;
    if (!(scene instanceof FusedScene)) return;
    const { choice } = scene;
    const before = choice.stack;
    const { view } = this.#looks;
    const isAll = isWhole(view, choice.view.orientation !== undefined);
    const middle = isAll ? choice.view.through : choice.middleOf(this.#surface.size, view);
    scene.change(change, middle);
    if (choice.stack !== before) {
      this.#looks.turnTo(this.#surface.size, { from: before, to: choice.stack, through: middle, isAll });
      this.#update({ imageCount: scene.count, pendingIndex: scene.index });
      this.#cine.load(scene.pet.content.displaySet, scene.count, false);
    }
    this.#make();
  }

  setFusion(change: FusionChange): void {
    this.#looks.change(change);
    if (change.degrees !== undefined && this.#state.projection) this.scrollTo(directionAt(change.degrees));
    this.#repaint();
  }

  setWindow(window: { center: number; width: number } | undefined): void {
    this.#looks.setWindow(window);
    this.#repaint();
  }

  setPresentation(change: Partial<Presentation>): void {
    const { plane, fusion, ...view } = change;
    if (fusion) this.setFusion(changedLook(fusion, {}));
    this.#looks.changeView(view);
    if (plane) this.setPlane(plane);
    if ('invert' in view || 'windowCenter' in view) this.#repaint();
    else this.#surface.redraw((image) => this.#looks.drawnAs(image));
  }

  fit(): void {
    this.setPresentation({ zoom: 1, pan: [0, 0] });
  }

  reset(): void {
    this.#looks.reset();
    if (this.#state.projection) this.scrollTo(0);
    else this.setPlane({ slabMm: 0, blend: 'max', orientation: undefined });
    this.#repaint();
  }

  setPrimaryTool(tool: PrimaryTool): void {
    this.#tool = tool;
  }

  setBindings(bindings: PointerBindings): void {
    this.#bindings = bindings;
  }

  onGesture(listener: (gesture: 'hold' | 'twice') => void): () => void {
    this.#gestureListeners.add(listener);
    return () => this.#gestureListeners.delete(listener);
  }

  onPointing(listener: (event: PointingEvent) => void): () => void {
    this.#pointingListeners.add(listener);
    return () => this.#pointingListeners.delete(listener);
  }

  point(event: PointingEvent): void {
    for (const listener of this.#pointingListeners) listener(event);
  }

  valueAt(column: number, row: number): PixelValue | undefined {
    const open = this.#open;
    return open && this.#shown && valueOf(open, this.#shown, column, row);
  }

  setCine(change: CineChange): void {
    this.#cine.set(change, this.#open?.scene.index ?? 0);
    // What plays is made ahead; what stands still is made whole.
    this.#make();
  }

  retry(): void {
    const scene = this.#open?.scene;
    if (!scene) return this.#start();
    scene.pet.slices.retry();
    scene.base?.slices.retry();
    scene.goTo(scene.index);
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
    this.#asked?.settle();
    this.#isDisposed = true;
    for (const cleanUp of this.#cleanUp) cleanUp();
    this.#cine.dispose();
    this.#surface.dispose();
    this.#listeners.clear();
    this.#pointingListeners.clear();
    this.#gestureListeners.clear();
  }

  /** Opens what was asked for, or says what it waits for or why it cannot be. */
  #start(): void {
    const asked = this.#asked;
    if (!asked) return;
    const { displaySet, options } = asked;
    const made = openScene({
      displaySet,
      options,
      context: this.#context,
      renderer: this.#renderer,
      former: this.#open,
      listener: {
        onSlice: (open, source, slice) => this.#onSlice(open, source, slice),
        onProgress: (progress) => {
          if (!this.#shown) this.#update({ progress });
        },
      },
    });
    if ('same' in made) {
      const { displaySetInstanceUID } = displaySet;
      this.#update({ displaySetInstanceUID, kind: options.kind });
      asked.settle();
      return;
    }
    this.#drop();
    this.#surface.blank();
    if ('isAwaited' in made) return this.#update(loadingState(displaySet, options.kind));
    if ('reason' in made) {
      this.#update(refusedState(displaySet, options.kind, made.what, made.reason));
      asked.settle();
      return;
    }
    const { open } = made;
    this.#open = open;
    this.#looks.take(open, options);
    const { scene } = open;
    this.#update({
      ...loadingState(displaySet, options.kind),
      imageCount: scene.count,
      pendingIndex: scene.index,
    });
    this.#cine.load(displaySet, scene.count, false);
    open.load();
    this.#make();
  }

  /** Other display sets came or went: the one that this lies on may be among them. */
  #onStudy(): void {
    if (this.#asked && (!this.#open || this.#open.isOutdated())) this.#start();
  }

  #drop(): void {
    this.#maker.abandon();
    this.#refresh.stop();
    this.#cine.stop();
    const open = this.#open;
    this.#open = undefined;
    this.#layers = undefined;
    this.#shown = undefined;
    open?.dispose();
  }

  #go(to: number): void {
    const open = this.#open;
    if (!open) return;
    open.scene.goTo(to);
    if (this.#maker.isPatient) this.#maker.abandon();
    this.#make();
  }

  /** Makes what comes next; when something is in the making, right after it. */
  #make(): void {
    const open = this.#open;
    if (!open || this.#maker.isBusy()) return;
    this.#refresh.stop();
    const { scene } = open;
    const next = scene.next(this.#isPlaying);
    if (next && 'failure' in next) return this.#fail(...next.failure);
    if (!this.#shown) this.#update({ status: 'loading', failure: undefined });
    if (this.#shown?.index !== scene.index) this.#update({ pendingIndex: scene.index });
    if (next && 'ready' in next) this.#paint(next.ready);
    else if (next) this.#maker.make(next);
    else this.#ahead();
  }

  get #isPlaying(): boolean {
    return this.#state.cine?.playing === true;
  }

  /** While it turns, the pictures of the next directions are made. */
  #ahead(): void {
    if (!this.#isPlaying) return this.#maker.stopAhead();
    this.#maker.goOn(() => (this.#isPlaying ? this.#open?.scene.ahead?.() : undefined));
  }

  #paint(layers: Layers): void {
    const open = this.#open;
    if (!open?.scene.isCurrent(layers)) return;
    this.#layers = layers;
    const pictures = open.picturesOf(layers.template);
    const image = this.#looks.paint(open, layers, pictures.nextId);
    this.#layersOf.set(image, layers);
    this.#surface.present(pictures.take(image), this.#looks.drawnAs(image));
  }

  #repaint(): void {
    if (this.#layers) this.#paint(this.#layers);
  }

  /** The only place where the state names a picture: it is on the canvas now. */
  #onDrawn({ image }: Picture): void {
    const open = this.#open;
    const layers = this.#layersOf.get(image);
    // Drawn late: a plane of another direction, or of what was there before.
    if (!open || !layers || !open.scene.isCurrent(layers)) return;
    this.#shown = layers;
    open.dropFormer();
    const { scene } = open;
    this.#update({
      status: 'rendered',
      displaySetInstanceUID: open.displaySet.displaySetInstanceUID,
      pendingIndex: layers.index === scene.index ? undefined : scene.index,
      progress: undefined,
      failure: undefined,
      loaded: scene.loaded(),
      ...scene.describe(layers),
      ...describeFusion(open, layers, {
        looks: this.#looks,
        size: this.#surface.size,
        lostGraphics: this.#renderer.lostGraphics(),
        ...(scene instanceof FusedScene
          ? { plane: scene.choice.view }
          : { degrees: degreesOf(layers.index) }),
      }),
    });
    this.#asked?.settle();
  }

  #fail(title: string, reason: string): void {
    const open = this.#open;
    if (!open) return;
    this.#layers = undefined;
    this.#shown = undefined;
    this.#surface.blank();
    this.#update({
      ...refusedState(open.displaySet, open.kind, '', reason),
      imageCount: open.scene.count,
      cine: this.#state.cine,
      failure: { title, reason, canRetry: true },
    });
    this.#asked?.settle();
  }

  #onSlice(open: OpenScene, source: Source, slice: number): void {
    if (open !== this.#open) return;
    const { scene } = open;
    this.#update({ loaded: scene.loaded() });
    const isAll = [scene.pet, scene.base].every(
      (one) => !one || one.slices.here + one.slices.failed.size >= one.slices.count,
    );
    if (!this.#shown || isAll) this.#make();
    else if (scene.uses(source, slice) && !this.#refresh.isRunning) this.#refresh.start(refreshMs);
  }

  #update(change: Partial<ViewportState>): void {
    if (this.#isDisposed) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
