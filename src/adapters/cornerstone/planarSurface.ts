import { Enums, utilities, type PlanarViewport } from '@cornerstonejs/core';
import type { Presentation } from '../../core/viewport.ts';
import type { Renderer } from './engine.ts';
import type { StackImage } from './imageStore.ts';
import { fitScale, voiRange, type Window } from './presentation.ts';

/** What is to be on the canvas: one image of one mounted list of images. */
export interface Picture {
  /** Identity of the list; a new one whenever the content is another. */
  readonly dataId: string;
  readonly imageIds: readonly string[];
  readonly index: number;
  readonly image: StackImage;
}

export interface DrawnAs {
  /** Undefined for colour. */
  readonly window: Window | undefined;
  readonly presentation: Presentation;
}

const displaySets = utilities.genericViewportDisplaySetMetadataProvider;

/**
 * One Cornerstone viewport as a surface for one picture at a time. It is given
 * only pictures that are already decoded, so Cornerstone never waits, fails or
 * shows an image other than the one asked for last.
 */
export class PlanarSurface {
  readonly element: HTMLDivElement;
  readonly #renderer: Renderer;
  readonly #viewportId: string;
  readonly #viewport: PlanarViewport;
  readonly #onDrawn: (picture: Picture) => void;
  readonly #onFailed: (error: unknown) => void;
  #wanted: { picture: Picture; as: DrawnAs } | undefined;
  #mounted: string | undefined;
  #mounting = false;
  #isDisposed = false;
  /** What was last handed to Cornerstone: each part draws the whole picture, so it gets only what changed. */
  #applied = { data: '', view: '' };
  #isHalfWay = false;

