import { colourMapNamed } from '../../core/colour/colourMaps.ts';
import type { DrawnAs } from './appearance.ts';
import type { StackImage } from './imageStore.ts';
import { voiRange } from './presentation.ts';

/** How the numbers of a picture in shades of grey become colours. */
export interface GreyLook {
  /** Numbers of `DisplayPixels.data` drawn first and last. */
  readonly lower: number;
  readonly upper: number;
  readonly isSigmoid: boolean;
  readonly isInverted: boolean;
  /** By its name; absent: grey. */
  readonly colourMap: string | undefined;
}

/** @returns undefined for colour: it has its own. */
export function greyLook({ image, window, presentation }: DrawnAs): GreyLook | undefined {
  const { pixels, voiFunction, invertedByNature } = image;
  if (pixels.colour || !window) return undefined;
  const range = voiRange(window, pixels, voiFunction);
  const turns = [presentation.invert, invertedByNature, range.inverted].filter(Boolean).length;
  return {
    lower: range.lower,
    upper: range.upper,
    isSigmoid: voiFunction === 'SIGMOID',
    isInverted: turns % 2 === 1,
    colourMap: colourMapNamed(presentation.colourMap)?.name,
  };
}

/**
 * The colour of each number from `min` to `max`, as a canvas takes it (red in the
 * lowest byte, opaque).
 * @see PS3.3 C.11.2.1.2 and C.11.2.1.3.1 (SIGMOID)
 */
export function greyTable(look: GreyLook, min: number, max: number): Uint32Array {
  const { lower, upper, isSigmoid, isInverted } = look;
  const map = colourMapNamed(look.colourMap)?.table;
  const table = new Uint32Array(max - min + 1);
  const middle = (lower + upper) / 2;
  const span = upper - lower;
  for (let at = 0; at < table.length; at++) {
    const value = min + at;
    const part = isSigmoid
      ? 1 / (1 + Math.exp((-4 * (value - middle)) / span))
      : Math.min(1, Math.max(0, (value - lower) / span));
    const level = isInverted ? 1 - part : part;
    if (map) {
      // The range is divided into 256 even parts.
      const entry = Math.min(255, Math.floor(level * 256)) * 3;
      table[at] = opaque(map[entry] ?? 0, map[entry + 1] ?? 0, map[entry + 2] ?? 0);
    } else {
      const grey = Math.round(level * 255);
      table[at] = opaque(grey, grey, grey);
    }
  }
  return table;
}

const opaque = (red: number, green: number, blue: number): number =>
  ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;

/** Pixels of an image, columns and rows from 0. */
export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
}

/** Writes a part of a picture as it is looked at: grey, in the colours of a map, or in its own. */
export function paintPixels(image: StackImage, look: GreyLook | undefined, box: PixelBox, into: ImageData) {
  const { pixels, columns } = image;
  const { data, min, max } = pixels;
  const out = new Uint32Array(into.data.buffer, into.data.byteOffset, into.data.byteLength / 4);
  const table = look && greyTable(look, min, max);
  for (let row = 0; row < box.rows; row++) {
    let from = (box.top + row) * columns + box.left;
    const end = (row + 1) * box.columns;
    if (table)
      for (let to = row * box.columns; to < end; to++) out[to] = table[(data[from++] ?? 0) - min] ?? 0;
    else
      for (let to = row * box.columns; to < end; to++, from++)
        out[to] = opaque(data[from * 3] ?? 0, data[from * 3 + 1] ?? 0, data[from * 3 + 2] ?? 0);
  }
}
