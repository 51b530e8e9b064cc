import type { StackImage } from './imageStore.ts';
import { voiRange, type Window } from './presentation.ts';

/** How a small picture is drawn; the window counts for shades of grey only. */
export interface SmallLook {
  readonly window: Window | undefined;
  readonly invert: boolean;
}

/** A decoded image in small, never larger than `size` either way, shape kept. */
export function smallPicture(
  { rows, columns, pixels, spacing, voiFunction, invertedByNature }: StackImage,
  size: number,
  { window, invert }: SmallLook,
): ImageData {
  const drawnWidth = columns * spacing.column;
  const drawnHeight = rows * spacing.row;
  const scale = size / Math.max(drawnWidth, drawnHeight);
  const width = Math.max(1, Math.round(drawnWidth * scale));
  const height = Math.max(1, Math.round(drawnHeight * scale));
  const picture = new ImageData(width, height);
  const samples = pixels.colour ? 3 : 1;
  const range = pixels.colour || !window ? undefined : voiRange(window, pixels, voiFunction);
  const inverted = (range ? range.inverted !== invertedByNature : false) !== invert;
  for (let y = 0; y < height; y++) {
    const row = cells(y, height, rows);
    for (let x = 0; x < width; x++) {
      const column = cells(x, width, columns);
      const at = (y * width + x) * 4;
      for (let channel = 0; channel < 3; channel++) {
        const value = mean(pixels.data, columns, row, column, samples, pixels.colour ? channel : 0);
        const level = range ? (255 * (value - range.lower)) / (range.upper - range.lower) : value;
        picture.data[at + channel] = inverted ? 255 - level : level;
      }
      picture.data[at + 3] = 255;
    }
  }
  return picture;
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

/** Small pictures that were drawn once, the latest of them: hovering over a scroll bar draws none twice. */
export class SmallPictures {
  readonly #kept = new Map<string, ImageData>();
  readonly #most: number;

  constructor(most = 200) {
    this.#most = most;
  }

  of(image: StackImage, size: number, look: SmallLook): ImageData {
    const key = `${image.imageId} ${size} ${look.window?.center} ${look.window?.width} ${look.invert}`;
    const picture = this.#kept.get(key) ?? smallPicture(image, size, look);
    this.#kept.delete(key);
    this.#kept.set(key, picture);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most) break;
      this.#kept.delete(oldest);
    }
    return picture;
  }

  clear(): void {
    this.#kept.clear();
  }
}
