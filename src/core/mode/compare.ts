import {
  changedParts,
  diffDisplaySets,
  type ChangedPart,
  holderOf,
  instanceKey,
} from '../displaySet/diff.ts';
import type { DisplaySet } from '../displaySet/displaySet.ts';
import type { OrganizedSeries } from '../displaySet/organized.ts';
import type { Table } from '../displaySet/tables.ts';
import { shortName } from './lint.ts';

/**
 * How one display set compares: `same`, `changed` (the same images in another
 * order, viewport or under another name), `regrouped` (it starts with the same
 * image and holds others), `only-left` and `only-right` (no display set of the
 * other mode starts as it does).
 */
export type ComparedState = 'same' | 'changed' | 'regrouped' | 'only-left' | 'only-right';

export interface ComparedPair {
  readonly seriesKey: string;
  readonly state: ComparedState;
  readonly left: DisplaySet | undefined;
  readonly right: DisplaySet | undefined;
  readonly what: readonly ChangedPart[];
  /** For what only one mode has: the other's display sets that hold its images. */
  readonly heldBy: readonly DisplaySet[];
}

export interface ComparedSide {
  readonly displaySets: number;
  readonly unclaimed: number;
}

export interface Comparison {
  /** Series as given, in each the left mode's order; what only the right one has comes after. */
  readonly pairs: readonly ComparedPair[];
  readonly counts: Readonly<Record<ComparedState, number>>;
  readonly left: ComparedSide;
  readonly right: ComparedSide;
}

type Organized = Readonly<Record<string, OrganizedSeries>>;

/** What one study becomes in two modes, series by series. @param seriesKeys in the order of reading. */
export function compareModes(seriesKeys: readonly string[], left: Organized, right: Organized): Comparison {
  const pairs = seriesKeys.flatMap((key) => pairsOf(key, setsOf(left[key]), setsOf(right[key])));
  const counts = { same: 0, changed: 0, regrouped: 0, 'only-left': 0, 'only-right': 0 };
  for (const { state } of pairs) counts[state] += 1;
  return { pairs, counts, left: sideOf(left), right: sideOf(right) };
}

const setsOf = (organized: OrganizedSeries | undefined): readonly DisplaySet[] =>
  organized ? [...organized.displaySets, ...organized.unsupported] : [];

const sideOf = (organized: Organized): ComparedSide => ({
  displaySets: Object.values(organized).reduce((sum, one) => sum + setsOf(one).length, 0),
  unclaimed: Object.values(organized).reduce((sum, one) => sum + one.unclaimed.length, 0),
});

function pairsOf(
  seriesKey: string,
  left: readonly DisplaySet[],
  right: readonly DisplaySet[],
): readonly ComparedPair[] {
  const diff = diffDisplaySets(left, right);
  const partner = new Map([...diff.same, ...diff.changed].map(({ before, after }) => [before, after]));
  const inLeft = holderOf(left);
  const inRight = holderOf(right);
  return [
    ...left.map((set): ComparedPair => {
      const other = partner.get(set);
      if (!other) {
        const heldBy = holders(set, inRight);
        return { seriesKey, state: 'only-left', left: set, right: undefined, what: [], heldBy };
      }
      const what = changedParts(set, other);
      const state = what.length === 0 ? 'same' : what.includes('images') ? 'regrouped' : 'changed';
      return { seriesKey, state, left: set, right: other, what, heldBy: [] };
    }),
    ...diff.added.map((set): ComparedPair => {
      const heldBy = holders(set, inLeft);
      return { seriesKey, state: 'only-right', left: undefined, right: set, what: [], heldBy };
    }),
  ];
}

const holders = (
  set: DisplaySet,
  holder: (instanceKey: string) => DisplaySet | undefined,
): readonly DisplaySet[] => [
  ...new Set(set.instances.flatMap(({ SOPInstanceUID }) => holder(instanceKey(set, SOPInstanceUID)) ?? [])),
];

const STATES: Readonly<Record<ComparedState, string>> = {
  same: 'same',
  changed: 'changed',
  regrouped: 'regrouped',
  'only-left': 'only left',
  'only-right': 'only right',
};

/** The comparison as a table for other programs: no patient, no UID. */
export function comparisonTable(
  { pairs }: Pick<Comparison, 'pairs'>,
  [leftName, rightName]: readonly [string, string],
): Table {
  const side = (set: DisplaySet | undefined) =>
    set
      ? [set.label, shortName(set.SOPClassHandlerId), set.instances.length, set.numImageFrames]
      : ['', '', '', ''];
  const columns = (name: string) => [name, `Handler in ${name}`, `Instances in ${name}`, `Images in ${name}`];
  return {
    title: `${leftName} and ${rightName}`,
    columns: ['Series', 'Modality', 'Difference', ...columns(leftName), ...columns(rightName)],
    rows: pairs.map(({ state, left, right }) => {
      const set = left ?? right;
      return [
        set?.SeriesNumber ?? '',
        set?.Modality ?? '',
        STATES[state].replace('left', `in ${leftName}`).replace('right', `in ${rightName}`),
        ...side(left),
        ...side(right),
      ];
    }),
  };
}
