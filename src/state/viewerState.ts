import type { DataSourceError } from '../core/errors.ts';
import type { InstanceProblem, SeriesSummary, StudySummary } from '../core/dataSource.ts';
import type { Instance } from '../core/dicom/instance.ts';
import type { DisplaySet, ViewportKind } from '../core/displaySet/displaySet.ts';
import type { OrganizedSeries } from '../core/displaySet/organized.ts';
import type { GroupingRule } from '../core/displaySet/rule.ts';
import type { HangingRule } from '../core/hanging/rule.ts';
import type { Preferences } from './preferences.ts';
import { noPriors, type PriorsState } from './priorsState.ts';
import type { RuleProposal } from './ruleProposal.ts';
import type { LongTask } from './tasks.ts';
import { MAX_VIEWPORTS, toLayout, type Layout } from '../core/layout/layout.ts';
import type { LinkedBy } from '../core/linking/follow.ts';
import { noLinks, type Linking } from '../core/linking/linking.ts';
import type { GridLayout } from '../core/mode/mode.ts';
import type { UserMode } from '../core/mode/userMode.ts';
import type { CineState, FrameRange, Presentation } from '../core/viewport.ts';

/** `${StudyInstanceUID}/${SeriesInstanceUID}`: a broken archive may use one series UID in two studies. */
export type SeriesKey = string;

export interface StudyEntry {
  readonly StudyInstanceUID: string;
  readonly summary: StudySummary | undefined;
  /** `unknown`: the archive does not hold it. `empty`: it does, without a series. */
  readonly status: 'loading' | 'ready' | 'failed' | 'unknown' | 'empty';
  readonly error: DataSourceError | undefined;
  /** The archive is asked again what it holds; what is here stays meanwhile. */
  readonly refreshing?: boolean;
}

/** One series of an open study, from the archive's list until its metadata is here. */
export interface SeriesEntry {
  readonly key: SeriesKey;
  readonly summary: SeriesSummary;
  readonly status: 'listed' | 'loading' | 'ready' | 'failed';
  /** Its metadata is fetched again; `instances` are those from before until it has come. */
  readonly refreshing?: boolean;
  readonly instances: readonly Instance[];
  readonly problems: readonly InstanceProblem[];
  readonly error: DataSourceError | undefined;
  /** Bytes of metadata so far. */
  readonly loaded: number;
  readonly total: number | undefined;
  /** The server asked us to wait this long. */
  readonly waitingSeconds: number | undefined;
}

/**
 * Kinds of viewport whose pictures are framed alike. Slices, planes and fused
 * planes are one family: zoom, place and turn mean the same in all of them. A
 * projection and a volume in 3D are seen from elsewhere and have their own.
 */
export type Framing = 'planes' | 'projection' | '3d';

/** One cell of the grid: which display set it shows and where it was last seen. Ids and plain data only. */
export interface ViewportCell {
  readonly id: string;
  readonly displaySetInstanceUID: string | undefined;
  readonly kind: ViewportKind | undefined;
  /** The image to open on, or that was shown when the cell was last hidden or remapped. */
  readonly image: { readonly SOPInstanceUID: string; readonly frame: number } | undefined;
  readonly presentation: Presentation | undefined;
  /** Why the cell is empty although something was shown or asked for: in words, never blank. */
  readonly absence: { readonly title: string; readonly reason: string } | undefined;
  /** Counts assignments, so that showing the same display set again is seen as one. */
  readonly assignment: number;
  /** What this cell showed in the modes that were left since it was last hung: the way back is exact. */
  readonly homes: Readonly<Record<string, CellContent>>;
  /** How the same was last seen as another kind of picture: the way back from 3D is exact, too. */
  readonly views?: Readonly<Partial<Record<Framing, Presentation>>> | undefined;
  /** How its clip was played when the cell was last hidden, or is to be played; absent: as it comes. */
  readonly cine?: KeptCine | undefined;
  /** The hanging rule that hung it; absent: the reader, a link, or the viewer as it opened. */
  readonly hungBy?: HungBy | undefined;
}

/** How a clip is played, as far as it is kept. */
export interface KeptCine {
  readonly playing: boolean;
  readonly loop: CineState['loop'];
  /** Set by hand; absent: the speed of the data. */
  readonly framesPerSecond?: number;
  /** The part that is played; absent: all of it. */
  readonly range?: FrameRange;
  /** It plays in step with the others on the screen that do. */
  readonly inStep?: true;
}

