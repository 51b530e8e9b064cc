import {
  seriesCoverage,
  type ModeCoverage,
  type SeriesCoverage,
} from '../../src/core/displaySet/coverage.ts';
import { firstDefined } from '../../src/core/collections.ts';
import { withoutPatients } from '../../src/core/displaySet/withoutPatients.ts';
import { qaRows } from '../../src/core/displaySet/qaSheet.ts';
import {
  classTable,
  handlerTable,
  qaTable,
  seriesTable,
  toCsv,
  toMarkdown,
  type Cell,
  type Table,
} from '../../src/core/displaySet/tables.ts';
import { handlerName } from '../../src/core/displaySet/describeRule.ts';
import type { OrganizedSeries } from '../../src/core/displaySet/organized.ts';
import { count, printable, table, wrapped } from './columns.ts';
import type { ModeAnswer } from './explain.ts';

/** The display sets of one mode, a row each. */
export const qaReport = ({ series }: ModeAnswer): readonly Table[] => [qaTable(qaRows(series))];

/** What every mode covers, what each handler of the one covers, and the sums by series. */
export function coverageReport(
  modes: readonly ModeCoverage[],
  mode: ModeCoverage,
  series: readonly OrganizedSeries[],
): readonly Table[] {
  return [classTable(modes), handlerTable(mode), seriesTable(seriesRows(series))];
}

/** Files promise nothing, so every series has what it has. */
function seriesRows(series: readonly OrganizedSeries[]): readonly SeriesCoverage[] {
  return series.flatMap((one) => {
    const { SeriesInstanceUID, StudyInstanceUID } = one;
    const all = [...one.displaySets, ...one.unsupported];
    const { text } = withoutPatients(all.flatMap(({ instances }) => instances));
    const summary = {
      SeriesInstanceUID,
      StudyInstanceUID,
      Modality: firstDefined(all, ({ Modality }) => Modality || undefined) ?? '',
      SeriesDescription: text(
        firstDefined(all, ({ SeriesDescription }) => SeriesDescription || undefined) ?? '',
      ),
    };
    const SeriesNumber = firstDefined(all, (set) => set.SeriesNumber);
    return seriesCoverage(
      [
        {
          key: '',
          summary: SeriesNumber === undefined ? summary : { ...summary, SeriesNumber },
          status: 'ready',
          problems: [],
        },
      ],
      { '': one },
    );
  });
}

/** Several tables in a file of one kind: CSV has an empty line between them. */
export function reportText(tables: readonly Table[], format: 'csv' | 'md'): string {
  if (format === 'csv') return tables.map(toCsv).join('\r\n').trimEnd();
  return tables.map(toMarkdown).join('\n').trimEnd();
}

/** UIDs and sentences are left to the other formats: in a terminal they would take the room of everything else. */
const notInTerminal: ReadonlySet<string> = new Set([
  'UID',
  'State',
  'Promised',
  'Refused',
  'Content',
  'Rate from',
]);

function terminalTable({ title, columns, rows }: Table): string {
  const kept = columns.flatMap((column, i) => (notInTerminal.has(column) ? [] : [i]));
  const text = (cell: Cell | undefined) => (cell === 'no handler' ? 'none' : String(cell ?? ''));
  const lines = table(
    kept.map((i, place) => ({
      title: (columns[i] ?? '').replace(/^Shown in /, ''),
      align: rows.every((row) => typeof row[i] === 'number' || row[i] === 'no handler') ? 'right' : undefined,
      least: place === 0 ? 26 : undefined,
    })),
    rows.map((row) => kept.map((i) => text(row[i]))),
  );
  return [title, ...lines].map(printable).join('\n');
}

/** Who took what, a sentence a SOP class: a column a handler would not fit. */
function handlerLines({ modeName, classes }: ModeCoverage): string {
  const lines = classes.flatMap(({ name, received, unclaimed, hasHandler, tookBy }) => {
    const parts = [...tookBy].map(([id, took]) => `${took} ${handlerName(id)}`);
    const left = hasHandler ? 'unclaimed' : 'unclaimed (no handler reads it)';
    return wrapped(
      `${name}: ${received} = ${[...parts, ...(unclaimed > 0 ? [`${unclaimed} ${left}`] : [])].join(' + ')}`,
      2,
    );
  });
  return [`SOP classes by handlers of ${modeName}`, ...lines].map(printable).join('\n');
}

/** The coverage for a terminal. */
export function coverageText(
  modes: readonly ModeCoverage[],
  mode: ModeCoverage,
  series: readonly OrganizedSeries[],
): string {
  return [
    `${count(mode.received, 'instance')} received, ${mode.shown} shown in mode ${mode.modeId}, ${mode.unclaimed} unclaimed`,
    terminalTable(classTable(modes)),
    handlerLines(mode),
    terminalTable(seriesTable(seriesRows(series))),
  ].join('\n\n');
}
