import { Enums, utilities, type PlanarViewport } from '@cornerstonejs/core';
import type { Point } from '../../core/viewTransform.ts';
import type { DrawnAs } from './appearance.ts';
import { registeredColourMap } from './colourMapNames.ts';
import { holdDrawing, setLook } from './drawGrey.ts';
import type { Renderer } from './engine.ts';
import { greyLook } from './greyLevels.ts';
import type { StackImage } from './imageStore.ts';
import { paintLens } from './lens.ts';
import {
  coveringElement,
  type Picture,
  type PictureSurface,
  type SurfaceListeners,
  type Wanted,
} from './pictureSurface.ts';
import { fitScale } from './presentation.ts';

const displaySets = utilities.genericViewportDisplaySetMetadataProvider;

/**
 * One Cornerstone viewport as a surface for one picture at a time. It is given
 * only pictures that are already decoded, so Cornerstone never waits, fails or
 * shows an image other than the one asked for last.
 */
export class PlanarSurface implements PictureSurface {
  readonly element: HTMLDivElement;
  readonly #renderer: Renderer;
  readonly #viewportId: string;
  readonly #viewport: PlanarViewport;
  readonly #onDrawn: (picture: Picture) => void;
  readonly #onFailed: (error: unknown) => void;
  #wanted: Wanted | undefined;
  /** What Cornerstone was told to draw last: less than what is wanted while it takes up new content. */
  #told: Wanted | undefined;
  #mounted: string | undefined;
  #mounting = false;
  #isDisposed = false;
  /** What was last handed to Cornerstone: each part draws the whole picture, so it gets only what changed. */
  #applied = { data: '', view: '' };
  #isHalfWay = false;
  /** Pictures through a LUT that Cornerstone knows: the one on the canvas, and the one before it. */
  #offered: readonly string[] = [];
  /** Of the element, until it may have changed: to ask for it makes the browser lay out the page. */
  #size: { readonly width: number; readonly height: number } | undefined;

