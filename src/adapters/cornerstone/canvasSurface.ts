import { pixelToScreen, type Point } from '../../core/viewTransform.ts';
import type { DrawnAs } from './appearance.ts';
import { greyLook, paintPixels } from './greyLevels.ts';
import type { StackImage } from './imageStore.ts';
import { paintLens } from './lens.ts';
import {
  coveringElement,
  type Picture,
  type PictureSurface,
  type SurfaceListeners,
  type Wanted,
} from './pictureSurface.ts';

/**
 * Draws pictures with nothing but a canvas: the first ones, before Cornerstone is here (ADR 24). Pixels, window
 * and place are the same as Cornerstone's.
 */
export class CanvasSurface implements PictureSurface {
  readonly element: HTMLDivElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #listeners: SurfaceListeners;
  #wanted: Wanted | undefined;
  /** The picture in its own size, made anew only when image or look are others. */
  #own:
    | {
        readonly context: CanvasRenderingContext2D;
        readonly picture: ImageData;
        readonly of: string;
        readonly image: StackImage;
      }
    | undefined;
  /** Of the element, until it may have changed: to ask for it makes the browser lay out the page. */
  #size: { readonly width: number; readonly height: number } | undefined;

  constructor(parent: HTMLElement, listeners: SurfaceListeners) {
    this.#listeners = listeners;
    this.element = coveringElement(parent);
    this.#canvas = parent.ownerDocument.createElement('canvas');
    Object.assign(this.#canvas.style, { position: 'absolute', width: '100%', height: '100%' });
    this.element.append(this.#canvas);
  }

  present(picture: Picture, as: DrawnAs): void {
    this.#wanted = { picture, as };
    try {
      this.#draw(as);
    } catch (error) {
      this.#listeners.onFailed(error);
      return;
    }
    this.#listeners.onDrawn(picture);
  }

  redraw(as: (image: StackImage) => DrawnAs): void {
    if (this.#wanted) this.present(this.#wanted.picture, as(this.#wanted.picture.image));
  }

  blank(): void {
    this.#wanted = undefined;
    this.#own = undefined;
    contextOf(this.#canvas).clearRect(0, 0, this.#canvas.width, this.#canvas.height);
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
    if (this.#wanted && width > 0 && height > 0) this.present(this.#wanted.picture, this.#wanted.as);
  }

  capture(): Promise<Blob | undefined> {
    if (!this.#wanted) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png');
    });
  }

  paintLens(canvas: HTMLCanvasElement, at: Point, factor: number): boolean {
    return this.#wanted !== undefined && paintLens(canvas, this.#wanted.as, { box: this.size, at, factor });
  }

  dispose(): void {
    this.#wanted = undefined;
    this.#own = undefined;
    this.element.remove();
  }

  #draw(as: DrawnAs): void {
    const { image, presentation } = as;
    const { width, height } = this.size;
    const box = { width: Math.max(width, 1), height: Math.max(height, 1) };
    const ratio = this.element.ownerDocument.defaultView?.devicePixelRatio ?? 1;
    const size = { width: Math.floor(box.width * ratio), height: Math.floor(box.height * ratio) };
    const canvas = this.#canvas;
    if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size);
    const context = contextOf(canvas);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = 'black';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingEnabled = presentation.interpolation !== 'nearest';
    // Where three corners of the picture are: half a pixel beyond the centres of the outermost pixels.
    const { rows, columns } = image;
    const corner = (column: number, row: number) =>
      pixelToScreen(image, presentation, box, [column - 0.5, row - 0.5]);
    const [left, top] = corner(0, 0);
    const [rightX, rightY] = corner(columns, 0);
    const [downX, downY] = corner(0, rows);
    context.setTransform(
      ((rightX - left) / columns) * ratio,
      ((rightY - top) / columns) * ratio,
      ((downX - left) / rows) * ratio,
      ((downY - top) / rows) * ratio,
      left * ratio,
      top * ratio,
    );
    context.drawImage(this.#ownSize(as), 0, 0);
  }

  #ownSize(as: DrawnAs): HTMLCanvasElement {
    const { image } = as;
    const look = greyLook(as);
    const isNegative = look === undefined && as.presentation.invert;
    const of = JSON.stringify(look ?? isNegative);
    if (this.#own?.image === image && this.#own.of === of) return this.#own.context.canvas;
    const { columns, rows } = image;
    const context = this.#own?.context ?? contextOf(this.element.ownerDocument.createElement('canvas'));
    const { canvas } = context;
    if (canvas.width !== columns || canvas.height !== rows)
      Object.assign(canvas, { width: columns, height: rows });
    const former = this.#own?.picture;
    const picture =
      former?.width === columns && former.height === rows ? former : context.createImageData(columns, rows);
    paintPixels(image, look, { left: 0, top: 0, columns, rows }, picture);
    if (isNegative) makeNegative(picture);
    context.putImageData(picture, 0, 0);
    this.#own = { context, picture, of, image };
    return canvas;
  }
}

/** Pictures cover it whole: without transparency, what lies behind it is not drawn for each of them. */
function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('The browser gives no canvas to draw on.');
  return context;
}

/** Colours the other way round; opaque stays opaque. */
function makeNegative({ data }: ImageData): void {
  const pixels = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  for (let at = 0; at < pixels.length; at++) pixels[at] = (pixels[at] ?? 0) ^ 0x00ffffff;
}
