import { sopClassName } from '../../core/dicom/sopClass.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { HandlerOutcome, HandlerTrace, OrganizedSeries } from '../../core/displaySet/organized.ts';

export const outcomeWords: Readonly<Record<HandlerOutcome, string>> = {
  took: 'took',
  left: 'left',
  'no-match': 'no match',
  failed: 'failed',
};

/** "took 7 of 9": the outcome with its count. */
export function outcomeText({ outcome, took, offered }: HandlerTrace): string {
  const [n, of] = [took.toLocaleString(), offered.toLocaleString()];
  if (outcome === 'took') return took === offered ? `took all ${of}` : `took ${n} of ${of}`;
  if (outcome === 'left') return offered === 1 ? 'left 1' : `left all ${of}`;
  if (outcome === 'failed') return `failed on ${of}`;
  return 'no match';
}

export interface ModeName {
  readonly id: string;
  readonly displayName: string;
}

/** What became of one series, for a machine: UIDs, values and reasons, nothing of the patient. */
export function traceAsJson(organized: OrganizedSeries, { id }: ModeName): string {
  const { StudyInstanceUID, SeriesInstanceUID, received, displaySets, unclaimed, trace } = organized;
  const value = {
    mode: id,
    StudyInstanceUID,
    SeriesInstanceUID,
    received,
    displaySets: displaySets.map((set) => ({
      displaySetInstanceUID: set.displaySetInstanceUID,
      SOPClassHandlerId: set.SOPClassHandlerId,
      label: set.label,
      splitKey: set.splitKey,
      numImageFrames: set.numImageFrames,
      FrameRate: set.FrameRate,
      FrameRateSource: set.FrameRateSource,
      geometry: set.geometry,
      messages: set.messages,
      instances: set.instances.map(({ SOPInstanceUID }) => SOPInstanceUID),
    })),
    unclaimed: unclaimed.map(({ instance: { SOPInstanceUID, SOPClassUID }, reason }) => ({
      SOPInstanceUID,
      SOPClassUID,
      reason,
    })),
    trace,
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The same to be read: a mail to whoever looks after the mode. */
export function traceAsText(
  { trace, displaySets, unclaimed }: OrganizedSeries,
  { displayName }: ModeName,
  { SeriesNumber, SeriesDescription, Modality }: DisplaySet,
): string {
  const series = [`Series ${SeriesNumber ?? 'without number'}`, SeriesDescription, Modality].filter(Boolean);
  const lines = [
    `${series.join(', ')}: ${trace.received} instances in mode ${displayName}`,
    `SeriesInstanceUID ${trace.SeriesInstanceUID}`,
    '',
    'Handlers, in order:',
    ...trace.handlers.flatMap((handler, index) => handlerLines(handler, index + 1)),
    '',
    'Display sets:',
    ...displaySets.flatMap(displaySetLines),
  ];
  if (unclaimed.length > 0) {
    const reasons = new Set(unclaimed.map(({ reason }) => reason));
    lines.push('', `Not taken by any handler: ${unclaimed.length} (${[...reasons].join('; ')})`);
  }
  return `${lines.join('\n')}\n`;
}

function handlerLines(handler: HandlerTrace, number: number): string[] {
  const { SOPClassHandlerId, reason, error, sopClasses } = handler;
  const first = `${String(number).padStart(3)}. ${SOPClassHandlerId}: ${outcomeText(handler)}`;
  if (handler.outcome === 'no-match') return [first];
  return [
    first,
    `     ${reason}`,
    ...(error === undefined ? [] : [`     error: ${error}`]),
    ...sopClasses.map(
      ({ SOPClassUID, took, offered }) => `     ${sopClassName(SOPClassUID)}: ${took} of ${offered}`,
    ),
  ];
}

function displaySetLines({
  label,
  SOPClassHandlerId,
  displaySetInstanceUID,
  numImageFrames,
  instances,
  splitKey,
  geometry,
  FrameRate,
  FrameRateSource,
  messages,
}: DisplaySet): string[] {
  return [
    `  ${label}: ${instances.length} instances, ${numImageFrames} images, by ${SOPClassHandlerId}`,
    `     UID ${displaySetInstanceUID}`,
    `     split key ${splitKey || '(none)'}`,
    ...(geometry ? [`     geometry ${geometry.summary}`] : []),
    ...(FrameRate === undefined ? [] : [`     ${FrameRate} frames per second, from ${FrameRateSource}`]),
    ...messages.map(({ severity, text }) => `     ${severity}: ${text}`),
  ];
}
