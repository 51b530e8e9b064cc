import type { DataSource, RequestPriority } from '../../core/dataSource.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { getImageStore, type StackImage } from './imageStore.ts';
import { computedWindow, voiRange } from './presentation.ts';
import { stackContent } from './stackContent.ts';

/**
 * A small picture of a display set's representative image, made here because
 * the archive makes none. Never larger than `size` either way, shape kept.
 * @throws what loading the image throws.
 */
export async function drawThumbnail(
  displaySet: DisplaySet,
  size: number,
  context: {
    readonly dataSource: DataSource;
    readonly priority: RequestPriority;
    readonly signal: AbortSignal;
  },
): Promise<Blob | undefined> {
  const content = stackContent(displaySet, context.dataSource);
  const source =
    content.source(displaySet.representativeImageIndex) ??
    content.source(Math.floor((content.count - 1) / 2));
  if (!source) return undefined;
  const image = await getImageStore().load(source, {
    signal: context.signal,
    priority: context.priority,
  });
  const canvas = drawSmall(image, size);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}

function drawSmall(
  { rows, columns, pixels, spacing, window, voiFunction, invertedByNature }: StackImage,
  size: number,
) {
  const drawnWidth = columns * spacing.column;
  const drawnHeight = rows * spacing.row;
  const scale = size / Math.max(drawnWidth, drawnHeight);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(drawnWidth * scale));
  canvas.height = Math.max(1, Math.round(drawnHeight * scale));
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const picture = context.createImageData(canvas.width, canvas.height);
  const range = pixels.colour
    ? undefined
    : voiRange(window ?? computedWindow(pixels, voiFunction), pixels, voiFunction);
  const inverted = range ? range.inverted !== invertedByNature : false;
  for (let y = 0; y < canvas.height; y++) {
    const row = cells(y, canvas.height, rows);
    for (let x = 0; x < canvas.width; x++) {
      const column = cells(x, canvas.width, columns);
      const at = (y * canvas.width + x) * 4;
      for (let channel = 0; channel < 3; channel++) {
        const value = mean(
          pixels.data,
          columns,
          row,
          column,
          pixels.colour ? 3 : 1,
          pixels.colour ? channel : 0,
        );
        const level = range ? (255 * (value - range.lower)) / (range.upper - range.lower) : value;
        picture.data[at + channel] = inverted ? 255 - level : level;
      }
      picture.data[at + 3] = 255;
    }
  }
  context.putImageData(picture, 0, 0);
  return canvas;
}

type Span = readonly [number, number];

/** The image's rows or columns under one pixel of the thumbnail; at most four of them are looked at. */
function cells(at: number, of: number, length: number): Span {
  const from = Math.min(length - 1, Math.floor((at * length) / of));
  return [from, Math.max(from + 1, Math.min(length, Math.ceil(((at + 1) * length) / of), from + 4))];
}

function mean(
  data: ArrayLike<number>,
  columns: number,
  [top, bottom]: Span,
  [left, right]: Span,
  samples: number,
  channel: number,
): number {
  let sum = 0;
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) sum += data[(y * columns + x) * samples + channel] ?? 0;
  return sum / ((bottom - top) * (right - left));
}
