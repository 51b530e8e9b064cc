import type { Point } from '../../core/viewTransform.ts';
import type { DrawnAs } from './appearance.ts';
import type { StackImage } from './imageStore.ts';

/** What is to be on the canvas: one image of one mounted list of images. */
export interface Picture {
  /** Identity of the list; a new one whenever the content is another. */
  readonly dataId: string;
  readonly imageIds: readonly string[];
  readonly index: number;
  readonly image: StackImage;
}

/** A picture, and how it is to be drawn. */
export interface Wanted {
  readonly picture: Picture;
  readonly as: DrawnAs;
}

export interface SurfaceListeners {
  /** The pixels of this picture are on the canvas now. */
  readonly onDrawn: (picture: Picture) => void;
  readonly onFailed: (error: unknown) => void;
}

/** Where one picture at a time is drawn, whatever draws it. It is given only pictures that are decoded. */
export interface PictureSurface {
  readonly element: HTMLElement;
  /** CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
  /** Draws a picture; `onDrawn` follows once its pixels are on the canvas, unless another comes first. */
  present(picture: Picture, as: DrawnAs): void;
  /** Draws the same picture another way. */
  redraw(as: (image: StackImage) => DrawnAs): void;
  /** Leaves nothing on the canvas, at once. */
  blank(): void;
  /** The element has another size. */
  resize(): void;
  /** What is on the canvas, as PNG; undefined where nothing is. */
  capture(): Promise<Blob | undefined>;
  /** Paints the picture around a point, enlarged; false where there is none. */
  paintLens(canvas: HTMLCanvasElement, at: Point, factor: number): boolean;
  dispose(): void;
}

/** Cornerstone as far as stacks need it, once its code is here and it has started. */
export interface CornerstoneSurfaces {
  mount(parent: HTMLElement, viewportId: string, listeners: SurfaceListeners): PictureSurface;
  /** Tells when something else draws than before: pictures are to be drawn anew. @returns how to stop it */
  onBackendChange(listener: () => void): () => void;
  /** Whether the graphics card was lost on the way. */
  lostGraphics(): boolean;
}

/** An element that covers its parent. */
export function coveringElement(parent: HTMLElement): HTMLDivElement {
  const element = parent.ownerDocument.createElement('div');
  Object.assign(element.style, { position: 'absolute', inset: '0', overflow: 'hidden' });
  parent.append(element);
  return element;
}
