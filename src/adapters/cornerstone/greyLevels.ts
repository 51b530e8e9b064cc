import { colourMapNamed } from '../../core/colour/colourMaps.ts';
import type { DrawnAs } from './appearance.ts';
import type { StackImage } from './imageStore.ts';
import type { DisplayPixels } from './pixels/displayPixels.ts';
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
  const tableOf = look && lastTable.from(look, min, max);
  // Rows that follow each other are one row.
  const isWhole = box.columns === columns;
  const length = isWhole ? box.columns * box.rows : box.columns;
  for (let row = 0; row < (isWhole ? 1 : box.rows); row++) {
    const from = (box.top + row) * columns + box.left;
    const to = row * box.columns;
    if (tableOf) paintRow(data, from, tableOf.table, tableOf.first, out, to, length);
    else
      for (let at = 0; at < length; at++) {
        const red = (from + at) * 3;
        out[to + at] = opaque(data[red] ?? 0, data[red + 1] ?? 0, data[red + 2] ?? 0);
      }
  }
}

/** Runs for every pixel of every picture, which are all within `data` and `table`: nothing in it but that. */
function paintRow(
  data: DisplayPixels['data'],
  from: number,
  table: Uint32Array,
  first: number,
  out: Uint32Array,
  to: number,
  length: number,
): void {
  for (let at = 0; at < length; at++) out[to + at] = table[(data[from + at] as number) - first] as number;
}

/**
 * The table that was made last: the pictures of a stack are mostly drawn alike,
 * and it is made again only for values that it does not have.
 */
class LastTable {
  #look: GreyLook | undefined;
  #first = 0;
  #table: Uint32Array = new Uint32Array(0);

  from(look: GreyLook, min: number, max: number): { readonly table: Uint32Array; readonly first: number } {
    const last = this.#first + this.#table.length - 1;
    const isSame = this.#look !== undefined && sameLook(this.#look, look);
    if (!isSame || min < this.#first || max > last) {
      const [from, to] = isSame ? [Math.min(min, this.#first), Math.max(max, last)] : [min, max];
      this.#table = greyTable(look, from, to);
      this.#first = from;
      this.#look = look;
    }
    return { table: this.#table, first: this.#first };
  }
}

const lastTable = new LastTable();

export const sameLook = (a: GreyLook, b: GreyLook): boolean =>
  a.lower === b.lower &&
  a.upper === b.upper &&
  a.isSigmoid === b.isSigmoid &&
  a.isInverted === b.isInverted &&
  a.colourMap === b.colourMap;
