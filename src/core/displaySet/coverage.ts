import { compareStrings } from '../collections.ts';
import type { SeriesSummary } from '../dataSource.ts';
import { ANY_SOP_CLASS, sopClassEntry, sopClassName } from '../dicom/sopClass.ts';
import type { RegisteredHandler } from '../extension/sopClassHandler.ts';
import type { Mode } from '../mode/mode.ts';
import type { OrganizedSeries } from './organized.ts';

/** What a mode covers of what is here: received = shown + unclaimed, by SOP class, handler and series. */

export interface ClassCoverage {
  readonly SOPClassUID: string;
  readonly name: string;
  readonly received: number;
  readonly shown: number;
  readonly unclaimed: number;
  /** Whether any handler of the mode names the class at all. Without one, nothing of it can ever be shown. */
  readonly hasHandler: boolean;
  /** Instances taken, by handler id; handlers that took none are left out. */
  readonly tookBy: ReadonlyMap<string, number>;
}

export interface ModeCoverage {
  readonly modeId: string;
  readonly modeName: string;
  readonly received: number;
  readonly shown: number;
  readonly unclaimed: number;
  readonly displaySets: number;
  /** Of SOP classes that are here, in the order of the table of classes, unknown ones last. */
  readonly classes: readonly ClassCoverage[];
  /** Every handler of the mode, in its order. */
  readonly handlers: readonly {
    readonly id: string;
    readonly took: number;
    readonly displaySets: number;
  }[];
}

export function modeCoverage(
  { id, displayName }: Pick<Mode, 'id' | 'displayName'>,
  handlers: readonly RegisteredHandler[],
  series: Iterable<OrganizedSeries>,
): ModeCoverage {
  const classes = new Map<string, { tookBy: Map<string, number>; unclaimed: number }>();
  const ofClass = (SOPClassUID: string) => {
    let found = classes.get(SOPClassUID);
    if (!found) classes.set(SOPClassUID, (found = { tookBy: new Map(), unclaimed: 0 }));
    return found;
  };
  const sums = new Map(handlers.map((handler) => [handler.id, { took: 0, displaySets: 0 }]));
  let received = 0;
  let unclaimed = 0;
  let displaySets = 0;
  for (const one of series) {
    received += one.received;
    unclaimed += one.unclaimed.length;
    displaySets += one.displaySets.length;
    for (const trace of one.trace.handlers) {
      const sum = sums.get(trace.SOPClassHandlerId);
      if (sum) {
        sum.took += trace.took;
        sum.displaySets += trace.displaySets.length;
      }
      for (const { SOPClassUID, took } of trace.sopClasses) {
        if (took === 0) continue;
        const { tookBy } = ofClass(SOPClassUID);
        tookBy.set(trace.SOPClassHandlerId, (tookBy.get(trace.SOPClassHandlerId) ?? 0) + took);
      }
    }
    for (const { instance } of one.unclaimed) ofClass(instance.SOPClassUID).unclaimed++;
  }
  return {
    modeId: id,
    modeName: displayName,
    received,
    shown: received - unclaimed,
    unclaimed,
    displaySets,
    classes: [...classes]
      .sort(([a], [b]) => compareClasses(a, b))
      .map(([SOPClassUID, { tookBy, unclaimed: left }]) => {
        const shown = [...tookBy.values()].reduce((sum, took) => sum + took, 0);
        return {
          SOPClassUID,
          name: capital(sopClassName(SOPClassUID)),
          received: shown + left,
          shown,
          unclaimed: left,
          hasHandler: isClassNamed(SOPClassUID, handlers),
          tookBy,
        };
      }),
    handlers: handlers.map((handler) => ({
      id: handler.id,
      took: sums.get(handler.id)?.took ?? 0,
      displaySets: sums.get(handler.id)?.displaySets ?? 0,
    })),
  };
}

/** Whether a handler of these could be offered an object of the class. One that does not say its class never is. */
export const isClassNamed = (SOPClassUID: string, handlers: readonly RegisteredHandler[]) =>
  SOPClassUID !== '' &&
  handlers.some(({ handler: { sopClassUids } }) =>
    sopClassUids.some((uid) => uid === SOPClassUID || uid === ANY_SOP_CLASS),
  );

function compareClasses(a: string, b: string): number {
  const group = (uid: string) => sopClassEntry(uid)?.group ?? '~';
  return compareStrings(group(a), group(b)) || compareStrings(sopClassName(a), sopClassName(b));
}

/** A series as far as it has come; `SeriesEntry` of the state is one. */
export interface SeriesSoFar {
  readonly key: string;
  readonly summary: SeriesSummary;
  readonly status: 'listed' | 'loading' | 'ready' | 'failed';
  readonly problems: readonly { readonly verdict: string }[];
}

export interface SeriesCoverage {
  readonly key: string;
  readonly SeriesInstanceUID: string;
  readonly SeriesNumber: number | undefined;
  readonly Modality: string;
  readonly SeriesDescription: string;
  readonly status: SeriesSoFar['status'];
  /** NumberOfSeriesRelatedInstances (0020,1209) of the archive's list; undefined where it does not say. */
  readonly promised: number | undefined;
  readonly received: number;
  readonly shown: number;
  readonly unclaimed: number;
  /** Entries of the metadata that could not be used at all. */
  readonly refused: number;
  readonly displaySets: number;
}

/** One row a series, as the archive lists them, whether or not their metadata has come. */
export function seriesCoverage(
  series: Iterable<SeriesSoFar>,
  organized: Readonly<Record<string, OrganizedSeries>>,
): readonly SeriesCoverage[] {
  return Array.from(series, ({ key, summary, status, problems }) => {
    const made = organized[key];
    const received = made?.received ?? 0;
    const unclaimed = made?.unclaimed.length ?? 0;
    return {
      key,
      SeriesInstanceUID: summary.SeriesInstanceUID,
      SeriesNumber: summary.SeriesNumber,
      Modality: summary.Modality ?? '',
      SeriesDescription: summary.SeriesDescription ?? '',
      status,
      promised: summary.NumberOfSeriesRelatedInstances,
      received,
      shown: received - unclaimed,
      unclaimed,
      refused: problems.filter(({ verdict }) => verdict === 'refused').length,
      displaySets: made?.displaySets.length ?? 0,
    };
  });
}

/** "12 of 240 received" where fewer came than were promised, "240 received" where all did. */
export function receivedText({
  promised,
  received,
  status,
}: Pick<SeriesCoverage, 'promised' | 'received' | 'status'>): string {
  const came = `${received.toLocaleString('en')}${
    promised !== undefined && promised !== received ? ` of ${promised.toLocaleString('en')}` : ''
  } received`;
  if (status === 'failed') return `${came}, failed`;
  return status === 'ready' ? came : `${came}, still loading`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
