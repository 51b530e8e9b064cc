import type { RankDisplaySet } from '../core/mode/handlerRank.ts';
import { studyFacts } from '../core/mode/modesForStudy.ts';
import type { Instance } from '../core/dicom/instance.ts';
import type { DisplaySet, DisplaySetMessage } from '../core/displaySet/displaySet.ts';
import type { Relations } from '../core/displaySet/relation.ts';
import { visibleCells } from './hanging.ts';
import { compareSeries } from './seriesOrder.ts';
import type { SeriesEntry, ViewerState } from './viewerState.ts';

/** One row of the study browser: a display set, or a series that has none yet. */
export type BrowserRow =
  | {
      readonly type: 'displaySet';
      readonly key: string;
      readonly displaySet: DisplaySet;
      readonly entry: SeriesEntry;
      /** What other display sets say of this one: rejected images, a later version. */
      readonly told: readonly DisplaySetMessage[];
    }
  | { readonly type: 'series'; readonly key: string; readonly entry: SeriesEntry };

export interface BrowserGroup {
  readonly StudyInstanceUID: string;
  readonly rows: readonly BrowserRow[];
}

/**
 * The study browser's rows as the mode lists them, a group a study; series appear
 * before their metadata has come, after what has come where the handlers' order counts.
 */
export function browserGroups(
  { studyOrder, series, organized }: Pick<ViewerState, 'studyOrder' | 'series' | 'organized'>,
  rank: RankDisplaySet,
  relations: Relations = new Map(),
): readonly BrowserGroup[] {
  const rankOf = (row: BrowserRow) =>
    rank(row.type === 'displaySet' ? row.displaySet : { SOPClassHandlerId: '' });
  const byStudy = new Map<string, SeriesEntry[]>(studyOrder.map((uid) => [uid, []]));
  for (const entry of Object.values(series)) byStudy.get(entry.summary.StudyInstanceUID)?.push(entry);
  return [...byStudy].map(([StudyInstanceUID, entries]) => ({
    StudyInstanceUID,
    rows: entries
      .sort((a, b) => compareSeries(a.summary, b.summary))
      .flatMap((entry): BrowserRow[] => {
        const made = organized[entry.key];
        if (!made) return [{ type: 'series', key: entry.key, entry }];
        return [...made.displaySets, ...made.unsupported].map((displaySet) => ({
          type: 'displaySet',
          key: displaySet.displaySetInstanceUID,
          displaySet,
          entry,
          told: relations.get(displaySet.displaySetInstanceUID)?.messages ?? [],
        }));
      })
      .sort((a, b) => rankOf(a) - rankOf(b)),
  }));
}

export interface InstanceCounts {
  /** Instances whose metadata is here and could be read. */
  readonly received: number;
  /** What the archive promises by QIDO-RS (0020,1209), or what came where it does not say. */
  readonly promised: number;
  readonly unclaimed: number;
  readonly displaySets: number;
  /** Entries of metadata that could not be used at all. */
  readonly refused: number;
}

/** Received = in display sets + unclaimed: the sum the reader sees. */
export function instanceCounts({ series, organized, displaySets }: ViewerState): InstanceCounts {
  let received = 0;
  let promised = 0;
  let unclaimed = 0;
  let refused = 0;
  for (const { key, summary, instances, status, problems } of Object.values(series)) {
    received += instances.length;
    promised += summary.NumberOfSeriesRelatedInstances ?? (status === 'ready' ? instances.length : 0);
    unclaimed += organized[key]?.unclaimed.length ?? 0;
    for (const { verdict } of problems) if (verdict === 'refused') refused += 1;
  }
  return {
    received,
    promised: Math.max(promised, received),
    unclaimed,
    displaySets: displaySets.size,
    refused,
  };
}

/** True while series are still to come, metadata is on its way or display sets are being made. */
export const isLoading = ({ studies, series, organizing }: ViewerState): boolean =>
  organizing ||
  Object.values(studies).some(({ status, refreshing }) => status === 'loading' || refreshing === true) ||
  Object.values(series).some(
    ({ status, refreshing }) => status === 'listed' || status === 'loading' || refreshing === true,
  );

/** Any instance of an open study: who the patient is before or without a study row. */
export function anyInstance({ series }: ViewerState, StudyInstanceUID: string): Instance | undefined {
  for (const { summary, instances } of Object.values(series)) {
    if (summary.StudyInstanceUID === StudyInstanceUID && instances[0]) return instances[0];
  }
  return undefined;
}

/** Which viewports show a display set: the marks on its thumbnail. */
export function viewportsShowing({ hanging }: ViewerState, displaySetInstanceUID: string): readonly string[] {
  return visibleCells(hanging)
    .filter((cell) => cell.displaySetInstanceUID === displaySetInstanceUID)
    .map(({ id }) => id);
}

/** What is known of the open studies, for the modes' own judgement; kept while its inputs are the same. */
export const studyFactsOf = remember(
  ({ series, studies }: Pick<ViewerState, 'series' | 'studies'>) => {
    const entries = Object.values(series);
    const settled = ({ status }: SeriesEntry) => status === 'ready' || status === 'failed';
    const complete =
      entries.every(settled) && Object.values(studies).every(({ status }) => status !== 'loading');
    return studyFacts(
      entries.map(({ summary }) => summary),
      entries.flatMap(({ instances }) => instances),
      complete,
    );
  },
  ({ series, studies }) => [series, studies],
);

/** Remembers the last value for the same inputs: selectors that cost something run once a change. */
function remember<In, Out>(
  compute: (input: In) => Out,
  keys: (input: In) => readonly unknown[],
): (input: In) => Out {
  let last: { keys: readonly unknown[]; value: Out } | undefined;
  return (input) => {
    const now = keys(input);
    if (!last || now.some((key, index) => key !== last?.keys[index]))
      last = { keys: now, value: compute(input) };
    return last.value;
  };
}