/** Which viewport of which stage of a hanging rule. */
export interface HungBy {
  readonly ruleId: string;
  readonly ruleName: string;
  /** From 0. */
  readonly stage: number;
  readonly stageName: string;
  /** Of the stage's viewports, from 0. */
  readonly place: number;
  readonly placeName: string;
}

export type CellContent = Pick<ViewportCell, 'displaySetInstanceUID' | 'kind' | 'image' | 'presentation'>;

/** What can be undone: the whole hanging. */
export interface Hanging {
  readonly layout: Layout;
  /**
   * Always as many as the largest layout; the first are shown, as many as the layout has viewports, in
   * its order. Where one comes or goes between others, these keep their ids: a number is a place, an id is not.
   */
  readonly cells: readonly ViewportCell[];
  readonly activeViewportId: string;
}

/** A moment to go back to: the hanging, and the manual rules then in force (absent: those of now). */
export interface Moment extends Hanging {
  readonly rules?: readonly GroupingRule[];
  /** What the cells' UIDs named then. */
  readonly displaySets?: ReadonlyMap<string, DisplaySet>;
}

/** A display set on its way to a viewport, picked up by key or tap. */
export interface Carrying {
  readonly displaySetInstanceUID: string;
  /** The viewport it would be put into, when chosen by key. */
  readonly targetViewportId: string | undefined;
  readonly by: 'keyboard' | 'tap';
  /** Set when it was taken out of a viewport: putting down swaps. */
  readonly fromViewportId: string | undefined;
}

export interface Notice {
  readonly id: number;
  readonly kind: 'error' | 'warning' | 'info';
  readonly title: string;
  readonly text: string;
  /** A command the notice offers, by name; the frame draws the button. */
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Goes by itself after a few seconds. */
  readonly transient: boolean;
}

/** What a mode switch changed, for the marks and the line with Undo. */
export interface ModeChange {
  readonly fromModeId: string;
  readonly toModeId: string;
  /** The orders that the reader had given the two; undefined for the mode's own. */
  readonly fromOrder: readonly string[] | undefined;
  readonly toOrder: readonly string[] | undefined;
  readonly added: ReadonlySet<string>;
  readonly goneCount: number;
  readonly changed: ReadonlySet<string>;
}

/** A large panel over the study page. */
export type Sheet =
  | 'mode-editor'
  | 'compare-modes'
  | 'coverage'
  | 'grouping-rules'
  | 'overlay-settings'
  | 'hanging-rules'
  | 'hanging-rule-editor'
  | 'input-settings';

/** Which lines are drawn in the images. */
export interface LinkLines {
  readonly reference: { readonly on: boolean; readonly ends: boolean };
  /** Planes of volumes in each other. */
  readonly planes: boolean;
}

/**
 * The splits and merges of a link's screen are in force for its studies and are
 * not kept: the reader's own stand aside until other studies are opened.
 */
export interface BorrowedRules {
  /** Of those in force, the ones that the link brought. */
  readonly ids: ReadonlySet<string>;
  /** The reader's own, as this browser keeps them. */
  readonly aside: readonly GroupingRule[];
}

/** How a viewport goes with those that it is linked with. */
export interface LinkStatus {
  readonly with: readonly { readonly viewportId: string; readonly by: LinkedBy }[];
  /** It has no image at the place where the others are, and stays. */
  readonly isOutside: boolean;
}

/** A picture of a series whose metadata is still to come: one instance, by its own metadata. */
export interface EarlyPicture {
  readonly viewportId: string;
  /**
   * What the mode's handlers make of that one instance. It is in no list and has no
   * count; the display set that the image belongs to is decided by the whole series.
   */
  readonly displaySet: DisplaySet;
  readonly image: { readonly SOPInstanceUID: string; readonly frame: number };
}

