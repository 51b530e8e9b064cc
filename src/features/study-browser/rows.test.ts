import { describe, expect, it } from 'vitest';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { organizeSeries } from '../../core/displaySet/organize.ts';
import type { BrowserGroup, BrowserRow } from '../../state/selectors.ts';
import { aHandler, aSeries, slices, takeAll } from '../../testing/factories.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { listItems, warningsOf, type BrowserView } from './rows.ts';

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
  } = {},
): BrowserRow[] {
  const SeriesInstanceUID = `1.${SeriesNumber ?? 'none'}`;
  const [made] = organizeSeries(aSeries(slices(2), { SeriesInstanceUID, Modality }), [handler]).displaySets;
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
    return { type: 'displaySet', key: `${SeriesInstanceUID} ${label}`, displaySet, entry };
  });
}

const group = (...rows: BrowserRow[][]): BrowserGroup => ({ StudyInstanceUID: '1', rows: rows.flat() });
const usual: BrowserView = { sort: 'mode', descending: false, filter: '', onlyWarnings: false };
const keys = (groups: readonly BrowserGroup[], view: Partial<BrowserView> = {}) =>
  listItems(groups, { ...usual, ...view }).map(({ key }) => key);

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
    const [late] = listItems([rows], { ...usual, onlyWarnings: true });
    expect(late && late.type !== 'study' && warningsOf(late)).toEqual(['Slices 3 to 4 are missing']);
  });
});

it('heads each study when there are several, with what is left of it', () => {
  const second: BrowserGroup = { StudyInstanceUID: '9', rows: series(4) };
  expect(keys([group(series(1)), second])).toEqual(['study 1', '1.1 Images', 'study 9', '1.4 Images']);
  expect(listItems([group(series(1)), second], { ...usual, filter: 'nothing' })).toMatchObject([
    { type: 'study', count: 0 },
    { type: 'study', count: 0 },
  ]);
});
