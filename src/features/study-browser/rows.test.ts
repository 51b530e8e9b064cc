import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { organizeSeries } from '../../core/displaySet/organize.ts';
import type { BrowserGroup, BrowserRow } from '../../state/selectors.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { aHandler, aSeries, slices, takeAll } from '../../testing/factories.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { isUsual, usualView, type BrowserView } from './browserView.ts';
import { facetOptions, listCounts, listItems, warningsOf, type ListItem } from './rows.ts';

const noAttributes: Partial<Instance> = {};
const handler = aHandler('all', [SopClass.CTImageStorage], takeAll);

/** Rows of one series: as many display sets as there are labels. */
function series(
  SeriesNumber: number | undefined,
  {
    Modality = 'CT',
    date = '20260101',
    labels = ['Images'],
    warnings = [] as string[],
    StudyInstanceUID = '1',
    instance = noAttributes,
    by = handler,
  } = {},
): BrowserRow[] {
  const SeriesInstanceUID = `1.${SeriesNumber ?? 'none'}`;
  const [made] = organizeSeries(aSeries(slices(2), { SeriesInstanceUID, Modality, ...instance }), [
    by,
  ]).displaySets;
  if (!made) throw new Error('no display set');
  const entry = {
    key: SeriesInstanceUID,
    summary: {
      StudyInstanceUID,
      SeriesInstanceUID,
      Modality,
      SeriesDate: date,
      ...(SeriesNumber === undefined ? {} : { SeriesNumber }),
    },
    status: 'ready' as const,
    instances: made.instances,
    problems: [],
    error: undefined,
    loaded: 0,
    total: undefined,
    waitingSeconds: undefined,
  };
  return labels.map((label) => {
    const displaySet: DisplaySet = {
      ...made,
      label,
      messages: warnings.map((text) => ({ severity: 'warning' as const, code: 'test', text })),
    };
    return { type: 'displaySet', key: `${SeriesInstanceUID} ${label}`, displaySet, entry, told: [] };
  });
}

const group = (...rows: BrowserRow[][]): BrowserGroup => ({ StudyInstanceUID: '1', rows: rows.flat() });
const keys = (groups: readonly BrowserGroup[], view: Partial<BrowserView> = {}) =>
  listItems(groups, { ...usualView, ...view }).map(({ key }) => key);

describe('sorting', () => {
  const rows = group(
    series(10, { date: '20260101', labels: ['a', 'b'] }),
    series(2, { date: '20260103' }),
    series(undefined, { date: '20260102' }),
  );

  it('leaves the rows as the mode lists them', () => {
    expect(keys([rows])).toEqual(['1.10 a', '1.10 b', '1.2 Images', '1.none Images']);
  });

  it('takes numbers as numbers both ways, and keeps a series together in its own order', () => {
    expect(keys([rows], { sort: 'number' })).toEqual(['1.2 Images', '1.10 a', '1.10 b', '1.none Images']);
    expect(keys([rows], { sort: 'number', descending: true })).toEqual([
      '1.10 a',
      '1.10 b',
      '1.2 Images',
      '1.none Images',
    ]);
  });

  it('goes by date both ways', () => {
    const up = keys([rows], { sort: 'date' });
    expect(up).toEqual(['1.10 a', '1.10 b', '1.none Images', '1.2 Images']);
    expect(keys([rows], { sort: 'date', descending: true })).toEqual([
      '1.2 Images',
      '1.none Images',
      '1.10 a',
      '1.10 b',
    ]);
  });
});

describe('filtering', () => {
  const rows = group(
    series(1, { labels: ['Contrast phase'] }),
    series(2, { Modality: 'MR', labels: ['Active run'] }),
    series(3, { labels: ['Late'], warnings: ['Slices 3 to 4 are missing'] }),
  );

  it('finds every word in number, modality or text', () => {
    expect(keys([rows], { filter: 'phase' })).toEqual(['1.1 Contrast phase']);
    expect(keys([rows], { filter: ' LATE 3 ' })).toEqual(['1.3 Late']);
    expect(keys([rows], { filter: 'late 2' })).toEqual([]);
  });

  it('takes a word that is a modality of the study as the modality', () => {
    // "active" holds "ct".
    expect(keys([rows], { filter: 'ct' })).toEqual(['1.1 Contrast phase', '1.3 Late']);
    expect(keys([rows], { filter: 'mr' })).toEqual(['1.2 Active run']);
  });

  it('can keep only what has a warning', () => {
    expect(keys([rows], { onlyWarnings: true })).toEqual(['1.3 Late']);
    const [late] = listItems([rows], { ...usualView, onlyWarnings: true });
    expect(late?.type === 'displaySet' && warningsOf(late)).toEqual(['Slices 3 to 4 are missing']);
  });
});

