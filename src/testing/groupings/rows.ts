import type { DisplaySet, DisplaySetMessage } from '../../core/displaySet/displaySet.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { imageAt, imageCount } from '../../core/displaySet/images.ts';
import type { Organized } from '../../core/displaySet/organized.ts';
import type { ResolvedReference } from '../../core/displaySet/relation.ts';
import { relationsAmong } from '../../core/displaySet/relations.ts';

/**
 * What a study becomes in one mode, for tables that people read. A line a
 * display set: `label | handler | images, instances | geometry | rate`, then
 *
 *     = order   InstanceNumbers, or frames, where they are not simply rising
 *     : part    runs of images of an instance that holds several things
 *     ! code    messages (i: information, !: warning, x: error)
 *     > purpose what it refers to, and what of that is here
 *
 * What nobody took comes last, with the reason. Lines that differ only in the
 * number of an instance are one: "instance 1 to 7".
 */
export function rowsOf({ displaySets, unclaimed }: Organized): readonly string[] {
  const relations = relationsAmong(displaySets);
  const labels = new Map(displaySets.map((set) => [set.displaySetInstanceUID, set.label]));
  return collapsed([
    ...displaySets.flatMap((set) => {
      const own = relations.get(set.displaySetInstanceUID);
      return [
        columnsOf(set),
        ...orderRows(set),
        ...set.parts.map(
          (part) => `  : ${part.label}: images ${part.start + 1} to ${part.start + part.count}`,
        ),
        ...[...set.messages, ...(own?.messages ?? [])].map(messageRow),
        ...(own?.references ?? []).map((reference) => referenceRow(reference, labels)),
      ];
    }),
    ...unclaimed.map(({ instance, reason }) => `- ${instance.SOPInstanceUID}: ${reason}`),
  ]);
}

function columnsOf(set: DisplaySet): string {
  const [extension = '', , name = ''] = set.SOPClassHandlerId.split('.');
  const images = set.numImageFrames === set.instances.length ? '' : `${set.numImageFrames} images, `;
  const columns = [
    set.label,
    `${extension} ${name}`,
    `${images}${set.instances.length}`,
    set.geometry?.summary ?? '',
    set.FrameRate === undefined ? '' : `${set.FrameRate} fps from ${set.FrameRateSource}`,
  ];
  while (columns.at(-1) === '') columns.pop();
  return columns.join(' | ');
}

function orderRows(set: DisplaySet): readonly string[] {
  const pictures = Array.from({ length: Math.min(imageCount(set), 40) }, (_, i) => imageAt(set, i));
  const frames = set.isMultiFrame && set.instances.length === 1;
  const order = pictures.map((picture) => (frames ? picture?.frame : numberOf(picture?.instance)) ?? 0);
  const isRising = order.every((n, i) => i === 0 || n >= (order[i - 1] ?? 0));
  return isRising ? [] : [`  = ${order.join(' ')}`];
}

/** Parts of a concatenation share their InstanceNumber (PS3.3 7.5.1). */
const numberOf = (instance: Instance | undefined) =>
  instance?.InConcatenationNumber ?? instance?.InstanceNumber;

const marks: Readonly<Record<DisplaySetMessage['severity'], string>> = {
  info: 'i',
  warning: '!',
  error: 'x',
};

const messageRow = ({ severity, code, text }: DisplaySetMessage) => `  ${marks[severity]} ${code}: ${text}`;

function referenceRow(
  { reference, by, found, missing }: ResolvedReference,
  labels: ReadonlyMap<string, string>,
): string {
  const here = found.map(
    ({ displaySetInstanceUID, SOPInstanceUIDs }) =>
      `${SOPInstanceUIDs.length} in ${labels.get(displaySetInstanceUID) ?? '?'}`,
  );
  const others = here.length > 4 ? here.splice(3).length : 0;
  if (others > 0) here.push(`and ${others} more display sets`);
  const gone = missing > 0 ? [`${missing} not here`] : [];
  return `  > ${reference.purpose}, by ${by}: ${[...here, ...gone].join(', ') || 'nothing here'}`;
}

function collapsed(rows: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let run: { before: string; first: number; last: number; after: string } | undefined;
  const end = () => {
    if (!run) return;
    const { before, first, last, after } = run;
    lines.push(`${before}${first === last ? first : `${first} to ${last}`}${after}`);
    run = undefined;
  };
  for (const row of rows) {
    const [, before, number, after] = /^(.*, instance )(\d+)( \| .*)$/.exec(row) ?? [];
    const n = Number(number);
    if (run && run.before === before && run.after === after && n === run.last + 1) run.last = n;
    else {
      end();
      if (before === undefined || after === undefined) lines.push(row);
      else run = { before, first: n, last: n, after };
    }
  }
  end();
  return lines;
}