  constructor(parent: HTMLElement, viewportId: string, renderer: Renderer, listeners: SurfaceListeners) {
    this.#renderer = renderer;
    this.#viewportId = viewportId;
    this.#onDrawn = listeners.onDrawn;
    this.#onFailed = listeners.onFailed;
    this.element = coveringElement(parent);
    renderer.engine.enableElement({
      viewportId,
      element: this.element,
      type: Enums.ViewportType.PLANAR_NEXT,
    });
    // The grid gives focus to its own cell; the canvas is not a stop on the way.
    this.element.removeAttribute('tabindex');
    // Of Cornerstone's two canvases the one that is drawn on comes first: who looks for the picture finds it.
    const inSoftware = this.element.querySelector(':scope > canvas');
    if (inSoftware && renderer.backend() === 'cpu') this.element.prepend(inSoftware);
    // With the type asked for above it is this class; the engine's return type covers every kind.
    this.#viewport = renderer.engine.getViewport(viewportId) as unknown as PlanarViewport;
    this.element.addEventListener(Enums.Events.IMAGE_RENDERED, this.#rendered);
  }

  present(picture: Picture, as: DrawnAs): void {
    this.#wanted = { picture, as };
    if (!this.#mounting) this.#draw();
  }

  redraw(as: (image: StackImage) => DrawnAs): void {
    if (this.#wanted) this.present(this.#wanted.picture, as(this.#wanted.picture.image));
  }

  blank(): void {
    this.#wanted = undefined;
    if (this.#mounted !== undefined) displaySets.remove(this.#mounted);
    this.#mounted = undefined;
    void this.#viewport.setDisplaySets().catch(this.#onFailed);
    for (const canvas of this.element.querySelectorAll('canvas'))
      canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
  }

  get size(): { readonly width: number; readonly height: number } {
    if (this.#size) return this.#size;
    const size = { width: this.element.clientWidth, height: this.element.clientHeight };
    if (size.width > 0 && size.height > 0) this.#size = size;
    return size;
  }

  resize(): void {
    this.#size = undefined;
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

  paintLens(canvas: HTMLCanvasElement, at: Point, factor: number): boolean {
    return this.#wanted !== undefined && paintLens(canvas, this.#wanted.as, { box: this.size, at, factor });
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    this.#wanted = undefined;
    this.element.removeEventListener(Enums.Events.IMAGE_RENDERED, this.#rendered);
    if (this.#mounted !== undefined) displaySets.remove(this.#mounted);
    for (const imageId of this.#offered) this.#renderer.withdraw(imageId);
    this.#renderer.engine.disableElement(this.#viewportId);
    this.element.remove();
  }

  #draw(): void {
    const wanted = this.#wanted;
    if (!wanted || this.#isDisposed) return;
    this.#told = wanted;
    const { index } = wanted.picture;
    const { image } = wanted.as;
    const { dataId, imageIds } = namesOf(wanted);
    const former = this.#mounted;
    this.#offer(wanted);
    const look = greyLook(wanted.as);
    if (look) setLook(this.element, look);
    // Kept up to date: a change of the renderer mounts again from here.
    displaySets.add(dataId, {
      kind: 'planar',
      imageIds,
      initialImageIdIndex: index,
      image: this.#renderer.imageFor(image),
    });
    const data = this.#dataPresentation(wanted.as);
    const view = { ...this.#viewState(wanted), slice: { kind: 'stackIndex' as const, imageIdIndex: index } };
    const isMounted = former === dataId;
    const before = isMounted ? this.#applied : { data: '', view: '' };
    // In software, a colour map is in the look alone.
    this.#applied = { data: JSON.stringify([data, look]), view: JSON.stringify(view) };
    const newData = before.data !== this.#applied.data;
    const newView = before.view !== this.#applied.view;
    const tell = () => {
      if (newData) {
        this.#isHalfWay = newView;
        this.#viewport.setDisplaySetPresentation(dataId, data);
        this.#isHalfWay = false;
      }
      if (isMounted && newView) this.#viewport.setViewState(view);
      else if (isMounted && !newData) this.#viewport.render();
    };
    // Told of another image, Cornerstone draws the former one again, each time, and the new one in a microtask.
    if (isMounted && this.#viewport.getCurrentImageIdIndex() !== index) holdDrawing(this.element, tell);
    else tell();
    if (isMounted) return;
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
    if (!this.#wanted || this.#told !== this.#wanted || this.#isHalfWay) return;
    const { picture } = this.#wanted;
    const { dataId } = namesOf(this.#wanted);
    if (this.#mounted !== dataId || this.#viewport.getSourceDataId() !== dataId) return;
    if (this.#viewport.getCurrentImageIdIndex() !== picture.index) return;
    this.#onDrawn(picture);
  };

  /** Cornerstone asks for a picture by its id; one that was made here it would not find. */
  #offer({ picture, as: { image } }: Wanted): void {
    if (image === picture.image || this.#offered[0] === image.imageId) return;
    this.#renderer.offer(image);
    const others = this.#offered.filter((imageId) => imageId !== image.imageId);
    for (const imageId of others.slice(1)) this.#renderer.withdraw(imageId);
    this.#offered = [image.imageId, ...others.slice(0, 1)];
  }

  #dataPresentation(as: DrawnAs) {
    const look = greyLook(as);
    const { colourMap, interpolation } = { interpolation: as.presentation.interpolation, ...look };
    const isInverted = look ? look.isInverted : as.presentation.invert;
    // In software, drawGrey has the map.
    const map =
      this.#renderer.backend() === 'gpu' && colourMap
        ? registeredColourMap(colourMap, isInverted)
        : undefined;
    return {
      visible: true,
      voiRange: look ? { lower: look.lower, upper: look.upper } : { lower: 0, upper: 255 },
      invert: map === undefined && isInverted,
      interpolationType:
        interpolation === 'nearest' ? Enums.InterpolationType.NEAREST : Enums.InterpolationType.LINEAR,
      // Named also where there is none: what is absent would stay as it was.
      colormap: map === undefined ? {} : { name: map },
    };
  }

  #viewState({ picture, as }: Wanted) {
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

/** A picture through a LUT is another one to Cornerstone, under names of its own. */
function namesOf({ picture, as }: Wanted): { readonly dataId: string; readonly imageIds: string[] } {
  const { dataId, imageIds, image } = picture;
  const suffix = as.image.imageId.slice(image.imageId.length);
  return suffix === ''
    ? { dataId, imageIds: [...imageIds] }
    : { dataId: `${dataId}${suffix}`, imageIds: imageIds.map((imageId) => `${imageId}${suffix}`) };
}
