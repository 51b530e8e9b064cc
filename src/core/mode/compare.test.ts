import { describe, expect, it } from 'vitest';
import { aClip, aHandler, aSeries, slices, takeAll } from '../../testing/factories.ts';
import { organizeSeries } from '../displaySet/organize.ts';
import type { RegisteredHandler } from '../extension/sopClassHandler.ts';
import { compareModes, comparisonTable } from './compare.ts';

const each = aHandler('each', ['*'], (instances) =>
  instances.map((instance) => ({
    instances: [instance],
    splitKey: instance.SOPInstanceUID,
    label: `one ${instance.InstanceNumber}`,
  })),
);
const all = aHandler('all', ['*'], takeAll);
const clips = aHandler('clips', [aClip().SOPClassUID], takeAll);
const series = { a: aSeries(slices(3)), b: [aClip({ SeriesInstanceUID: '1.2.3.5', SeriesNumber: 5 })] };
const by = (...handlers: readonly RegisteredHandler[]) =>
  Object.fromEntries(
    Object.entries(series).map(([key, instances]) => [key, organizeSeries(instances, handlers)]),
  );

describe('two modes compared', () => {
  it('finds nothing between a mode and itself', () => {
    const { counts, pairs } = compareModes(['a', 'b'], by(all), by(all));
    expect(counts).toEqual({ same: 2, changed: 0, regrouped: 0, 'only-left': 0, 'only-right': 0 });
    expect(pairs.map(({ seriesKey }) => seriesKey)).toEqual(['a', 'b']);
  });

  it('aligns what starts alike and says where the rest has gone', () => {
    const { counts, pairs, left, right } = compareModes(['b', 'a'], by(clips, all), by(each));
    expect(
      pairs.map(({ seriesKey, state, left: l, right: r }) => [seriesKey, state, l?.label, r?.label]),
    ).toEqual([
      ['b', 'changed', 'Cine', 'one 1'],
      ['a', 'regrouped', 'Axial', 'one 1'],
      ['a', 'only-right', undefined, 'one 2'],
      ['a', 'only-right', undefined, 'one 3'],
    ]);
    expect(pairs[2]?.heldBy.map(({ label }) => label)).toEqual(['Axial']);
    expect(counts).toMatchObject({ changed: 1, regrouped: 1, 'only-right': 2 });
    expect([left, right]).toEqual([
      { displaySets: 2, unclaimed: 0 },
      { displaySets: 4, unclaimed: 0 },
    ]);
  });

  it('is the mirror of the comparison the other way round', () => {
    const there = compareModes(['a', 'b'], by(all), by(each)).counts;
    const back = compareModes(['a', 'b'], by(each), by(all)).counts;
    expect(back).toEqual({ ...there, 'only-left': there['only-right'], 'only-right': there['only-left'] });
  });

  it('counts what one of them does not show', () => {
    const { left, counts } = compareModes(['a', 'b'], by(clips), by(clips, all));
    expect(left).toEqual({ displaySets: 2, unclaimed: 3 });
    expect(counts.changed).toBe(1);
  });

  it('is a table without patients', () => {
    const table = comparisonTable(compareModes(['a'], by(all), by(each)), ['General', 'Raw']);
    expect(table.rows[1]).toEqual([2, 'CT', 'only in Raw', '', '', '', '', 'one 2', 'each (test)', 1, 1]);
    expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
    expect(JSON.stringify(table)).not.toMatch(/DOE|4711|1\.2\.3/);
  });
});
