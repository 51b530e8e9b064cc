import type { ViewportKind } from '../displaySet/displaySet.ts';
import type { Layout } from '../layout/layout.ts';
import type { GridLayout } from '../layout/gridLayout.ts';
import type { CutName, SlabBlend } from '../volume/planes.ts';
import type { AttributeId } from './attributes.ts';

/**
 * A hanging rule: for which studies, and which display set goes into which
 * viewport. Plain data that a mode, a file and the browser's storage can hold;
 * what a reader saves names no patient.
 */
export interface HangingRule {
  /** Lower case letters, digits and dashes. */
  readonly id: string;
  readonly name: string;
  /** One line: what for. */
  readonly description?: string;
  /** False: only when it is chosen by hand. */
  readonly automatic?: boolean;
  /** What the study must have; all of them. Absent: any study. */
  readonly when?: readonly StudyTest[];
  /** Stepped through in this order; the first that can be filled is hung. */
  readonly stages: readonly HangingStage[];
}

/** How many display sets of the current study meet all of some conditions. */
export interface StudyTest {
  readonly of: readonly Test[];
  /** Default 1, unless `atMost` is given. */
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface HangingStage {
  readonly name: string;
  readonly layout: Layout | GridLayout;
  /** In the order of the layout's viewports; no more than it has. The first chooses first. */
  readonly viewports: readonly HangingPlace[];
  /** So many viewports, at least, must find something; default 1. */
  readonly atLeast?: number;
  /** The rule is for a study only where this stage can be hung. */
  readonly needed?: boolean;
}

/** What goes into one viewport, and how it is shown. */
export interface HangingPlace {
  /** What a reader calls it: "R CC", "Axial lung". */
  readonly name: string;
  /** The stage is hung only when this viewport finds something. */
  readonly needed?: boolean;
  /** Stays empty, for the reader to fill. */
  readonly empty?: boolean;
  readonly match?: PlaceMatch;
  /** The display set of an earlier viewport of the stage, by its name, once more: another plane, another window. */
  readonly sameAs?: string;
  /** What is hung where nothing matches: a plane of another viewport's volume in place of a series that is missing. */
  readonly orElse?: Pick<HangingPlace, 'sameAs' | 'kinds' | 'presentation'>;
  /** Which study: 0 (default) the newest that is open, 1 the one before it. Of the same patient only. */
  readonly prior?: number;
  /** Ways of showing it, the best first; one that the display set does not offer is passed over. Absent: the mode's own. */
  readonly kinds?: readonly ViewportKind[];
  readonly presentation?: PlacePresentation;
  /** Viewports with one name move together, where linking is at hand. */
  readonly sync?: string;
}

export interface PlaceMatch {
  /** All must be met. */
  readonly required?: readonly Test[];
  /** Each that is met counts by its weight (default 1); the highest sum is hung. */
  readonly preferred?: readonly WeightedTest[];
  /** Between equals; then by series number, date, time and UID. */
  readonly sort?: readonly SortBy[];
}

/** One condition, or several of which one is enough. */
export type Test = Condition | { readonly any: readonly Condition[] };
export type WeightedTest = Test & { readonly weight?: number };

/** What an attribute must be. Exactly one comparison. Texts are compared without case, accents, dashes and underscores. */
export interface Condition {
  readonly attribute: AttributeId;
  readonly is?: string | number;
  readonly anyOf?: readonly (string | number)[];
  readonly noneOf?: readonly (string | number)[];
  /** The text has one of these in it. */
  readonly contains?: string | readonly string[];
  /** The text has none of these in it; one that is not given has none. */
  readonly lacks?: string | readonly string[];
  /** A pattern: see pattern.ts for what it may hold. */
  readonly matches?: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Whether it is given at all. */
  readonly given?: boolean;
}

export const comparisons = [
  'is',
  'anyOf',
  'noneOf',
  'contains',
  'lacks',
  'matches',
  'atLeast',
  'atMost',
  'given',
] as const;
export type Comparison = (typeof comparisons)[number];

export interface SortBy {
  readonly by: AttributeId;
  readonly descending?: boolean;
}

/** How a picture is shown when it is hung; what is absent is as the picture comes. */
export interface PlacePresentation {
  /** A customary window by its name (windows.ts), or in modality units. */
  readonly window?: string | { readonly center: number; readonly width: number };
  /**
   * A viewport of the stage by its name, this one or one before it: the window is the first that its images
   * bring, and `window` where they bring none. So viewports of one series open alike.
   */
  readonly windowFrom?: string;
  readonly plane?: CutName;
  /** mm; with `plane`. */
  readonly slabMm?: number;
  readonly blend?: SlabBlend;
  readonly invert?: boolean;
  readonly colourMap?: string;
  /** 1 = fitted. */
  readonly zoom?: number;
  readonly rotation?: 0 | 90 | 180 | 270;
  readonly flipHorizontal?: boolean;
  readonly flipVertical?: boolean;
  /**
   * The breast's chest wall to this side of the viewport and against its edge: turned by
   * PatientOrientation, never by guess.
   */
  readonly chestWall?: 'left' | 'right';
  /** Viewports with one name are drawn to one scale, the largest at which each fits. */
  readonly scale?: string;
}

export const isAnyOf = (test: Test): test is { readonly any: readonly Condition[] } => 'any' in test;

export const conditionsOf = (test: Test): readonly Condition[] => (isAnyOf(test) ? test.any : [test]);
