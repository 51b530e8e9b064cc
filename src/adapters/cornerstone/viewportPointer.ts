import {
  defaultBindings,
  type PointerBindings,
  type PointingEvent,
  type PrimaryTool,
} from '../../core/tools.ts';
import type { Presentation, ScreenRegion } from '../../core/viewport.ts';
import type { Appearance } from './appearance.ts';
import type { StackImage } from './imageStore.ts';
import type { PictureSurface } from './pictureSurface.ts';
import { attachPointerTools } from './pointerTools.ts';
import { zoomAbout, type Window } from './presentation.ts';
import { pixelsWithin, windowOfAll, windowOfPart } from './regionWindow.ts';

/** What the pointer of a viewport works on. */
export interface ViewportUnderPointer {
  readonly surface: PictureSurface;
  readonly appearance: Appearance;
  /** The picture on the canvas. */
  shown(): StackImage | undefined;
  scrollBy(delta: number): void;
  setPresentation(change: Partial<Presentation>): void;
  /** The appearance has changed. */
  redraw(): void;
}

const cursors: Readonly<Record<PrimaryTool, string>> = {
  window: '',
  pan: 'grab',
  zoom: 'ns-resize',
  scroll: 'row-resize',
  magnify: 'zoom-in',
  probe: 'crosshair',
  region: 'crosshair',
  crosshair: 'crosshair',
};

/** Mouse and fingers on a viewport with pictures: the tool in use, who is told of pointing, and windows by region. */
export class ViewportPointer {
  readonly #viewport: ViewportUnderPointer;
  readonly #pointing = new Set<(event: PointingEvent) => void>();
  readonly #gestures = new Set<(gesture: 'hold' | 'twice') => void>();
  readonly #detach: () => void;
  #tool: PrimaryTool = 'window';
  #bindings: PointerBindings = defaultBindings;

  constructor(viewport: ViewportUnderPointer) {
    this.#viewport = viewport;
    const { surface, appearance } = viewport;
    this.#detach = attachPointerTools(surface.element, {
      tool: () => this.#tool,
      bindings: () => this.#bindings,
      scrollBy: (delta) => viewport.scrollBy(delta),
      view: () => appearance.view,
      size: () => surface.size,
      pan: (pan) => viewport.setPresentation({ pan }),
      zoomAbout: (zoom, point) => viewport.setPresentation(zoomAbout(appearance.view, zoom, point)),
      window: () => this.#window(),
      windowSpan: () => this.#windowSpan(),
      setWindow: (window) => this.#adjustWindow(window),
      point: (event) => this.point(event),
      gesture: (gesture) => this.#gestures.forEach((listener) => listener(gesture)),
    });
  }

  setPrimaryTool(tool: PrimaryTool): void {
    this.#tool = tool;
    this.#viewport.surface.element.style.cursor = cursors[tool];
  }

  setBindings(bindings: PointerBindings): void {
    this.#bindings = bindings;
  }

  onPointing(listener: (event: PointingEvent) => void): () => void {
    this.#pointing.add(listener);
    return () => this.#pointing.delete(listener);
  }

  onGesture(listener: (gesture: 'hold' | 'twice') => void): () => void {
    this.#gestures.add(listener);
    return () => this.#gestures.delete(listener);
  }

  point(event: PointingEvent): void {
    for (const listener of this.#pointing) listener(event);
  }

  /** A window over the values of the picture, of what is seen of it, or of a region. */
  fitWindow(to: 'all' | 'seen' | ScreenRegion): void {
    const { surface, appearance, shown, redraw } = this.#viewport;
    const image = shown();
    if (!image) return;
    const { width, height } = surface.size;
    const region = to === 'seen' ? ({ from: [0, 0], to: [width, height] } as const) : to;
    const part = region === 'all' ? undefined : pixelsWithin(image, appearance.view, surface.size, region);
    const window = region === 'all' ? windowOfAll(image) : part && windowOfPart(image, part);
    if (window && appearance.setWindow(window)) redraw();
  }

  dispose(): void {
    this.#detach();
    this.#pointing.clear();
    this.#gestures.clear();
  }

  #window(): Window | undefined {
    const image = this.#viewport.shown();
    return image && this.#viewport.appearance.windowOf(image);
  }

  /** Range of values of the image, for a drag that feels the same on 8 and on 16 bits. */
  #windowSpan(): number {
    const image = this.#viewport.shown();
    if (!image) return 1;
    const { pixels } = this.#viewport.appearance.drawnAs(image).image;
    return Math.abs((pixels.high - pixels.low) * pixels.slope) || 1;
  }

  #adjustWindow(window: Window): void {
    const image = this.#viewport.shown();
    if (image && this.#viewport.appearance.adjustWindow(window, image)) this.#viewport.redraw();
  }
}
