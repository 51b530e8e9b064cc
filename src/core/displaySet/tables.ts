import { receivedText, type ModeCoverage, type SeriesCoverage } from './coverage.ts';
import { handlerName } from './describeRule.ts';
import type { QaRow } from './qaSheet.ts';

/** Reports as tables, and tables as text for other programs. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export type Cell = string | number;

/** SOP classes by modes: how many instances each shows. */
export function classTable(modes: readonly ModeCoverage[]): Table {
  const [first] = modes;
  return {
    title: 'SOP classes by modes',
    columns: ['SOP class', 'UID', 'Received', ...modes.map(({ modeName }) => `Shown in ${modeName}`)],
    rows: [
      ...(first?.classes ?? []).map(({ SOPClassUID, name, received }) => [
        name,
        SOPClassUID,
        received,
        ...modes.map(({ classes }) => {
          const one = classes.find((other) => other.SOPClassUID === SOPClassUID);
          return one?.hasHandler ? one.shown : 'no handler';
        }),
      ]),
      ['All', '', first?.received ?? 0, ...modes.map(({ shown }) => shown)],
    ],
  };
}

/** SOP classes by the handlers of one mode that took something. */
export function handlerTable({ modeName, classes, handlers, received, unclaimed }: ModeCoverage): Table {
  const active = handlers.filter(({ took }) => took > 0);
  return {
    title: `SOP classes by handlers of ${modeName}`,
    columns: ['SOP class', 'UID', 'Received', ...active.map(({ id }) => handlerName(id)), 'Unclaimed'],
    rows: [
      ...classes.map((one) => [
        one.name,
        one.SOPClassUID,
        one.received,
        ...active.map(({ id }) => one.tookBy.get(id) ?? 0),
        one.hasHandler ? one.unclaimed : `${one.unclaimed} (no handler)`,
      ]),
      ['All', '', received, ...active.map(({ took }) => took), unclaimed],
    ],
  };
}

export function seriesTable(series: readonly SeriesCoverage[]): Table {
  const sum = (value: (one: SeriesCoverage) => number) =>
    series.reduce((total, one) => total + value(one), 0);
  return {
    title: 'Series',
    columns: [
      'Series',
      'Modality',
      'Description',
      'Promised',
      'Received',
      'Shown',
      'Unclaimed',
      'Refused',
      'Display sets',
      'State',
    ],
    rows: [
      ...series.map((one) => [
        one.SeriesNumber ?? '',
        one.Modality,
        one.SeriesDescription,
        one.promised ?? '',
        one.received,
        one.shown,
        one.unclaimed,
        one.refused,
        one.displaySets,
        receivedText(one),
      ]),
      [
        'All',
        '',
        '',
        sum(({ promised }) => promised ?? 0),
        sum(({ received }) => received),
        sum(({ shown }) => shown),
        sum(({ unclaimed }) => unclaimed),
        sum(({ refused }) => refused),
        sum(({ displaySets }) => displaySets),
        '',
      ],
    ],
  };
}

export function qaTable(rows: readonly QaRow[]): Table {
  return {
    title: 'Display sets',
    columns: [
      'Series',
      'Modality',
      'Display set',
      'Handler',
      'Split',
      'Split values',
      'Instances',
      'Images',
      'Geometry',
      'Frames per second',
      'Rate from',
      'Warnings',
      'Content',
    ],
    rows: rows.map((row) => [
      row.SeriesNumber ?? '',
      row.Modality,
      row.label,
      row.handler,
      row.split,
      row.splitValues,
      row.instances,
      row.images,
      row.geometry,
      row.FrameRate === undefined ? '' : Math.round(row.FrameRate * 100) / 100,
      row.FrameRateSource,
      row.warnings.join('; '),
      row.content,
    ]),
  };
}

/** RFC 4180, with a header line. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function toCsv({ columns, rows }: Pick<Table, 'columns' | 'rows'>): string {
  return [columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const safe = /^\s*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A heading and a table of GitHub's Markdown; numbers to the right. */
export function toMarkdown({ title, columns, rows }: Table): string {
  const isNumeric = columns.map((_, i) => rows.length > 0 && rows.every((row) => typeof row[i] === 'number'));
  const line = (cells: readonly Cell[]) => `| ${cells.map(markdownCell).join(' | ')} |`;
  const rule = `| ${isNumeric.map((numeric) => (numeric ? '---:' : '---')).join(' | ')} |`;
  return [`## ${title}`, '', line(columns), rule, ...rows.map(line), ''].join('\n');
}

/** Nothing in a file may make a link, an image or markup of its own. */
const markdownCell = (cell: Cell) =>
  String(cell)
    .replaceAll(/[\r\n\t]+/g, ' ')
    .replaceAll(/[\\`*_{}[\]<>|!#]/g, '\\$&');
