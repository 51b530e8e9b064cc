import { describeError } from '../../core/errors.ts';
import type { Point } from '../../core/viewTransform.ts';
import { afterPaint } from './afterPaint.ts';
import type { DrawnAs } from './appearance.ts';
import { CanvasSurface } from './canvasSurface.ts';
import { cornerstoneHere, loadCornerstone } from './cornerstoneCode.ts';
import type { StackImage } from './imageStore.ts';
import {
  coveringElement,
  type CornerstoneSurfaces,
  type Picture,
  type PictureSurface,
  type SurfaceListeners,
  type Wanted,
} from './pictureSurface.ts';

/** Cornerstone's code runs, and takes a picture over, only after so many ms without a new one. */
const REST_MS = 400;

/**
 * The surface of a stack: Cornerstone's. Until that is here a plain canvas draws,
 * so that the first picture does not wait for two thirds of the code; Cornerstone
 * takes over, with the same picture, when the reader rests. `data-surface` says which draws.
 */
export class StackSurface implements PictureSurface {
  readonly element: HTMLDivElement;
  readonly #viewportId: string;
  readonly #listeners: SurfaceListeners;
  readonly #isAwaited: () => boolean;
  #current: PictureSurface;
  /** Cornerstone's, while it draws its first picture behind the one that is seen. */
  #next: PictureSurface | undefined;
  /** What is to be done as soon as nobody holds the canvas that goes: its events would end half way. */
  #whenReleased: (() => void) | undefined;
  #isHeld = false;
  readonly #listening = new AbortController();
  #cornerstone: CornerstoneSurfaces | undefined;
  #stopListening: (() => void) | undefined;
  #wanted: Wanted | undefined;
  #problem: string | undefined;
  #isWaiting = false;
  #isDisposed = false;
  #drawnAt = 0;

  /** @param isAwaited whether another picture is on its way: then nobody rests, however long it takes. */
  constructor(
    parent: HTMLElement,
    viewportId: string,
    listeners: SurfaceListeners,
    isAwaited: () => boolean = () => false,
  ) {
    this.#viewportId = viewportId;
    this.#isAwaited = isAwaited;
    this.#listeners = listeners;
    this.element = coveringElement(parent);
    this.element.style.touchAction = 'none';
    const cornerstone = cornerstoneHere();
    if (cornerstone) {
      this.#current = cornerstone.mount(this.element, viewportId, listeners);
      this.#follow(cornerstone);
      this.element.dataset['surface'] = 'cornerstone';
    } else {
      this.#current = new CanvasSurface(this.element, {
        onDrawn: (picture) => {
          listeners.onDrawn(picture);
          this.#awaitCornerstone();
        },
        onFailed: listeners.onFailed,
      });
      this.element.dataset['surface'] = 'canvas';
      this.#watchPointer();
    }
  }

  /** What is to be said of how pictures are drawn here. */
  get remark(): string | undefined {
    if (this.#cornerstone?.lostGraphics()) return 'Drawn without the graphics card';
    return this.#problem;
  }

  get size(): PictureSurface['size'] {
    return this.#current.size;
  }

  present(picture: Picture, as: DrawnAs): void {
    this.#wanted = { picture, as };
    this.#drawnAt = performance.now();
    this.#current.present(picture, as);
    this.#next?.present(picture, as);
  }

  redraw(as: (image: StackImage) => DrawnAs): void {
    if (this.#wanted) this.present(this.#wanted.picture, as(this.#wanted.picture.image));
  }

  blank(): void {
    this.#wanted = undefined;
    this.#current.blank();
    this.#next?.blank();
  }

  resize(): void {
    this.#current.resize();
    this.#next?.resize();
  }

  capture(): Promise<Blob | undefined> {
    return this.#current.capture();
  }

  paintLens(canvas: HTMLCanvasElement, at: Point, factor: number): boolean {
    return this.#current.paintLens(canvas, at, factor);
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#stopListening?.();
    this.#listening.abort();
    this.#next?.dispose();
    this.#current.dispose();
    this.element.remove();
  }

  #follow(cornerstone: CornerstoneSurfaces): void {
    this.#cornerstone = cornerstone;
    this.#stopListening = cornerstone.onBackendChange(() => this.#presentAgain());
  }

  #presentAgain(): void {
    if (this.#wanted && !this.#isDisposed) this.present(this.#wanted.picture, this.#wanted.as);
  }

  /** A finger or a button that went down on a canvas belongs to that canvas until it is lifted. */
  #watchPointer(): void {
    const { signal } = this.#listening;
    this.element.addEventListener('pointerdown', () => (this.#isHeld = true), { capture: true, signal });
    for (const type of ['pointerup', 'pointercancel'] as const)
      window.addEventListener(type, () => this.#release(), { capture: true, signal });
  }

  #release(): void {
    this.#isHeld = false;
    const then = this.#whenReleased;
    this.#whenReleased = undefined;
    // What the pointer still tells (a click) comes first.
    if (then) afterPaint(then);
  }

  /** The first picture is drawn; once it has been seen, and nothing moves, the rest of the code comes. */
  #awaitCornerstone(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    const takeOver = async () => {
      await this.#rest();
      if (this.#isDisposed) return;
      const cornerstone = await loadCornerstone();
      await this.#rest();
      if (!this.#isDisposed) this.#handOver(cornerstone);
    };
    afterPaint(() => void takeOver().catch((error: unknown) => this.#keepCanvas(error)), 2);
  }

  async #rest(): Promise<void> {
    for (;;) {
      const left = this.#isAwaited() || this.#isHeld ? REST_MS : this.#drawnAt + REST_MS - performance.now();
      if (left <= 0 || this.#isDisposed) return;
      await new Promise((resolve) => setTimeout(resolve, left));
    }
  }

  #handOver(cornerstone: CornerstoneSurfaces): void {
    const former = this.#current;
    const next = cornerstone.mount(this.element, this.#viewportId, {
      onDrawn: (picture) => {
        if (this.#next === next) {
          if (picture !== this.#wanted?.picture) return;
          if (this.#isHeld) {
            this.#whenReleased = () => this.#presentAgain();
            return;
          }
          this.#next = undefined;
          this.#current = next;
          next.element.style.visibility = '';
          former.dispose();
          this.#listening.abort();
          this.element.dataset['surface'] = 'cornerstone';
        }
        this.#listeners.onDrawn(picture);
      },
      onFailed: (error) => {
        if (this.#next === next) this.#keepCanvas(error);
        else this.#listeners.onFailed(error);
      },
    });
    next.element.style.visibility = 'hidden';
    this.#next = next;
    this.#follow(cornerstone);
    if (this.#wanted) next.present(this.#wanted.picture, this.#wanted.as);
  }

  /** What the canvas draws is as right; that Cornerstone is missing is said. */
  #keepCanvas(error: unknown): void {
    if (this.#isDisposed) return;
    this.#next?.dispose();
    this.#next = undefined;
    this.#stopListening?.();
    this.#problem = `Drawn without Cornerstone: ${describeError(error)}`;
    this.#presentAgain();
  }
}