it('heads each study when there are several, with what is left of it', () => {
  const second: BrowserGroup = { StudyInstanceUID: '9', rows: series(4) };
  expect(keys([group(series(1)), second])).toEqual(['study 1', '1.1 Images', 'study 9', '1.4 Images']);
  expect(listItems([group(series(1)), second], { ...usualView, filter: 'nothing' })).toMatchObject([
    { type: 'study', count: 0 },
    { type: 'study', count: 0 },
  ]);
});

/** A series whose metadata is still to come. */
function listed(SeriesNumber: number, Modality = 'CT'): BrowserRow {
  const [row] = series(SeriesNumber, { Modality });
  if (!row) throw new Error('no row');
  return { type: 'series', key: row.entry.key, entry: { ...row.entry, status: 'listed', instances: [] } };
}

describe('groups', () => {
  const coronal = { ImageOrientationPatient: [1, 0, 0, 0, 0, -1] };
  const first = aHandler('first', [SopClass.CTImageStorage], takeAll);
  const rows = group(
    series(1, { labels: ['a', 'b'], instance: { AcquisitionNumber: 2 }, by: first }),
    series(2, { instance: coronal }),
    series(3, { instance: { AcquisitionNumber: 10 }, by: first }),
    [listed(4)],
  );
  const headings = (view: Partial<BrowserView>, order: readonly string[] = []) =>
    listItems([rows], { ...usualView, ...view }, order).flatMap((item) =>
      item.type === 'group' ? [`${item.label} ${item.count}`] : [],
    );

  it('by series, in the order of the series', () => {
    expect(headings({ groupBy: 'series' })).toEqual(['Series 1 2', 'Series 2 1', 'Series 3 1', 'Series 4 1']);
    expect(headings({ groupBy: 'series', sort: 'number', descending: true })[0]).toBe('Series 4 1');
  });

  it('by plane: axial first, what has not come last', () => {
    expect(headings({ groupBy: 'plane' })).toEqual(['Axial 3', 'Coronal 1', 'Not loaded 1']);
    expect(keys([rows], { groupBy: 'plane' })).toEqual([
      'group 1 axial',
      '1.1 a',
      '1.1 b',
      '1.3 Images',
      'group 1 coronal',
      '1.2 Images',
      'group 1 not here',
      '1.4',
    ]);
  });

  it('by acquisition, numbers as numbers, then those without one', () => {
    expect(headings({ groupBy: 'acquisition' })).toEqual([
      'Acquisition 2 2',
      'Acquisition 10 1',
      'No acquisition number 1',
      'Not loaded 1',
    ]);
  });

  it('by handler, in the order of the mode', () => {
    expect(headings({ groupBy: 'handler' }, [handler.id, first.id])).toEqual([
      'all (test) 1',
      'first (test) 3',
      'Not loaded 1',
    ]);
    expect(headings({ groupBy: 'handler' }, [first.id, handler.id])[0]).toBe('first (test) 3');
  });

  it('puts a set of several acquisitions under a heading of its own', () => {
    const mixed = series(5);
    const [row] = mixed;
    if (row?.type !== 'displaySet') throw new Error('no display set');
    const instances = row.displaySet.instances.map((each, i) => ({ ...each, AcquisitionNumber: i + 1 }));
    const several = { ...row, displaySet: { ...row.displaySet, instances } };
    const items = listItems([group([several])], { ...usualView, groupBy: 'acquisition' });
    expect(items[0]).toMatchObject({ label: 'Several acquisitions', count: 1 });
  });
});

