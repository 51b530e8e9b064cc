import type { DisplaySet, DisplaySetMessage } from '../../core/displaySet/displaySet.ts';
import type { Organized } from '../../core/displaySet/organized.ts';

/**
 * What a study becomes in one mode, a line a display set, for tables that people
 * read: `label | handler | images/instances | geometry | rate`, then its messages
 * and references, indented. What nobody took comes last, with the reason.
 */
export function rowsOf({ displaySets, unclaimed }: Organized): readonly string[] {
  return [
    ...displaySets.flatMap(rowsOfSet),
    ...unclaimed.map(({ instance, reason }) => `- ${instance.SOPInstanceUID}: ${reason}`),
  ];
}

function rowsOfSet(set: DisplaySet): readonly string[] {
  const [extension = '', , name = ''] = set.SOPClassHandlerId.split('.');
  const images = set.numImageFrames === set.instances.length ? '' : `${set.numImageFrames} im, `;
  const columns = [
    set.label,
    `${extension} ${name}`,
    `${images}${set.instances.length}`,
    set.geometry?.summary ?? '',
    set.FrameRate === undefined ? '' : `${set.FrameRate} fps from ${set.FrameRateSource}`,
  ];
  while (columns.at(-1) === '') columns.pop();
  return [columns.join(' | '), ...set.messages.map(messageRow), ...referenceRows(set)];
}

const marks: Readonly<Record<DisplaySetMessage['severity'], string>> = { info: 'i', warning: '!', error: 'x' };

const messageRow = ({ severity, code, text }: DisplaySetMessage) => `  ${marks[severity]} ${code}: ${text}`;

/** What it refers to, by purpose: how many objects of which series. */
const referenceRows = ({ references }: DisplaySet): readonly string[] =>
  references.map(({ purpose, SOPInstanceUIDs, SeriesInstanceUID, FrameOfReferenceUID }) => {
    const place = SeriesInstanceUID ?? FrameOfReferenceUID;
    return `  > ${purpose}: ${SOPInstanceUIDs.length}${place === undefined ? '' : ` of ${place}`}`;
  });
