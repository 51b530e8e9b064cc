import type { BrowserGroup, BrowserRow } from '../../state/selectors.ts';
import { isFiltering, type BrowserView, type GroupKey } from './browserView.ts';
import { facetNames, facetsOf, modalityValue, type FacetName, type FacetValue } from './facets.ts';

export type ListItem =
  | {
      readonly type: 'study';
      readonly key: string;
      readonly StudyInstanceUID: string;
      readonly count: number;
    }
  | {
      readonly type: 'group';
      readonly key: string;
      readonly label: string;
      readonly count: number;
    }
  | BrowserRow;

const number = ({ entry }: BrowserRow) => entry.summary.SeriesNumber;
const date = ({ entry }: BrowserRow) => `${entry.summary.SeriesDate ?? ''}${entry.summary.SeriesTime ?? ''}`;

/** Warnings and errors of a row: what the badge says. */
export function warningsOf(row: BrowserRow): readonly string[] {
  const told = row.entry.problems.map(({ text }) => text);
  if (row.type === 'series') return told;
  const messages = [...row.told, ...row.displaySet.messages].filter(({ severity }) => severity !== 'info');
  return [...messages.map(({ text }) => text), ...told];
}

/** What the text filter looks at: everything that the row says. */
function searchText(row: BrowserRow): string {
  const { SeriesDescription = '', SeriesNumber = '', Modality = '' } = row.entry.summary;
  const own = row.type === 'displaySet' ? `${row.displaySet.label} ${row.displaySet.splitLabel ?? ''}` : '';
  return `${SeriesNumber} ${Modality} ${SeriesDescription} ${own}`.toLocaleLowerCase();
}

/** What a word of the filter asks of a row: its modality, when it is one of the study's; else to be in its text. */
function matcher(groups: readonly BrowserGroup[]): (row: BrowserRow, word: string) => boolean {
  const modalityOf = (row: BrowserRow) => valuesOf(row, 'modality')[0]?.key.toLocaleLowerCase() ?? '';
  const modalities = new Set(groups.flatMap(({ rows }) => rows.map(modalityOf)));
  return (row, word) => (modalities.has(word) ? modalityOf(row) === word : searchText(row).includes(word));
}

/** A row's values of a facet: of a series that has not come, only the modality is known. */
function valuesOf(row: BrowserRow, name: FacetName): readonly FacetValue[] {
  if (row.type === 'displaySet') return facetsOf(row.displaySet)[name];
  return name === 'modality' ? [modalityValue(row.entry.summary.Modality ?? '')] : [];
}

function keeper(groups: readonly BrowserGroup[], view: BrowserView): (row: BrowserRow) => boolean {
  if (!isFiltering(view)) return () => true;
  const words = view.filter.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const matches = matcher(groups);
  const asked = facetNames
    .filter((name) => view.chosen[name].length > 0)
    .map((name) => ({ name, keys: new Set(view.chosen[name]) }));
  return (row) =>
    (!view.onlyWarnings || warningsOf(row).length > 0 || row.entry.status === 'failed') &&
    asked.every(({ name, keys }) => valuesOf(row, name).some(({ key }) => keys.has(key))) &&
    words.every((word) => matches(row, word));
}

/**
 * The rows in the order, groups and selection asked for, with a heading a study
 * when there are several, and a heading a group where they are grouped. Display
 * sets of one series stay together and in their own order within a group,
 * whichever way the series are sorted.
 * @param handlerOrder ids in the order of the mode, for groups by handler.
 */
export function listItems(
  groups: readonly BrowserGroup[],
  view: BrowserView,
  handlerOrder: readonly string[] = [],
): readonly ListItem[] {
  const keep = keeper(groups, view);
  return groups.flatMap(({ StudyInstanceUID, rows }) => {
    const sorted = inOrder(rows.filter(keep), view);
    const grouped = inGroups(sorted, view.groupBy, StudyInstanceUID, handlerOrder);
    const heading: ListItem = {
      type: 'study',
      key: `study ${StudyInstanceUID}`,
      StudyInstanceUID,
      count: sorted.length,
    };
    return groups.length > 1 ? [heading, ...grouped] : grouped;
  });
}

function inOrder(rows: readonly BrowserRow[], { sort, descending }: BrowserView): readonly BrowserRow[] {
  if (sort === 'mode') return rows;
  const direction = descending ? -1 : 1;
  const ranked = rows.map((row, index) => ({ row, index }));
  ranked.sort((a, b) => {
    if (a.row.entry === b.row.entry) return a.index - b.index;
    const byKey =
      sort === 'number'
        ? compare(number(a.row), number(b.row), direction)
        : compare(date(a.row) || undefined, date(b.row) || undefined, direction);
    return byKey || (a.index - b.index) * direction;
  });
  return ranked.map(({ row }) => row);
}

