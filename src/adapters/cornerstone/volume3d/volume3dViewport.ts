import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import { describeError } from '../../../core/errors.ts';
import { rolled, turned } from '../../../core/threeD/camera.ts';
import { changedThreeD, firstLook, type ThreeDChange, type ThreeDLook } from '../../../core/threeD/look.ts';
import { defaultBindings, type PointerBindings, type PrimaryTool } from '../../../core/tools.ts';
import {
  emptyViewportState,
  type Prepared,
  type Presentation,
  type ShowOptions,
  type ViewportContext,
  type ViewportHandle,
  type ViewportState,
} from '../../../core/viewport.ts';
import { Appearance } from '../appearance.ts';
import { openingWindowOf } from '../fusion/petWindow.ts';
import { getImageStore } from '../imageStore.ts';
import { prepareImages } from '../prepareImages.ts';
import { zoomAbout } from '../presentation.ts';
import { Timer } from '../volume/timer.ts';
import { tooLarge, volumeContent } from '../volume/volumeContent.ts';
import { reasonOf } from '../volume/volumeSlices.ts';
import { describe3d, failed3d, loading3d, viewInPlace, words } from './describe3d.ts';
import { lookTable, type LookTable } from './lookTable.ts';
import { OpenScene } from './openScene.ts';
import { Painter, type PictureSize } from './painter.ts';
import type { RayPicture } from './rayCaster.ts';
import { rayFrame } from './rayFrame.ts';
import { enterStage, type Stage } from './stage.ts';
import { attachTurning } from './turning.ts';

/** While slices arrive, the picture follows this often, ms. */
const refreshMs = { hardware: 400, software: 1200 };
/** After a card was lost, it is asked for again after so long, ms. */
const askAgainMs = [0, 300, 1000, 3000];

interface Showing {
  readonly displaySet: DisplaySet;
  readonly options: ShowOptions;
  readonly settle: () => void;
}

/** A volume in 3D in one viewport; see core/viewport.ts for what each method promises. */
export class Volume3DViewport implements ViewportHandle {
  primaryTool: PrimaryTool = 'window';
  readonly #context: ViewportContext;
  readonly #element: HTMLDivElement;
  readonly #painter: Painter;
  readonly #appearance = new Appearance();
  readonly #listeners = new Set<() => void>();
  readonly #gestures = new Set<(gesture: 'hold' | 'twice') => void>();
  readonly #images = getImageStore();
  readonly #refresh = new Timer(() => this.#painter.move());
  readonly #askAgain = new Timer(() => this.#comeBack());
  readonly #detach: () => void;
  #bindings: PointerBindings = defaultBindings;
  #state: ViewportState = emptyViewportState;
  #look: ThreeDLook = firstLook('');
  #showing: Showing | undefined;
  #open: OpenScene | undefined;
  #stage: Stage | undefined;
  #stopListening: (() => void) | undefined;
  #asked = 0;
  #table: { readonly key: string; readonly look: LookTable; readonly texture: WebGLTexture } | undefined;
  #isCropping = false;
  /** The picture on the canvas is of what was there before, until all of what is open is here. */
  #isHeld = false;
  #isDisposed = false;

