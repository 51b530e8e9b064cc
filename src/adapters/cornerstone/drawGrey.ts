import type { Types } from '@cornerstonejs/core';
import { paintPixels, sameLook, type GreyLook } from './greyLevels.ts';
import type { StackImage } from './imageStore.ts';

type EnabledElement = Parameters<NonNullable<Types.IImage['render']>>[0];

const looks = new WeakMap<Element, GreyLook>();

/** Says how the canvases within an element are to be drawn from now on. */
export const setLook = (element: Element, look: GreyLook): void => void looks.set(element, look);

const held = new WeakSet<Element>();

/** Does something during which the canvases within an element stay as they are, whatever is asked to be drawn. */
export function holdDrawing(element: Element, during: () => void): void {
  held.add(element);
  try {
    during();
  } finally {
    held.delete(element);
  }
}

/** The picture of a canvas in its own size: only made anew when image or look are others. */
interface Made {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  picture: ImageData | undefined;
  image: StackImage | undefined;
  look: GreyLook | undefined;
}

const made = new WeakMap<HTMLCanvasElement, Made>();

/**
 * Draws an image in shades of grey where no graphics card does it. Cornerstone's
 * software path knows straight lines only, and colour maps only for them; this
 * one draws every function of PS3.3 C.11.2.1.3, with and without a map.
 */
export function drawGrey(image: StackImage, { canvas, viewport, transform }: EnabledElement): void {
  const context = canvas?.getContext('2d');
  if (!canvas || !context || !transform) return;
  const { look, isHeld } = saidOf(canvas);
  if (!look || isHeld) return;
  const { canvas: small } = paint(canvas, image, look) ?? {};
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = 'black';
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (!small) return;
  context.imageSmoothingEnabled = viewport?.pixelReplication !== true;
  const [a, b, c, d, e, f] = transform.getMatrix();
  context.setTransform(a, b, c, d, e, f);
  context.drawImage(small, 0, 0);
}

function saidOf(canvas: HTMLCanvasElement) {
  for (let element: Element | null = canvas; element; element = element.parentElement) {
    const look = looks.get(element);
    if (look) return { look, isHeld: held.has(element) };
  }
  return { look: undefined, isHeld: false };
}

function paint(target: HTMLCanvasElement, image: StackImage, look: GreyLook): Made | undefined {
  const own = made.get(target) ?? newCanvas(target.ownerDocument);
  if (!own) return undefined;
  made.set(target, own);
  if (own.image === image && own.look && sameLook(own.look, look)) return own;
  const { columns, rows } = image;
  if (!own.picture || own.picture.width !== columns || own.picture.height !== rows) {
    own.canvas.width = columns;
    own.canvas.height = rows;
    own.picture = own.context.createImageData(columns, rows);
  }
  paintPixels(image, look, { left: 0, top: 0, columns, rows }, own.picture);
  own.context.putImageData(own.picture, 0, 0);
  own.image = image;
  own.look = look;
  return own;
}

function newCanvas(document: Document): Made | undefined {
  const canvas = document.createElement('canvas');
  // Without transparency it is copied onto the other as it is.
  const context = canvas.getContext('2d', { alpha: false });
  return context ? { canvas, context, picture: undefined, image: undefined, look: undefined } : undefined;
}