  constructor(
    parent: HTMLElement,
    viewportId: string,
    renderer: Renderer,
    listeners: { onDrawn: (picture: Picture) => void; onFailed: (error: unknown) => void },
  ) {
    this.#renderer = renderer;
    this.#viewportId = viewportId;
    this.#onDrawn = listeners.onDrawn;
    this.#onFailed = listeners.onFailed;
    this.element = parent.ownerDocument.createElement('div');
    Object.assign(this.element.style, { position: 'absolute', inset: '0', overflow: 'hidden' });
    parent.append(this.element);
    renderer.engine.enableElement({
      viewportId,
      element: this.element,
      type: Enums.ViewportType.PLANAR_NEXT,
    });
    // The grid gives focus to its own cell; the canvas is not a stop on the way.
    this.element.removeAttribute('tabindex');
    // With the type asked for above it is this class; the engine's return type covers every kind.
    this.#viewport = renderer.engine.getViewport(viewportId) as unknown as PlanarViewport;
    this.element.addEventListener(Enums.Events.IMAGE_RENDERED, this.#rendered);
  }

  /** Draws a picture; `onDrawn` follows once its pixels are on the canvas, unless another comes first. */
  present(picture: Picture, as: DrawnAs): void {
    this.#wanted = { picture, as };
    if (!this.#mounting) this.#draw();
  }

  /** Draws the same picture another way. */
  redraw(as: (image: StackImage) => DrawnAs): void {
    if (this.#wanted) this.present(this.#wanted.picture, as(this.#wanted.picture.image));
  }

  /** Leaves nothing on the canvas, at once. */
  blank(): void {
    this.#wanted = undefined;
    if (this.#mounted !== undefined) displaySets.remove(this.#mounted);
    this.#mounted = undefined;
    void this.#viewport.setDisplaySets().catch(this.#onFailed);
    for (const canvas of this.element.querySelectorAll('canvas'))
      canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
  }

  /** CSS pixels. */
  get size(): { readonly width: number; readonly height: number } {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  resize(): void {
    const { width, height } = this.size;
    if (this.#isDisposed || width === 0 || height === 0) return;
    this.#resizeNow();
    if (this.#renderer.backend() === 'cpu') return;
    // The engine ignores a resize while it has a frame to draw; the one after that is not ignored.
    requestAnimationFrame(() => {
      if (!this.#isDisposed) this.#resizeNow();
    });
  }

  #resizeNow(): void {
    if (this.#renderer.backend() === 'gpu') this.#renderer.engine.resize(true, true);
    this.#viewport.resize();
    if (this.#wanted) this.present(this.#wanted.picture, this.#wanted.as);
  }

  capture(): Promise<Blob | undefined> {
    if (!this.#wanted) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#viewport.getCanvas().toBlob((blob) => resolve(blob ?? undefined), 'image/png');
    });
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#wanted = undefined;
    this.element.removeEventListener(Enums.Events.IMAGE_RENDERED, this.#rendered);
    if (this.#mounted !== undefined) displaySets.remove(this.#mounted);
    this.#renderer.engine.disableElement(this.#viewportId);
    this.element.remove();
  }

  #draw(): void {
    const wanted = this.#wanted;
    if (!wanted || this.#isDisposed) return;
    const { dataId, imageIds, index, image } = wanted.picture;
    const former = this.#mounted;
    // Kept up to date: a change of the renderer mounts again from here.
    displaySets.add(dataId, {
      kind: 'planar',
      imageIds: [...imageIds],
      initialImageIdIndex: index,
      image: this.#renderer.imageFor(image),
    });
    const data = this.#dataPresentation(wanted.picture, wanted.as);
    const view = { ...this.#viewState(wanted), slice: { kind: 'stackIndex' as const, imageIdIndex: index } };
    const isMounted = former === dataId;
    const before = isMounted ? this.#applied : { data: '', view: '' };
    this.#applied = { data: JSON.stringify(data), view: JSON.stringify(view) };
    const newData = before.data !== this.#applied.data;
    const newView = before.view !== this.#applied.view;
    if (newData) {
      this.#isHalfWay = newView;
      this.#viewport.setDisplaySetPresentation(dataId, data);
      this.#isHalfWay = false;
    }
    if (isMounted) {
      if (newView) this.#viewport.setViewState(view);
      else if (!newData) this.#viewport.render();
      return;
    }
    this.#mounted = dataId;
    this.#mounting = true;
    // Without the index: what is still mounted has other images under it.
    this.#viewport.setViewState(this.#viewState(wanted));
    this.#viewport
      .setDisplaySets({ displaySetId: dataId })
      .catch(this.#onFailed)
      .finally(() => {
        this.#mounting = false;
        if (former !== undefined && former !== dataId) displaySets.remove(former);
        // Another picture was asked for meanwhile.
        if (this.#wanted && this.#wanted !== wanted) this.#draw();
      });
  }

  readonly #rendered = (): void => {
    const picture = this.#wanted?.picture;
    if (!picture || this.#isHalfWay || this.#mounted !== picture.dataId) return;
    if (this.#viewport.getSourceDataId() !== picture.dataId) return;
    if (this.#viewport.getCurrentImageIdIndex() !== picture.index) return;
    this.#onDrawn(picture);
  };

  #dataPresentation({ image }: Picture, { window, presentation }: DrawnAs) {
    const { pixels } = image;
    const range =
      pixels.colour || !window
        ? { lower: 0, upper: 255, inverted: false }
        : voiRange(window, pixels, image.voiFunction);
    const inverted = [presentation.invert, image.invertedByNature && !pixels.colour, range.inverted];
    return {
      visible: true,
      voiRange: { lower: range.lower, upper: range.upper },
      invert: inverted.filter(Boolean).length % 2 === 1,
      interpolationType: Enums.InterpolationType.LINEAR,
    };
  }

  #viewState({ picture, as }: { picture: Picture; as: DrawnAs }) {
    const { zoom, pan, rotation, flipHorizontal, flipVertical } = as.presentation;
    const { width, height } = this.size;
    const shape = {
      rows: picture.image.rows,
      columns: picture.image.columns,
      spacing: picture.image.spacing,
    };
    const box = { width: Math.max(width, 1), height: Math.max(height, 1) };
    // Cornerstone fits the image as stored, whichever way it is turned.
    const scale = (zoom * fitScale(box, shape, rotation)) / fitScale(box, shape, 0);
    return {
      scale: [scale, scale] as [number, number],
      scaleMode: 'fit' as const,
      anchorCanvas: [0.5 + (pan[0] * box.height) / box.width, 0.5 + pan[1]] as [number, number],
      // Mirroring comes after turning here and on the graphics card; in software Cornerstone mirrors first.
      rotation:
        this.#renderer.backend() === 'cpu' && flipHorizontal !== flipVertical
          ? (360 - rotation) % 360
          : rotation,
      flipHorizontal,
      flipVertical,
    };
  }
}
