import { sopClassName } from '../../src/core/dicom/sopClass.ts';
import type { HandlerTrace, SeriesTrace } from '../../src/core/displaySet/organized.ts';
import type { Explanation, ExplainedDisplaySet } from './explain.ts';
import type { SkippedFile } from './readFolder.ts';

/** The explanation for reading in a terminal: display sets, what is left over, then the trace by series.
 * @param notes files that are used although something of them could not be read */
export function explanationText(explanation: Explanation, notes: readonly SkippedFile[] = []): string {
  const { displaySets, unclaimed, skippedFiles, received, mode, trace } = explanation;
  const shown = displaySets.reduce((sum, { instances }) => sum + instances.length, 0);
  const lines = [
    `Mode ${mode}: ${count(received, 'instance')} = ${shown} in ${count(displaySets.length, 'display set')} + ${unclaimed.length} unclaimed; ${count(skippedFiles.length, 'file')} skipped.`,
    '',
    ...table(
      ['series', 'modality', 'label', 'images', 'instances', 'handler', 'notes'],
      displaySets.map(rowOf),
    ),
    ...section(
      'Unclaimed',
      unclaimed.map((one) => `${sopClassName(one.SOPClassUID)}: ${one.reason}`),
    ),
    ...section(
      'Skipped files',
      skippedFiles.map(({ path, reason }) => `${path}: ${reason}`),
    ),
    ...section(
      'Used, but not read whole',
      notes.map(({ path, reason }) => `${path}: ${reason}`),
    ),
    '',
    'Trace',
    ...trace.flatMap(seriesLines),
  ];
  return lines.map(printable).join('\n');
}

function rowOf(set: ExplainedDisplaySet): string[] {
  const rate = set.FrameRate === null ? '' : ` at ${set.FrameRate} fps`;
  return [
    set.SeriesNumber === null ? '-' : String(set.SeriesNumber),
    set.Modality,
    set.label,
    `${set.numImageFrames}${rate}`,
    String(set.instances.length),
    set.SOPClassHandlerId.replace('.sopClassHandlerModule.', ' '),
    set.messages.map(({ severity, text }) => `${severity === 'info' ? '' : '! '}${text}`).join('; '),
  ];
}

function seriesLines({ SeriesInstanceUID, received, unclaimed, handlers }: SeriesTrace): string[] {
  const asked = handlers.filter(({ outcome }) => outcome !== 'no-match');
  return [
    '',
    `  Series ${SeriesInstanceUID}: ${count(received, 'instance')}, ${unclaimed} unclaimed`,
    ...asked.flatMap(handlerLines),
  ];
}

function handlerLines(trace: HandlerTrace): string[] {
  const { SOPClassHandlerId, outcome, offered, took, reason, error, displaySets } = trace;
  return [
    `    ${SOPClassHandlerId}: ${outcome}, ${took} of ${offered}. ${error ?? reason}`,
    ...displaySets.flatMap((set) => [
      `      ${set.label}: ${count(set.instances, 'instance')}, sorted by ${set.sortedBy}`,
      `        split: ${valuesText(set.splitValues) || 'none'}`,
      ...(set.geometry === undefined ? [] : [`        geometry: ${set.geometry}`]),
    ]),
  ];
}

const valuesText = (values: Readonly<Record<string, string>>) =>
  Object.entries(values)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');

function section(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return ['', title, ...[...counts].map(([item, n]) => `  ${item}${n > 1 ? ` (${n} times)` : ''}`)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  // The last column is as wide as it likes.
  const widths = head.map((title, i) =>
    Math.min(48, Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === head.length - 1 ? cell : fit(cell, widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}

const fit = (cell: string, width: number) =>
  cell.length > width ? `${cell.slice(0, width - 1)}~` : cell.padEnd(width);

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** Text of a file must not move the cursor or colour the terminal. */
const printable = (line: string) => line.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\u{FFFD}');
