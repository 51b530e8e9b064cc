import type { BrowserGroup, BrowserRow } from '../../state/selectors.ts';

/** `mode`: as the mode lists them, which has one direction. */
export type SortKey = 'mode' | 'number' | 'date';
export interface BrowserView {
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly filter: string;
  readonly onlyWarnings: boolean;
}

export type ListItem =
  | {
      readonly type: 'study';
      readonly key: string;
      readonly StudyInstanceUID: string;
      readonly count: number;
    }
  | BrowserRow;

const number = ({ entry }: BrowserRow) => entry.summary.SeriesNumber;
const date = ({ entry }: BrowserRow) => `${entry.summary.SeriesDate ?? ''}${entry.summary.SeriesTime ?? ''}`;

/** Warnings and errors of a row: what the badge says. */
export function warningsOf(row: BrowserRow): readonly string[] {
  const told = row.entry.problems.map(({ text }) => text);
  if (row.type === 'series') return told;
  const messages = row.displaySet.messages.filter(({ severity }) => severity !== 'info');
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
  const modalityOf = (row: BrowserRow) =>
    (row.type === 'displaySet'
      ? row.displaySet.Modality
      : (row.entry.summary.Modality ?? '')
    ).toLocaleLowerCase();
  const modalities = new Set(groups.flatMap(({ rows }) => rows.map(modalityOf)));
  return (row, word) => (modalities.has(word) ? modalityOf(row) === word : searchText(row).includes(word));
}

/**
 * The rows in the order and selection asked for, with a heading a study when
 * there are several. Display sets of one series stay together and in their own
 * order, whichever way the series are sorted.
 */
export function listItems(groups: readonly BrowserGroup[], view: BrowserView): readonly ListItem[] {
  const words = view.filter.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const matches = matcher(groups);
  const direction = view.descending ? -1 : 1;
  return groups.flatMap(({ StudyInstanceUID, rows }) => {
    const kept = rows.filter(
      (row) =>
        (!view.onlyWarnings || warningsOf(row).length > 0 || row.entry.status === 'failed') &&
        words.every((word) => matches(row, word)),
    );
    const ranked = kept.map((row, index) => ({ row, index }));
    if (view.sort !== 'mode')
      ranked.sort((a, b) => {
        if (a.row.entry === b.row.entry) return a.index - b.index;
        const byKey =
          view.sort === 'number'
            ? compare(number(a.row), number(b.row), direction)
            : compare(date(a.row) || undefined, date(b.row) || undefined, direction);
        return byKey || (a.index - b.index) * direction;
      });
    const sorted = ranked.map(({ row }) => row);
    const heading: ListItem = {
      type: 'study',
      key: `study ${StudyInstanceUID}`,
      StudyInstanceUID,
      count: kept.length,
    };
    return groups.length > 1 ? [heading, ...sorted] : sorted;
  });
}

/** Numbers as numbers; what has none comes last in both directions. */
function compare(a: number | string | undefined, b: number | string | undefined, direction: 1 | -1): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -direction : direction;
}
