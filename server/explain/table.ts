import { handlerName } from '../../src/core/displaySet/describeRule.ts';
import type { GroupingFingerprint } from '../../src/core/displaySet/fingerprint.ts';
import type { HandlerTrace, SeriesTrace } from '../../src/core/displaySet/organized.ts';
import { sopClassName } from '../../src/core/dicom/sopClass.ts';
import { count, printable, table, wrapped } from './columns.ts';
import type { Comparison, ExplainedDisplaySet, Explanation, SetName } from './explain.ts';
import type { SkippedFile } from './readFolder.ts';

/** The explanation for reading in a terminal of 100 columns: display sets, then what is left over. */
export function explanationText(
  explanation: Explanation,
  notes: readonly SkippedFile[] = [],
  { trace = false }: { readonly trace?: boolean } = {},
): string {
  const { displaySets, unclaimed, skippedFiles, received, mode } = explanation;
  const shown = displaySets.reduce((sum, { instances }) => sum + instances.length, 0);
  const warned = displaySets.filter(({ messages }) => messages.length > 0);
  return text([
    ...wrapped(
      `Mode ${mode}: ${count(received, 'instance')} = ${shown.toLocaleString('en')} in ${count(displaySets.length, 'display set')} + ${unclaimed.length.toLocaleString('en')} unclaimed; ${count(skippedFiles.length, 'file')} skipped.`,
      0,
    ),
    '',
    ...table(
      [
        { title: 'series', align: 'right' },
        { title: 'mod' },
        { title: 'display set' },
        { title: 'images', align: 'right' },
        { title: 'inst', align: 'right' },
        { title: 'handler' },
        { title: '' },
      ],
      displaySets.map(rowOf),
    ),
    ...section(
      'Messages',
      warned.flatMap(({ label, messages }) =>
        messages.map((message) => `${message.severity === 'info' ? '' : '! '}${label}: ${message.text}`),
      ),
    ),
    ...section(
      'Unclaimed',
      unclaimed.map((one) => `${sopClassName(one.SOPClassUID)}: ${one.reason}`),
    ),
    ...section('Skipped files', skippedFiles.map(fileText)),
    ...section('Used, but not read whole', notes.map(fileText)),
    ...section(
      `About the mode ${mode}`,
      (explanation.lint ?? []).map(({ severity, text: words }) => `${severity}: ${words}`),
    ),
    ...(trace ? ['', 'Trace', ...explanation.trace.flatMap(seriesLines)] : []),
  ]);
}

const text = (lines: readonly string[]) => lines.map(printable).join('\n');
const fileText = ({ path, reason }: SkippedFile) => `${path}: ${reason}`;

function rowOf(set: ExplainedDisplaySet): string[] {
  const rate = set.FrameRate === null ? '' : ` ${Math.round(set.FrameRate * 100) / 100} fps`;
  return [
    set.SeriesNumber === null ? '-' : String(set.SeriesNumber),
    set.Modality || '-',
    set.label,
    `${set.numImageFrames}${rate}`,
    String(set.instances.length),
    handlerName(set.SOPClassHandlerId),
    set.messages.some(({ severity }) => severity !== 'info') ? '!' : '',
  ];
}

function seriesLines({ SeriesInstanceUID, received, unclaimed, handlers }: SeriesTrace): string[] {
  const asked = handlers.filter(({ outcome }) => outcome !== 'no-match');
  const silent = handlers.length - asked.length;
  return [
    '',
    ...wrapped(`Series ${SeriesInstanceUID}: ${count(received, 'instance')}, ${unclaimed} unclaimed`, 2),
    ...asked.flatMap(handlerLines),
    ...(silent > 0 ? [`    ${count(silent, 'other handler')}: nothing of their SOP classes was left`] : []),
  ];
}

function handlerLines(trace: HandlerTrace): string[] {
  const { SOPClassHandlerId, outcome, offered, took, reason, error, displaySets, sopClasses } = trace;
  const classes = sopClasses.map((one) => `${sopClassName(one.SOPClassUID)} ${one.took} of ${one.offered}`);
  return [
    ...wrapped(`${handlerName(SOPClassHandlerId)}: ${outcome}, ${took} of ${offered}. ${error ?? reason}`, 4),
    ...(classes.length > 1 ? wrapped(`by SOP class: ${classes.join(', ')}`, 6) : []),
    ...displaySets.flatMap((set) => [
      ...wrapped(`${set.label}: ${count(set.instances, 'instance')}, sorted by ${set.sortedBy}`, 6),
      ...wrapped(`split: ${valuesText(set.splitValues) || 'none'}`, 8),
      ...wrapped(`key: ${set.splitKey || 'none: one display set'}`, 8),
      ...(set.geometry === undefined ? [] : wrapped(`geometry: ${set.geometry}`, 8)),
    ]),
  ];
}

const valuesText = (values: Readonly<Record<string, string>>) =>
  Object.entries(values)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');

/** What differs in another mode: gone, new and changed display sets. */
export function comparisonText(fromMode: string, comparison: Comparison): string {
  const { mode, same, changed, gone, added } = comparison;
  const set = ({ label, Modality, numImageFrames, instances }: SetName) =>
    `${Modality} ${label}: ${count(numImageFrames, 'image')}, ${count(instances, 'instance')}`;
  return text([
    ...wrapped(
      `${fromMode} against ${mode}: ${same} the same, ${changed.length} changed, ${gone.length} gone, ${added.length} new.`,
      0,
    ),
    ...section(`Only in ${fromMode}`, gone.map(set)),
    ...section(`Only in ${mode}`, added.map(set)),
    ...section(
      'Changed',
      changed.map(({ beforeLabel, afterLabel, what }) =>
        beforeLabel === afterLabel
          ? `${beforeLabel}: ${what.join(', ')}`
          : `${beforeLabel} is ${afterLabel}: ${what.join(', ')}`,
      ),
    ),
  ]);
}

export const fingerprintText = (mode: string, { exact, anonymous }: GroupingFingerprint): string =>
  `Fingerprints of the grouping in mode ${mode}\n  ${exact}\n  ${anonymous}`;

/** Equal lines once, with how many times. */
function section(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [
    '',
    title,
    ...[...counts].flatMap(([item, n]) => wrapped(`${item}${n > 1 ? ` (${n} times)` : ''}`, 2)),
  ];
}
