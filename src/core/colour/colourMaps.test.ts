import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyColourMap,
  colourMapNamed,
  colourMapNames,
  colourMaps,
  entryOf,
  type ColourMap,
} from './colourMaps.ts';

function named(name: string): ColourMap {
  const map = colourMapNamed(name);
  if (!map) throw new Error(`no map ${name}`);
  return map;
}
const colourAt = (name: string, entry: number) => [...named(name).table.subarray(entry * 3, entry * 3 + 3)];

describe('colour maps', () => {
  it('have 256 colours each, and a label of their own', () => {
    for (const { table } of colourMaps) expect(table).toHaveLength(768);
    expect(new Set(colourMaps.map(({ label }) => label)).size).toBe(colourMapNames.length);
    expect(colourMapNamed('no such map')).toBeUndefined();
    expect(colourMapNamed(undefined)).toBeUndefined();
  });

  it('grey leaves every shade as it is, inverted turns it round', () => {
    for (const entry of [0, 1, 127, 128, 254, 255]) {
      expect(colourAt('grey', entry)).toEqual([entry, entry, entry]);
      expect(colourAt('grey-inverted', entry)).toEqual([255 - entry, 255 - entry, 255 - entry]);
    }
  });

  // Entries read off the palette objects that the standard publishes (PS3.6 Annex B).
  it.each([
    ['hot-iron', [[0], [64, 128, 0, 0], [128, 255, 0, 0], [192, 255, 128, 4], [255, 255, 255, 255]]],
    ['pet', [[0], [64, 1, 126, 127], [128, 128, 0, 255], [192, 255, 128, 0], [255, 255, 255, 255]]],
    ['hot-metal-blue', [[0], [64, 0, 0, 125], [128, 116, 17, 97], [192, 255, 137, 65], [255, 255, 255, 255]]],
    ['pet-20-step', [[0], [13, 96, 0, 80], [128, 80, 192, 80], [242, 255, 0, 0], [243, 255, 255, 255]]],
    [
      'spring',
      [
        [0, 255, 0, 255],
        [255, 255, 255, 0],
      ],
    ],
    [
      'summer',
      [
        [0, 0, 255, 0],
        [255, 0, 128, 254],
      ],
    ],
    [
      'fall',
      [
        [0, 255, 255, 0],
        [255, 255, 0, 0],
      ],
    ],
    [
      'winter',
      [
        [0, 0, 0, 255],
        [255, 127, 255, 128],
      ],
    ],
  ] as const)('%s is the palette of the standard', (name, entries) => {
    for (const [entry, ...colour] of entries)
      expect([entry, ...colourAt(name, entry)]).toEqual([
        entry,
        ...(colour.length === 3 ? colour : [0, 0, 0]),
      ]);
  });

  // Each value times its place from 1, added up, of the same objects.
  it.each([
    ['hot-iron', 7681216, 3479040, 1954944],
    ['pet', 6098735, 4004384, 4551122],
    ['hot-metal-blue', 6113255, 3697784, 3773400],
    ['pet-20-step', 5474725, 4498254, 2607918],
  ] as const)('%s is it at every entry', (name, ...sums) => {
    const { table } = named(name);
    const sum = [0, 1, 2].map((channel) =>
      table.filter((_, at) => at % 3 === channel).reduce((all, value, entry) => all + (entry + 1) * value, 0),
    );
    expect(sum).toEqual(sums);
  });

  it('divide a window into 256 even parts; what lies outside has the colours of its ends', () => {
    expect([-5, 0, 0.99, 1, 254.9, 255, 256, 900].map((value) => entryOf(value, 0, 256))).toEqual([
      0, 0, 0, 1, 254, 255, 255, 255,
    ]);
    expect(entryOf(NaN, 0, 1)).toBe(0);
    expect([...applyColourMap(named('hot'), [0, 85.1, 1000], { lower: 0, upper: 256 })]).toEqual([
      0, 0, 0, 255, 0, 0, 255, 255, 255,
    ]);
  });

  it('never turn round: a greater value has the same entry or a later one', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
        fc.double({ noNaN: true, min: 0, max: 1e6 }),
        fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
        fc.double({ noNaN: true, min: 0, max: 1e6 }),
        (value, more, lower, width) => {
          const upper = lower + width;
          expect(entryOf(value + more, lower, upper)).toBeGreaterThanOrEqual(entryOf(value, lower, upper));
        },
      ),
    );
  });
});
