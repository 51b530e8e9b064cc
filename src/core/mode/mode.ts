import type { HangingRule } from '../hanging/rule.ts';
import type { GridLayout } from '../layout/gridLayout.ts';

export type { GridLayout } from '../layout/gridLayout.ts';

/** What a mode may look at to say whether it suits a study. Grows as metadata arrives. */
export interface StudyFacts {
  readonly ModalitiesInStudy: readonly string[];
  /** Instances the archive promises (QIDO), or received so far when it does not say. */
  readonly numInstances: number;
  /** Empty until metadata has come. */
  readonly SOPClassUIDs: ReadonlySet<string>;
  /** Instances with more than one frame. */
  readonly numMultiFrame: number;
  readonly FrameOfReferenceUIDs: ReadonlySet<string>;
  /** SOP classes of the pictures in each frame of reference: what can be laid over what. */
  readonly classesByFrameOfReference: ReadonlyMap<string, ReadonlySet<string>>;
  /** Instances with more than one frame, by SOP class. */
  readonly multiFrameByClass: ReadonlyMap<string, number>;
  /** Instances whose frames are a video stream, as far as the archive tells. */
  readonly numVideos: number;
  /** CT, MR and PET slices with a plane, in the series that has most of them; frames count as slices. */
  readonly mostSlices: number;
  /** Whether every series' metadata has come: until then a "no" may still turn into a "yes". */
  readonly complete: boolean;
}

export type Applicability =
  | { readonly applicable: true; readonly reason?: string }
  | { readonly applicable: false; readonly reason: string };

/** A named use of the viewer. Data only; handler ids are resolved and checked at start-up. */
export interface Mode {
  /** Part of the URL: lower case letters, digits and dashes. */
  readonly id: string;
  readonly displayName: string;
  /** One line: what it is for. */
  readonly description: string;
  /** A lucide icon name: `layout-grid`, `clapperboard`, `file-text`, `list-tree`. */
  readonly icon: string;
  /** Tried in this order; the first to take an instance has it. */
  readonly sopClassHandlers: readonly string[];
  isApplicable(study: StudyFacts): Applicability;
  readonly layout: GridLayout;
  /**
   * How display sets are listed: `series` (default) by series number; `handlers`
   * what the first handler made comes first, then the next one's, each by series.
   */
  readonly order?: 'series' | 'handlers';
  /** Opens with every viewport filled, with what it lists first, in its order. */
  readonly fillsLayout?: boolean;
  /** A volume that it opens on is shown in its three planes, unless the screen is divided otherwise. */
  readonly opensInPlanes?: boolean;
  /** Tried in this order after the reader's own: the first that fits the study is hung. */
  readonly hangingRules?: readonly HangingRule[];
  /** Clips start to play when they are shown. */
  readonly autoPlay?: boolean;
  /** Preferred viewport kinds of this mode, before the display set's own: raw shows tags first. */
  readonly preferredViewportKinds?: readonly string[];
  readonly tools?: readonly string[];
  readonly panels?: readonly string[];
}
