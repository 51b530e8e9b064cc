import { CONSTANTS } from '@cornerstonejs/core';
import { colourMapNamed } from '../../../core/colour/colourMaps.ts';
import { presetNamed, type ThreeDPreset } from '../../../core/threeD/presets.ts';
import type { Window } from '../presentation.ts';

/** How values become colours and opacities. */
export interface LookTable {
  /** Values of the first and the last entry, in modality units. */
  readonly lower: number;
  readonly upper: number;
  /** Red, green, blue, and opacity of one mm, for each entry. */
  readonly rgba: Uint8Array;
  readonly isShaded: boolean;
  /** Ambient, diffuse, specular, and the power of the last. */
  readonly light: readonly [number, number, number, number];
  readonly projection: ThreeDPreset['projection'];
}

export interface LookRequest {
  readonly preset: string;
  /** -100 to 100. */
  readonly shift: number;
  /** Of the images: what projections are shown by, and what the values of MR presets are scaled to. */
  readonly window: Window;
  readonly modality: string;
  readonly invert: boolean;
  readonly colourMap: string | undefined;
}

type Row = readonly number[];

const entries = 1024;
/** Moving all the way, in the units that presets are written in: Hounsfield units for CT. */
const fullShift = 500;
/** MR has no unit of its own: a preset's tissue ends about here, an image's at the upper end of its window. */
const brightOfPresets = 400;

/** Colours, opacities and light of a look. */
export function lookTable(request: LookRequest): LookTable {
  const preset = presetNamed(request.preset);
  const curve = CONSTANTS.VIEWPORT_PRESETS.find(({ name }) => name === preset?.id);
  if (preset?.group === 'any' || !curve) return windowTable(request, preset?.projection);
  const isScaled = preset?.group === 'MR';
  const factor = isScaled ? Math.max(upperOf(request.window), 1e-6) / brightOfPresets : 1;
  const move = (request.shift / 100) * -fullShift;
  const place = (row: Row): Row => [((row[0] ?? 0) + move) * factor, ...row.slice(1)];
  const colours = rowsOf(curve.colorTransfer, 4).map(place);
  const opacities = rowsOf(curve.scalarOpacity, 2).map(place);
  const ends = [...colours, ...opacities].map(([value = 0]) => value);
  const { lower, upper } = usedRange(opacities, Math.min(...ends), Math.max(...ends));
  const rgba = new Uint8Array(entries * 4);
  for (let at = 0; at < entries; at++) {
    const value = lower + ((upper - lower) * at) / (entries - 1);
    const parts = [1, 2, 3].map((part) => valueAt(colours, value, part));
    [...parts, valueAt(opacities, value, 1)].forEach((part, of) => (rgba[at * 4 + of] = byte(part)));
  }
  const number = (text: string) => Number.parseFloat(text) || 0;
  return {
    lower,
    upper,
    rgba,
    isShaded: curve.shade === '1',
    light: [
      number(curve.ambient),
      number(curve.diffuse),
      number(curve.specular),
      Math.max(1, number(curve.specularPower)),
    ],
    projection: undefined,
  };
}

/** By the window alone: a grey or a colour map, and for a translucent picture opacity that rises with it. */
function windowTable(
  { window, shift, invert, colourMap }: LookRequest,
  projection: ThreeDPreset['projection'],
): LookTable {
  const map = colourMapNamed(colourMap)?.table;
  const rgba = new Uint8Array(entries * 4);
  for (let at = 0; at < entries; at++) {
    const part = at / (entries - 1);
    const level = invert ? 1 - part : part;
    const entry = Math.min(255, Math.floor(level * 256)) * 3;
    for (let of = 0; of < 3; of++) rgba[at * 4 + of] = map ? (map[entry + of] ?? 0) : byte(level);
    rgba[at * 4 + 3] = byte(part * part * 0.6);
  }
  const width = Math.max(window.width, 1e-6);
  const move = projection ? 0 : (shift / 100) * -width;
  const lower = window.center - width / 2 + move;
  return {
    lower,
    upper: lower + width,
    rgba,
    isShaded: projection === undefined,
    light: [0.2, 0.8, 0.1, 10],
    projection,
  };
}

/** Rows of a preset's curve, which is written as a count and its numbers. */
export function rowsOf(text: string, length: number): readonly Row[] {
  const numbers = text.trim().split(/\s+/).slice(1).map(Number.parseFloat);
  const rows: Row[] = [];
  for (let at = 0; at + length <= numbers.length; at += length) rows.push(numbers.slice(at, at + length));
  return rows;
}

/** A column of rows between their values, as a straight line; at the ends as the last of them. */
export function valueAt(rows: readonly Row[], value: number, column: number): number {
  const after = rows.findIndex(([at = 0]) => at >= value);
  if (after === 0) return rows[0]?.[column] ?? 0;
  if (after < 0) return rows.at(-1)?.[column] ?? 0;
  const [a, b] = [rows[after - 1] ?? [], rows[after] ?? []];
  const [from = 0, to = 0] = [a[0], b[0]];
  const part = to > from ? (value - from) / (to - from) : 1;
  return (a[column] ?? 0) * (1 - part) + (b[column] ?? 0) * part;
}

/** Where anything changes: air below and metal above need no entries of their own. */
function usedRange(opacities: readonly Row[], least: number, most: number) {
  const first = opacities.findIndex(([, opacity = 0]) => opacity > 0);
  const lower = first > 0 ? (opacities[first - 1]?.[0] ?? least) : least;
  // With one more entry below, where nothing is seen.
  return { lower: Math.max(least, lower - 1), upper: most };
}

const upperOf = ({ center, width }: Window): number => center + width / 2;

const byte = (part: number): number => Math.round(Math.min(1, Math.max(0, part)) * 255);