describe('facets', () => {
  const coronal = { ImageOrientationPatient: [1, 0, 0, 0, 0, -1] };
  const rows = group(
    series(1),
    series(2, { Modality: 'MR', instance: { ...coronal, AcquisitionNumber: 3 } }),
    series(3, { instance: coronal }),
    [listed(4, 'MR')],
  );
  const chosen = (choice: Partial<BrowserView['chosen']>) => ({
    chosen: { ...usualView.chosen, ...choice },
  });

  it('lets through what has any chosen value of each facet', () => {
    expect(keys([rows], chosen({ modality: ['MR'] }))).toEqual(['1.2 Images', '1.4']);
    expect(keys([rows], chosen({ plane: ['coronal'] }))).toEqual(['1.2 Images', '1.3 Images']);
    expect(keys([rows], chosen({ plane: ['axial', 'coronal'], modality: ['CT'] }))).toEqual([
      '1.1 Images',
      '1.3 Images',
    ]);
    expect(keys([rows], chosen({ acquisition: ['3'] }))).toEqual(['1.2 Images']);
    expect(keys([rows], chosen({ handler: ['of another mode'] }))).toEqual([]);
  });

  it('offers each value with its count, and what is chosen though nothing has it', () => {
    const options = facetOptions([rows], chosen({ handler: ['of another mode'] }).chosen);
    const told = (name: keyof typeof options) => options[name].map(({ label, count }) => `${label} ${count}`);
    expect(told('modality')).toEqual(['CT 2', 'MR 2']);
    expect(told('plane')).toEqual(['Axial 1', 'Coronal 2']);
    expect(told('handler')).toEqual(['all (test) 3', 'of another mode 0']);
    expect(told('acquisition')).toEqual(['Acquisition 3 1', 'No acquisition number 2']);
  });

  it('counts what is shown of what there is, with the instances that are hidden', () => {
    const view = { ...usualView, ...chosen({ plane: ['coronal'] }), groupBy: 'plane' as const };
    expect(listCounts([rows], listItems([rows], view))).toEqual({ shown: 2, total: 4, hiddenInstances: 2 });
    expect(listCounts([rows], listItems([rows], usualView))).toEqual({
      shown: 4,
      total: 4,
      hiddenInstances: 0,
    });
  });
});

it('neither loses nor repeats a row, however it is grouped, sorted and filtered', () => {
  const coronal = { ImageOrientationPatient: [1, 0, 0, 0, 0, -1] };
  const all = [
    series(1, { labels: ['a', 'b'] }),
    series(2, { Modality: 'MR', instance: coronal, warnings: ['Slice 3 is missing'] }),
    series(3, { instance: { AcquisitionNumber: 4 } }),
    [listed(4, 'MR')],
    series(undefined, { date: '20250101' }),
  ];
  const view = fc.record({
    sort: fc.constantFrom('mode', 'number', 'date'),
    descending: fc.boolean(),
    groupBy: fc.constantFrom('none', 'series', 'handler', 'acquisition', 'plane'),
    filter: fc.constantFrom('', 'ct', 'images', '2'),
    onlyWarnings: fc.boolean(),
    chosen: fc.record({
      modality: fc.subarray(['CT', 'MR']),
      plane: fc.subarray(['axial', 'coronal']),
      handler: fc.subarray([handler.id]),
      acquisition: fc.subarray(['4', 'none']),
    }),
  });
  const rowKeys = (items: readonly ListItem[]) =>
    items.flatMap((item) => (item.type === 'displaySet' || item.type === 'series' ? [item.key] : []));
  fc.assert(
    fc.property(fc.subarray(all), view, (some, chosenView) => {
      const groups = [group(...some)];
      const items = listItems(groups, chosenView);
      const flat = listItems(groups, { ...chosenView, groupBy: 'none', sort: 'mode' });
      expect([...rowKeys(items)].sort()).toEqual([...rowKeys(flat)].sort());
      const { shown, total } = listCounts(groups, items);
      expect([shown, total]).toEqual([rowKeys(items).length, some.flat().length]);
      // Each heading says how many rows follow it.
      const told = items.reduce((sum, item) => sum + (item.type === 'group' ? item.count : 0), 0);
      if (chosenView.groupBy !== 'none') expect(told).toBe(shown);
      if (isUsual({ ...chosenView, groupBy: 'none', sort: 'mode' })) expect(shown).toBe(total);
    }),
  );
});
