import { screenToPixel, type Box, type ImageShape, type View } from '../../core/viewTransform.ts';
import type { ScreenRegion } from '../../core/viewport.ts';
import type { StackImage } from './imageStore.ts';
import { computedWindow, type Window } from './presentation.ts';
import type { PixelBox } from './greyLevels.ts';

/** No more pixels than this are looked at: the shares of a sample are those of all. */
const mostSamples = 65_536;
/** What is left out at either end: single hot or dead pixels. */
const share = 0.005;

/**
 * A window over the values of a part of a picture, padding and the outermost half
 * percent at either end left out.
 * @returns undefined for colour, and where nothing but padding is
 */
export function windowOfPart(image: StackImage, part: PixelBox): Window | undefined {
  const { pixels, columns } = image;
  if (pixels.colour) return undefined;
  const every = Math.max(1, Math.ceil(Math.sqrt((part.rows * part.columns) / mostSamples)));
  const values: number[] = [];
  for (let row = part.top; row < part.top + part.rows; row += every)
    for (let column = part.left; column < part.left + part.columns; column += every) {
      const value = pixels.data[row * columns + column] ?? 0;
      if (value >= pixels.low && value <= pixels.high) values.push(value);
    }
  if (values.length === 0) return undefined;
  values.sort((a, b) => a - b);
  const last = values.length - 1;
  const low = values[Math.round(last * share)] ?? 0;
  const high = values[Math.round(last * (1 - share))] ?? 0;
  return computedWindow({ ...pixels, low, high }, image.voiFunction);
}

/** All values of an image, padding left out. */
export const windowOfAll = (image: StackImage): Window | undefined =>
  image.pixels.colour ? undefined : computedWindow(image.pixels, image.voiFunction);

/** The pixels within a region of the viewport; undefined where it lies beside the picture. */
export function pixelsWithin(
  image: ImageShape,
  view: View,
  box: Box,
  { from, to }: ScreenRegion,
): PixelBox | undefined {
  const a = screenToPixel(image, view, box, from);
  const b = screenToPixel(image, view, box, to);
  const left = Math.max(0, Math.round(Math.min(a[0], b[0])));
  const top = Math.max(0, Math.round(Math.min(a[1], b[1])));
  const right = Math.min(image.columns - 1, Math.round(Math.max(a[0], b[0])));
  const bottom = Math.min(image.rows - 1, Math.round(Math.max(a[1], b[1])));
  return right >= left && bottom >= top
    ? { left, top, columns: right - left + 1, rows: bottom - top + 1 }
    : undefined;
}