  constructor(element: HTMLElement, context: ViewportContext) {
    this.#context = context;
    this.#element = element.ownerDocument.createElement('div');
    Object.assign(this.#element.style, {
      position: 'absolute',
      inset: '0',
      overflow: 'hidden',
      cursor: 'grab',
    });
    element.append(this.#element);
    this.#painter = new Painter(this.#element, {
      stage: () => this.#stage,
      picture: (size) => this.#picture(size),
      onPainted: (isCoarse) => this.#onPainted(isCoarse),
      isLoading: () => this.#open?.isSettled === false,
      onFailed: (error) => this.#fail(describeError(error), true),
    });
    this.#detach = attachTurning(this.#element, {
      tool: () => this.primaryTool,
      bindings: () => this.#bindings,
      view: () => this.#appearance.view,
      size: () => this.#painter.size,
      turn: (right, down) => this.setThreeD({ camera: turned(this.#look.camera, right, down) }),
      move: (change) => this.setPresentation(change),
      zoomAbout: (zoom, point) => this.setPresentation(zoomAbout(this.#appearance.view, zoom, point)),
      gesture: (gesture) => this.#gestures.forEach((listener) => listener(gesture)),
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
    if (options.keepPixels === true && 'sources' in content && this.#open?.isMadeOf(content)) {
      this.#open.content = content;
      this.#open.kind = options.kind;
      this.#describe(this.#state.threeD?.isPreview === true);
      return Promise.resolve();
    }
    const isHeld = options.inPlace === true && this.#state.status === 'rendered';
    const presentation = isHeld
      ? viewInPlace(options.presentation, this.#presentation())
      : options.presentation;
    this.#drop();
    this.#isHeld = isHeld;
    let settle = () => {};
    const settled = new Promise<void>((done) => {
      settle = done;
    });
    this.#showing = { displaySet, options, settle };
    this.#takeLook(displaySet, presentation);
    if ('reason' in content) {
      this.#fail(content.reason, false, false);
      return settled;
    }
    const reserved = this.#images.reserve(`${content.imageIds[0]} ${content.imageIds.length}`, content.bytes);
    if ('freeBytes' in reserved) {
      this.#fail(tooLarge(content, reserved.freeBytes), false, false);
      return settled;
    }
    if (!isHeld) this.#set(loading3d(displaySet, options.kind));
    const open = new OpenScene({
      content,
      kind: options.kind,
      images: this.#images,
      release: reserved,
      onChange: () => this.#onSlices(open),
      onFailed: (error) => this.#fail(describeError(error), true),
      onProgress: (progress) => {
        if (this.#state.status === 'loading') this.#set({ progress });
      },
    });
    this.#open = open;
    if (this.#sendToCard()) open.load();
    return settled;
  }

  clear(): void {
    this.#drop();
    this.#painter.blank();
    this.#set(emptyViewportState);
  }

  prepare(wanted: readonly Prepared[]): () => void {
    const sources = wanted.flatMap(({ displaySet }) => {
      const other = volumeContent(displaySet, this.#context.dataSource);
      return 'reason' in other ? [] : other.sources;
    });
    return prepareImages(this.#images, sources);
  }

  setThreeD(change: ThreeDChange): void {
    this.#look = changedThreeD(this.#look, change);
    this.#changed();
  }

  setCropping(isOn: boolean): void {
    this.#isCropping = isOn;
    const { threeD } = this.#state;
    if (threeD) this.#set({ threeD: { ...threeD, isCropping: isOn } });
  }

  setPresentation(change: Partial<Presentation>): void {
    const { threeD, ...rest } = change;
    const { rotation } = change;
    const { view } = this.#appearance;
    this.#appearance.change(rest);
    if (threeD) this.#look = changedThreeD(this.#look, threeD);
    // A quarter turn of the picture.
    else if (rotation !== undefined && rotation !== view.rotation)
      this.#look = changedThreeD(this.#look, {
        camera: rolled(this.#look.camera, ((rotation - view.rotation) * Math.PI) / 180),
      });
    this.#changed();
  }

  setWindow(window: { center: number; width: number } | undefined): void {
    if (this.#appearance.setWindow(window)) this.#changed();
  }

  fit(): void {
    this.setPresentation({ zoom: 1, pan: [0, 0] });
  }

  reset(): void {
    this.#look = firstLook(this.#open?.content.displaySet.Modality ?? '');
    this.#appearance.reset();
    this.#changed();
  }

  setPrimaryTool(tool: PrimaryTool): void {
    this.primaryTool = tool;
    this.#set({});
  }

  setBindings(bindings: PointerBindings): void {
    this.#bindings = bindings;
  }

  onGesture(listener: (gesture: 'hold' | 'twice') => void): () => void {
    this.#gestures.add(listener);
    return () => this.#gestures.delete(listener);
  }

  /** There are no images to go through. */
  scrollTo(): void {}
  scrollBy(): void {}
  setCine(): void {}

  retry(): void {
    const { displaySet, options } = this.#showing ?? {};
    if (this.#state.status !== 'error') this.#open?.slices.retry();
    else if (displaySet && options)
      void this.show(displaySet, { ...options, presentation: this.#presentation(), keepPixels: false });
  }

  capture(): Promise<Blob | undefined> {
    if (this.#state.status !== 'rendered') return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#painter.canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png');
    });
  }

  resize(): void {
    this.#painter.move();
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#drop();
    this.#isDisposed = true;
    this.#leaveStage();
    this.#detach();
    this.#painter.dispose();
    this.#element.remove();
    this.#listeners.clear();
    this.#gestures.clear();
  }

  /** What was chosen is said at once, for the next choice; letters and words follow when it is drawn. */
  #changed(): void {
    // Who turns it looks at what is coming.
    this.#isHeld = false;
    const { threeD } = this.#state;
    if (threeD)
      this.#set({
        threeD: { ...threeD, look: this.#look, isPreview: true },
        presentation: this.#presentation(),
      });
    this.#painter.move();
  }

  #takeLook(displaySet: DisplaySet, presentation: Presentation | undefined): void {
    this.#look = changedThreeD(firstLook(displaySet.Modality), presentation?.threeD ?? {});
    this.#appearance.take(presentation, false);
    this.#appearance.opensWith(openingWindowOf(displaySet));
    // Zoom and pan of planes mean nothing here.
    if (!presentation?.threeD) this.#appearance.change({ zoom: 1, pan: [0, 0] });
  }

  #presentation(): Presentation {
    const image = this.#open?.reference;
    const view = image ? this.#appearance.presentationOf(image) : this.#appearance.view;
    return { ...view, threeD: this.#look };
  }

  /** @returns false when it cannot be; that is said. */
  #sendToCard(): boolean {
    const open = this.#open;
    if (!open) return false;
    try {
      this.#enterStage();
      if (!this.#stage) this.#fail(words.noGraphics, true);
      else if (open.sendTo(this.#stage)) return true;
      else this.#fail(words.noRoom, true);
    } catch (error) {
      this.#fail(describeError(error), true);
    }
    return false;
  }

  #enterStage(): void {
    if (this.#stage) return;
    this.#stage = enterStage();
    this.#stopListening = this.#stage?.onLost(() => this.#onLost());
  }

  #leaveStage(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#stage?.leave();
    this.#stage = undefined;
  }

  /** The last picture stays on the canvas until another card draws it anew. */
  #onLost(): void {
    this.#painter.stop();
    this.#refresh.stop();
    this.#open?.loseCard();
    this.#table = undefined;
    this.#leaveStage();
    if (!this.#open) return;
    this.#asked = 0;
    if (this.#state.status === 'rendered') this.#describe(this.#state.threeD?.isPreview === true);
    this.#askAgain.start(askAgainMs[0] ?? 0);
  }

  #comeBack(): void {
    if (!this.#open) return;
    try {
      this.#enterStage();
    } catch {
      // As no card at all: asked for again below.
    }
    if (this.#stage) {
      this.#sendToCard();
      return;
    }
    this.#asked += 1;
    const next = askAgainMs[this.#asked];
    if (next === undefined) this.#fail(words.lost, true);
    else this.#askAgain.start(next);
  }

  #onSlices(open: OpenScene): void {
    if (open !== this.#open || !this.#stage) return;
    const { slices } = open;
    for (const image of slices.slices) this.#appearance.learn(image);
    if (slices.failed.size === slices.count) {
      const [failure] = slices.failed.values();
      this.#fail(`${words.noSlice} ${reasonOf(failure)}`, true);
      return;
    }
    if (open.sent === 0 || (this.#isHeld && !open.isSettled)) return;
    if (open.isSettled || this.#state.status !== 'rendered') {
      this.#refresh.stop();
      this.#painter.move();
    } else if (!this.#refresh.isRunning)
      this.#refresh.start(this.#stage.isHardware ? refreshMs.hardware : refreshMs.software);
  }

  #picture(size: PictureSize): RayPicture | undefined {
    const open = this.#open;
    const { texture, reference } = open ?? {};
    const window = reference && this.#appearance.windowOf(reference);
    if (!open || !texture || !window || !this.#stage || open.sent === 0) return undefined;
    if (this.#isHeld && !open.isSettled) return undefined;
    const { view } = this.#appearance;
    const { preset, shift, camera, crop } = this.#look;
    const { Modality: modality } = open.content.displaySet;
    const request = { preset, shift, window, modality, invert: view.invert, colourMap: view.colourMap };
    const key = JSON.stringify(request);
    if (this.#table?.key !== key) {
      const look = lookTable(request);
      this.#table = { key, look, texture: this.#stage.caster.tableOf(look, this.#table?.texture) };
    }
    const { width, height, step } = size;
    const frame = rayFrame(
      { geometry: open.content.geometry, every: open.every },
      { camera, crop, view, width, height, step },
    );
    return { volume: texture, table: this.#table.texture, look: this.#table.look, frame, width, height };
  }

  #onPainted(isCoarse: boolean): void {
    this.#isHeld = false;
    this.#set({ status: 'rendered', progress: undefined, failure: undefined });
    this.#describe(isCoarse);
    this.#showing?.settle();
  }

  #describe(isCoarse: boolean): void {
    const open = this.#open;
    if (!open || this.#isHeld || this.#state.status !== 'rendered') return;
    const isLost = this.#stage === undefined;
    this.#set(
      describe3d({
        open,
        look: this.#look,
        presentation: this.#presentation(),
        isCoarse,
        isCropping: this.#isCropping,
        isHardware: this.#stage?.isHardware ?? true,
        isLost,
      }),
    );
  }

  #fail(reason: string, canRetry: boolean, isVolume = true): void {
    const { displaySet, options, settle } = this.#showing ?? {};
    if (!displaySet || !options) return;
    this.#isHeld = false;
    this.#free();
    this.#painter.blank();
    this.#set({
      ...failed3d(displaySet, options.kind, { reason, canRetry, isVolume }),
      presentation: { ...this.#appearance.view, threeD: this.#look },
    });
    settle?.();
  }

  #drop(): void {
    this.#isHeld = false;
    this.#free();
    this.#showing?.settle();
    this.#showing = undefined;
  }

  /** Gives back what is open, on the card and in memory. */
  #free(): void {
    this.#painter.stop();
    this.#refresh.stop();
    this.#askAgain.stop();
    this.#open?.dispose();
    this.#open = undefined;
    this.#stage?.caster.free(this.#table?.texture);
    this.#table = undefined;
  }

  #set(change: Partial<ViewportState>): void {
    if (this.#isDisposed) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
