import { screenPerSpacing, screenToPixel, type Box, type Point } from '../../core/viewTransform.ts';
import type { DrawnAs } from './appearance.ts';
import { greyLook, paintPixels, type PixelBox } from './greyLevels.ts';

/**
 * Paints what lies around a point of the viewport, enlarged, from the pixels of
 * the picture itself: a lens shows what fitting has left out.
 * @param box of the viewport, and `at` in it: CSS pixels
 * @param factor how much larger than in the viewport
 * @returns false where there is nothing of the picture
 */
export function paintLens(
  canvas: HTMLCanvasElement,
  as: DrawnAs,
  { box, at, factor }: { readonly box: Box; readonly at: Point; readonly factor: number },
): boolean {
  const { image, presentation } = as;
  const context = canvas.getContext('2d');
  if (!context || canvas.clientWidth === 0) return false;
  const perSpacing = screenPerSpacing(image, presentation, box) * factor;
  const scale = { x: image.spacing.column * perSpacing, y: image.spacing.row * perSpacing };
  const [column, row] = screenToPixel(image, presentation, box, at);
  const turned = presentation.rotation % 180 !== 0;
  const width = turned ? canvas.clientHeight : canvas.clientWidth;
  const height = turned ? canvas.clientWidth : canvas.clientHeight;
  const part = within(image, {
    left: column - width / 2 / scale.x,
    right: column + width / 2 / scale.x,
    top: row - height / 2 / scale.y,
    bottom: row + height / 2 / scale.y,
  });
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = 'black';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const small = part && pictureOfPart(as, part, canvas.ownerDocument);
  if (!part || !small) return false;
  const ratio = canvas.width / canvas.clientWidth;
  context.imageSmoothingEnabled = presentation.interpolation !== 'nearest';
  context.translate(canvas.width / 2, canvas.height / 2);
  context.scale(presentation.flipHorizontal ? -1 : 1, presentation.flipVertical ? -1 : 1);
  context.rotate((presentation.rotation * Math.PI) / 180);
  context.scale(scale.x * ratio, scale.y * ratio);
  // Pixels are counted from the centre of the first.
  context.drawImage(small, part.left - column - 0.5, part.top - row - 0.5);
  return true;
}

function pictureOfPart(as: DrawnAs, part: PixelBox, document: Document): HTMLCanvasElement | undefined {
  const small = document.createElement('canvas');
  small.width = part.columns;
  small.height = part.rows;
  const context = small.getContext('2d');
  if (!context) return undefined;
  const picture = context.createImageData(part.columns, part.rows);
  paintPixels(as.image, greyLook(as), part, picture);
  context.putImageData(picture, 0, 0);
  return small;
}

/** The pixels that a part reaches into, with one more on each side for smoothing. */
function within(
  { rows, columns }: { readonly rows: number; readonly columns: number },
  edges: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
): PixelBox | undefined {
  const left = Math.max(0, Math.floor(edges.left) - 1);
  const top = Math.max(0, Math.floor(edges.top) - 1);
  const right = Math.min(columns, Math.ceil(edges.right) + 2);
  const bottom = Math.min(rows, Math.ceil(edges.bottom) + 2);
  return right > left && bottom > top ? { left, top, columns: right - left, rows: bottom - top } : undefined;
}
