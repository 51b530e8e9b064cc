import type { ModeCoverage, SeriesCoverage } from '../../core/displaySet/coverage.ts';
import type { GroupingFingerprint } from '../../core/displaySet/fingerprint.ts';
import type { QaRow } from '../../core/displaySet/qaSheet.ts';
import {
  classTable,
  handlerTable,
  qaTable,
  seriesTable,
  toCsv,
  toMarkdown,
  type Table,
} from '../../core/displaySet/tables.ts';

/** Everything that the coverage sheet shows, to be written into a file. Names no patient. */
export interface Report {
  readonly modeId: string;
  readonly modes: readonly ModeCoverage[];
  readonly current: ModeCoverage;
  readonly series: readonly SeriesCoverage[];
  readonly displaySets: readonly QaRow[];
  readonly fingerprint: GroupingFingerprint;
}

export type ReportPart = 'classes' | 'handlers' | 'series' | 'displaySets';

function tableOf(report: Report, part: ReportPart): Table {
  switch (part) {
    case 'classes':
      return classTable(report.modes);
    case 'handlers':
      return handlerTable(report.current);
    case 'series':
      return seriesTable(report.series);
    case 'displaySets':
      return qaTable(report.displaySets);
  }
}

/** One table; with a byte order mark, by which spreadsheets know UTF-8. */
export const reportCsv = (report: Report, part: ReportPart): string =>
  `\uFEFF${toCsv(tableOf(report, part))}`;

const parts: readonly ReportPart[] = ['classes', 'handlers', 'series', 'displaySets'];

export function reportMarkdown(report: Report): string {
  const { exact, anonymous } = report.fingerprint;
  return [
    `# Coverage in mode ${report.current.modeName}\n`,
    ...parts.map((part) => toMarkdown(tableOf(report, part))),
    `## Fingerprint\n\n- \`${exact}\`\n- \`${anonymous}\`\n`,
  ].join('\n');
}

export function reportJson({ modeId, modes, series, displaySets, fingerprint }: Report): string {
  const plain = modes.map(({ classes, ...mode }) => ({
    ...mode,
    classes: classes.map(({ tookBy, ...one }) => ({ ...one, tookBy: Object.fromEntries(tookBy) })),
  }));
  const rows = series.map(({ key: _key, ...row }) => row);
  const report = { hangar: 'coverage', version: 1, mode: modeId, fingerprint };
  return `${JSON.stringify({ ...report, modes: plain, series: rows, displaySets }, null, 2)}\n`;
}
