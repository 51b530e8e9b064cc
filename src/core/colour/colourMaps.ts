import { tableBetween, tableEvenly, tableInSteps, tableThrough, type ColourTable } from './colourTable.ts';
import { pet20Step, wellKnownPalettes } from './wellKnownPalettes.ts';

/** Colours for shades of grey, from the darkest to the brightest of a window. */
export interface ColourMap {
  /** In links and stored choices; never changed. */
  readonly name: ColourMapName;
  /** On the screen. */
  readonly label: string;
  /** `grey`; `dicom`: the well-known palettes of PS3.6 Annex B; `common`: others in use. */
  readonly group: 'grey' | 'dicom' | 'common';
  /** 256 entries of red, green, blue. Not to be written to. */
  readonly table: ColourTable;
}

/** Names in the order of menus. */
export const colourMapNames = [
  'grey',
  'grey-inverted',
  'hot-iron',
  'pet',
  'hot-metal-blue',
  'pet-20-step',
  'spring',
  'summer',
  'fall',
  'winter',
  'hot',
  'rainbow',
  'jet',
  'perfusion',
  'cool-warm',
  'viridis',
  'inferno',
] as const;

export type ColourMapName = (typeof colourMapNames)[number];

const definitions: Readonly<Record<ColourMapName, readonly [string, ColourMap['group'], () => ColourTable]>> =
  {
    grey: [
      'Grey',
      'grey',
      () =>
        tableEvenly([
          [0, 0, 0],
          [255, 255, 255],
        ]),
    ],
    'grey-inverted': [
      'Grey, inverted',
      'grey',
      () =>
        tableEvenly([
          [255, 255, 255],
          [0, 0, 0],
        ]),
    ],
    'hot-iron': ['Hot iron', 'dicom', () => tableThrough(wellKnownPalettes.hotIron)],
    pet: ['PET', 'dicom', () => tableThrough(wellKnownPalettes.pet)],
    'hot-metal-blue': ['Hot metal blue', 'dicom', () => tableThrough(wellKnownPalettes.hotMetalBlue)],
    'pet-20-step': ['PET 20 step', 'dicom', () => tableInSteps(pet20Step)],
    spring: ['Spring', 'dicom', () => tableThrough(wellKnownPalettes.spring)],
    summer: ['Summer', 'dicom', () => tableThrough(wellKnownPalettes.summer)],
    fall: ['Fall', 'dicom', () => tableThrough(wellKnownPalettes.fall)],
    winter: ['Winter', 'dicom', () => tableThrough(wellKnownPalettes.winter)],
    // Thirds of the way: black to red, red to yellow, yellow to white.
    hot: [
      'Hot',
      'common',
      () =>
        tableEvenly([
          [0, 0, 0],
          [255, 0, 0],
          [255, 255, 0],
          [255, 255, 255],
        ]),
    ],
    // The hues of full saturation from blue (240 degrees) down to red (0).
    rainbow: [
      'Rainbow',
      'common',
      () =>
        tableEvenly([
          [0, 0, 255],
          [0, 255, 255],
          [0, 255, 0],
          [255, 255, 0],
          [255, 0, 0],
        ]),
    ],
    // Each channel a trapezium: up over a quarter, full over a quarter, down over a quarter.
    jet: [
      'Jet',
      'common',
      () =>
        tableBetween([
          [0, 0, 0, 128],
          [32, 0, 0, 255],
          [96, 0, 255, 255],
          [160, 255, 255, 0],
          [224, 255, 0, 0],
          [255, 128, 0, 0],
        ]),
    ],
    // As perfusion maps are customarily drawn: nothing is black, most is red.
    perfusion: [
      'Perfusion',
      'common',
      () =>
        tableBetween([
          [0, 0, 0, 0],
          [24, 40, 0, 120],
          [64, 0, 0, 255],
          [112, 0, 220, 255],
          [144, 0, 220, 0],
          [192, 255, 255, 0],
          [255, 255, 0, 0],
        ]),
    ],
    // Diverging, after K. Moreland, "Diverging Color Maps for Scientific Visualization" (2009): its ends and its middle.
    'cool-warm': [
      'Cool to warm',
      'common',
      () =>
        tableEvenly([
          [59, 76, 192],
          [221, 221, 221],
          [180, 4, 38],
        ]),
    ],
    // The colours of matplotlib's map of that name (public domain, CC0), within 2 of 255.
    viridis: [
      'Viridis',
      'common',
      () =>
        tableBetween([
          [0, 68, 1, 84],
          [26, 72, 37, 118],
          [52, 64, 69, 136],
          [92, 46, 111, 142],
          [136, 31, 152, 139],
          [153, 34, 168, 132],
          [168, 50, 182, 122],
          [186, 82, 197, 105],
          [209, 134, 213, 73],
          [238, 210, 226, 27],
          [246, 231, 228, 25],
          [255, 253, 231, 37],
        ]),
    ],
    // The same of matplotlib's inferno.
    inferno: [
      'Inferno',
      'common',
      () =>
        tableBetween([
          [0, 0, 0, 4],
          [15, 10, 7, 34],
          [33, 35, 12, 76],
          [44, 54, 9, 97],
          [59, 79, 13, 108],
          [91, 130, 32, 108],
          [119, 174, 48, 92],
          [146, 212, 72, 66],
          [174, 240, 111, 32],
          [194, 250, 146, 7],
          [202, 252, 161, 8],
          [213, 251, 182, 26],
          [228, 247, 211, 64],
          [239, 242, 232, 101],
          [249, 244, 248, 142],
          [255, 252, 255, 164],
        ]),
    ],
  };

/** All maps, in the order of menus; each one's colours are worked out when they are first looked at. */
export const colourMaps: readonly ColourMap[] = colourMapNames.map((name) => {
  const [label, group, make] = definitions[name];
  let table: ColourTable | undefined;
  return {
    name,
    label,
    group,
    get table() {
      return (table ??= make());
    },
  };
});

const byName: ReadonlyMap<string, ColourMap> = new Map(colourMaps.map((map) => [map.name, map]));

/** @returns undefined for a name that no map has: of a link from elsewhere, say. */
export const colourMapNamed = (name: string | undefined): ColourMap | undefined =>
  name === undefined ? undefined : byName.get(name);

/** Which of a map's entries a value is drawn in: the range is divided into 256 even parts. */
export function entryOf(value: number, lower: number, upper: number): number {
  const part = ((value - lower) / (upper - lower)) * 256;
  return part >= 255 ? 255 : part > 0 ? Math.floor(part) : value >= upper ? 255 : 0;
}

/**
 * Values in colour: `lower` and all below in the first colour of the map, `upper`
 * and all above in its last. What is no number has the first colour.
 * @returns red, green and blue of each value in turn.
 */
export function applyColourMap(
  { table }: Pick<ColourMap, 'table'>,
  values: ArrayLike<number>,
  { lower, upper }: { readonly lower: number; readonly upper: number },
): Uint8Array {
  const out = new Uint8Array(values.length * 3);
  for (let at = 0; at < values.length; at++) {
    const entry = entryOf(values[at] ?? NaN, lower, upper) * 3;
    out[at * 3] = table[entry] ?? 0;
    out[at * 3 + 1] = table[entry + 1] ?? 0;
    out[at * 3 + 2] = table[entry + 2] ?? 0;
  }
  return out;
}
