import { entryOf } from '../colour/colourMaps.ts';
import type { ColourTable } from '../colour/colourTable.ts';
import type { FusionLook } from './look.ts';

/** The lower picture in shades of grey: stored numbers with a line to values, and the window they are seen in. */
export interface GreyPart {
  readonly data: ArrayLike<number>;
  readonly slope: number;
  readonly intercept: number;
  /** Values that are black and white; a window that is turned round has `lower` above `upper`. */
  readonly lower: number;
  readonly upper: number;
}

/** The PET of the same pixels: values, NaN where it does not reach. */
export interface ColourPart {
  readonly data: ArrayLike<number>;
  readonly table: ColourTable;
  /** Values that have the first and the last colour. */
  readonly lower: number;
  readonly upper: number;
  /** Values below it are not drawn. */
  readonly threshold: number | undefined;
}

type Mix = Pick<FusionLook, 'blend' | 'below'>;

/**
 * Two pictures of the same pixels as one in colour. Where the PET does not reach,
 * or is below its threshold, the grey picture stands alone; at a blend of 1
 * nothing of it is left where nothing hides the PET, and at 0 nothing of the PET.
 * With the PET below, the grey picture is clear where it is black.
 * @param base undefined: the PET alone.
 * @returns red, green and blue of each pixel in turn.
 */
export function composeFused(
  base: GreyPart | undefined,
  pet: ColourPart,
  { blend, below }: Mix,
  pixels: number,
): Uint8Array {
  const out = new Uint8Array(pixels * 3);
  const { table, threshold } = pet;
  const isClearWhenBlack = below === 'pet';
  const isAlone = !base || (blend >= 1 && threshold === undefined);
  for (let at = 0; at < pixels; at++) {
    const value = pet.data[at] ?? NaN;
    const isHidden = Number.isNaN(value) || (threshold !== undefined && value < threshold);
    const grey = base ? levelOf(base, at) : 0;
    const share = isAlone ? 1 : isHidden ? 0 : isClearWhenBlack && grey < 0.5 && blend > 0 ? 1 : blend;
    const entry = (isHidden ? 0 : entryOf(value, pet.lower, pet.upper)) * 3;
    const rest = grey * (1 - share) + 0.5;
    const to = at * 3;
    out[to] = (table[entry] ?? 0) * share + rest;
    out[to + 1] = (table[entry + 1] ?? 0) * share + rest;
    out[to + 2] = (table[entry + 2] ?? 0) * share + rest;
  }
  return out;
}

/** 0 to 255. */
function levelOf({ data, slope, intercept, lower, upper }: GreyPart, at: number): number {
  const value = (data[at] ?? NaN) * slope + intercept;
  const level = ((value - lower) / (upper - lower)) * 255;
  return level > 255 ? 255 : level > 0 ? level : 0;
}