export interface ViewerState {
  readonly sourceId: string;
  readonly modeId: string;
  readonly studyOrder: readonly string[];
  readonly studies: Readonly<Record<string, StudyEntry>>;
  /** In the archive's order until sorted for display. */
  readonly series: Readonly<Record<SeriesKey, SeriesEntry>>;
  /** What the current mode makes of each series that is here. */
  readonly organized: Readonly<Record<SeriesKey, OrganizedSeries>>;
  /** Every display set of the current mode by UID, the unsupported ones included. */
  readonly displaySets: ReadonlyMap<string, DisplaySet>;
  /** Display sets are being made beside the page: of a large study that came, or for another mode. */
  readonly organizing: boolean;
  /** The first picture is on its way to the screen: what can wait, waits for it. */
  readonly opening: boolean;
  /** A picture that is shown before its series has come. */
  readonly early: EarlyPicture | undefined;
  readonly hanging: Hanging;
  readonly past: readonly Moment[];
  readonly future: readonly Moment[];
  /** A viewport that fills the grid for now. */
  readonly maximisedViewportId: string | undefined;
  readonly carrying: Carrying | undefined;
  readonly modeChange: ModeChange | undefined;
  /** False from a mode switch until the reader looks at the list again: no thumbnail is asked for meanwhile. */
  readonly thumbnailsWanted: boolean;
  /** Read out by assistive technology. */
  readonly announcement: string;
  readonly notices: readonly Notice[];
  /** What is under way for longer, and what became of it. */
  readonly tasks: readonly LongTask[];
  readonly overlayVisible: boolean;
  /** Asked for by key: the address of this screen, or the choice of layouts. */
  readonly asked: 'link' | 'layout' | undefined;
  /** Whose explanation is open. */
  readonly explaining: string | undefined;
  readonly sheet: Sheet | undefined;
  /** Modes that the reader saved; no id of a registered mode is among them. */
  readonly userModes: readonly UserMode[];
  /** Orders of handlers that the reader gave modes for now, by mode id: they go with the page. */
  readonly orders: Readonly<Record<string, readonly string[]>>;
  /** Manual splits and merges in force. */
  readonly rules: readonly GroupingRule[];
  /** Set while the link to a screen brought its own: which of `rules` are not the reader's. */
  readonly borrowedRules: BorrowedRules | undefined;
  /** The patient's other studies, once they were asked for. */
  readonly priors: PriorsState;
  /** Whether their list is open. */
  readonly priorsOpen: boolean;
  /** What the reader has chosen for good. */
  readonly preferences: Preferences;
  /** A split or merge that waits for the reader's word. */
  readonly proposal: RuleProposal | undefined;
  /** The hanging rule that is made or changed. */
  readonly hangingEdit: HangingRule | undefined;
  /** Which viewports are scrolled, windowed, enlarged together. */
  readonly linking: Linking;
  /** Lines as the link to a screen has them, until the reader chooses otherwise. */
  readonly linkLines: LinkLines | undefined;
  /** What linking does to each viewport that is linked, by its id. */
  readonly linkStatus: Readonly<Record<string, LinkStatus>>;
}

export const seriesKey = (series: { StudyInstanceUID: string; SeriesInstanceUID: string }): SeriesKey =>
  `${series.StudyInstanceUID}/${series.SeriesInstanceUID}`;

export function emptyCell(index: number): ViewportCell {
  return {
    id: `viewport-${index + 1}`,
    displaySetInstanceUID: undefined,
    kind: undefined,
    image: undefined,
    presentation: undefined,
    absence: undefined,
    assignment: 0,
    homes: {},
  };
}

export function emptyHanging(layout: GridLayout | Layout): Hanging {
  return {
    layout: toLayout(layout),
    cells: Array.from({ length: MAX_VIEWPORTS }, (_, index) => emptyCell(index)),
    activeViewportId: 'viewport-1',
  };
}

export function initialState(sourceId: string, modeId: string, layout: GridLayout | Layout): ViewerState {
  return {
    sourceId,
    modeId,
    studyOrder: [],
    studies: {},
    series: {},
    organized: {},
    displaySets: new Map(),
    organizing: false,
    opening: false,
    early: undefined,
    hanging: emptyHanging(layout),
    past: [],
    future: [],
    maximisedViewportId: undefined,
    carrying: undefined,
    modeChange: undefined,
    thumbnailsWanted: true,
    announcement: '',
    notices: [],
    tasks: [],
    overlayVisible: true,
    asked: undefined,
    explaining: undefined,
    sheet: undefined,
    userModes: [],
    orders: {},
    rules: [],
    borrowedRules: undefined,
    priors: noPriors,
    priorsOpen: false,
    preferences: {},
    proposal: undefined,
    hangingEdit: undefined,
    linking: noLinks,
    linkLines: undefined,
    linkStatus: {},
  };
}