function inGroups(
  rows: readonly BrowserRow[],
  groupBy: GroupKey,
  StudyInstanceUID: string,
  handlerOrder: readonly string[],
): readonly ListItem[] {
  if (groupBy === 'none') return rows;
  const groups = new Map<string, { value: FacetValue; rows: BrowserRow[] }>();
  for (const row of rows) {
    const value = groupOf(row, groupBy);
    const group = groups.get(value.key);
    if (group) group.rows.push(row);
    else groups.set(value.key, { value, rows: [row] });
  }
  const place = ({ key, rank }: FacetValue) => {
    const index = handlerOrder.indexOf(key);
    return groupBy === 'handler' && index >= 0 ? index : rank;
  };
  return [...groups.values()]
    .sort((a, b) => compare(place(a.value), place(b.value), 1))
    .flatMap(({ value, rows: members }): ListItem[] => [
      {
        type: 'group',
        key: `group ${StudyInstanceUID} ${value.key}`,
        label: value.label,
        count: members.length,
      },
      ...members,
    ]);
}

const NOT_HERE: FacetValue = { key: 'not here', label: 'Not loaded', rank: Infinity };
const SEVERAL: FacetValue = { key: 'several', label: 'Several acquisitions', rank: Number.MAX_VALUE };

/** Series come in the order of their first row; the rest by rank. */
function groupOf(row: BrowserRow, groupBy: Exclude<GroupKey, 'none'>): FacetValue {
  if (groupBy === 'series') {
    const { SeriesNumber, SeriesDescription } = row.entry.summary;
    const name = [SeriesNumber === undefined ? 'Series' : `Series ${SeriesNumber}`, SeriesDescription];
    return { key: row.entry.key, label: name.filter(Boolean).join(': '), rank: 0 };
  }
  if (row.type === 'series') return NOT_HERE;
  const [value = NOT_HERE, ...more] = facetsOf(row.displaySet)[groupBy];
  return more.length > 0 ? SEVERAL : value;
}

export interface FacetOption extends FacetValue {
  /** Display sets that have it, whatever is filtered. */
  readonly count: number;
}

/** What can be chosen of each facet; what is chosen stays offered though nothing here has it. */
export function facetOptions(
  groups: readonly BrowserGroup[],
  chosen: BrowserView['chosen'],
): Readonly<Record<FacetName, readonly FacetOption[]>> {
  const of = (name: FacetName): readonly FacetOption[] => {
    const options = new Map<string, FacetOption>();
    for (const { rows } of groups) {
      for (const value of rows.flatMap((row) => valuesOf(row, name))) {
        options.set(value.key, { ...value, count: (options.get(value.key)?.count ?? 0) + 1 });
      }
    }
    for (const key of chosen[name]) {
      if (!options.has(key)) options.set(key, { key, label: key, rank: Infinity, count: 0 });
    }
    return [...options.values()].sort((a, b) => compare(a.rank, b.rank, 1) || compare(a.label, b.label, 1));
  };
  return {
    modality: of('modality'),
    plane: of('plane'),
    handler: of('handler'),
    acquisition: of('acquisition'),
  };
}

/** What the list shows of what there is; series that are still to come count as one row each. */
export interface ListCounts {
  readonly shown: number;
  readonly total: number;
  /** Instances in rows that the filter hides. */
  readonly hiddenInstances: number;
}

export function listCounts(groups: readonly BrowserGroup[], items: readonly ListItem[]): ListCounts {
  const isRow = (item: ListItem): item is BrowserRow => item.type === 'displaySet' || item.type === 'series';
  const instancesOf = (row: BrowserRow) => (row.type === 'displaySet' ? row.displaySet.instances.length : 0);
  const all = groups.flatMap(({ rows }) => rows);
  const shown = items.filter(isRow);
  const sum = (rows: readonly BrowserRow[]) => rows.reduce((count, row) => count + instancesOf(row), 0);
  return { shown: shown.length, total: all.length, hiddenInstances: sum(all) - sum(shown) };
}

/** Numbers as numbers; what has none comes last in both directions. */
function compare(a: number | string | undefined, b: number | string | undefined, direction: 1 | -1): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -direction : direction;
}
