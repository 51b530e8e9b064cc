import type { Instance } from '../dicom/instance.ts';
import type { DisplaySet, DisplaySetPart } from './displaySet.ts';

/** An instance that no handler of the mode took. */
export interface UnclaimedInstance {
  readonly instance: Instance;
  /** Why, in words: "no handler of this mode reads Raw Data Storage". */
  readonly reason: string;
}

export type HandlerOutcome = 'took' | 'left' | 'no-match' | 'failed';

/** What one handler did with one series. */
export interface HandlerTrace {
  readonly SOPClassHandlerId: string;
  readonly outcome: HandlerOutcome;
  readonly offered: number;
  readonly took: number;
  /** By SOP class, in the order offered. */
  readonly sopClasses: readonly {
    readonly SOPClassUID: string;
    readonly offered: number;
    readonly took: number;
  }[];
  /** Why it took, left or refused: its own reason where it gives one. */
  readonly reason: string;
  readonly displaySets: readonly {
    readonly displaySetInstanceUID: string;
    readonly label: string;
    readonly splitKey: string;
    readonly splitValues: Readonly<Record<string, string>>;
    readonly sortedBy: string;
    readonly instances: number;
    /** Runs of its images, where it holds several things. */
    readonly parts: readonly DisplaySetPart[];
    readonly geometry: string | undefined;
  }[];
  /** What it did wrong, when `failed`. */
  readonly error?: string;
}

export interface SeriesTrace {
  readonly StudyInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly received: number;
  readonly unclaimed: number;
  /** Every handler of the mode, in its order. */
  readonly handlers: readonly HandlerTrace[];
}

/** What one series becomes. Made anew only when that series changes. */
export interface OrganizedSeries {
  readonly StudyInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly received: number;
  readonly displaySets: readonly DisplaySet[];
  readonly unclaimed: readonly UnclaimedInstance[];
  /** The unclaimed as display sets of kind `tags`, one a SOP class: what the study browser shows for them. */
  readonly unsupported: readonly DisplaySet[];
  readonly trace: SeriesTrace;
}

/** The value of `organize`: received = instances in displaySets + unclaimed. */
export interface Organized {
  readonly received: number;
  readonly displaySets: readonly DisplaySet[];
  readonly unclaimed: readonly UnclaimedInstance[];
  readonly unsupported: readonly DisplaySet[];
  readonly trace: readonly SeriesTrace[];
}
