import { displaySetNamespace, nameBasedUid, uuidV5 } from '../dicom/uid.ts';
import type { RuleAttributeId } from './ruleAttributes.ts';

/**
 * A manual split or merge, kept as data: which series it is for and what to do
 * with the display sets that a handler made of it. Plain data that a worker, a
 * file and the browser's storage can hold; it names nobody.
 */
export interface GroupingRule {
  /** Made of what the rule says, never of chance: the same rule made twice is one rule. */
  readonly id: string;
  /** One that is switched off is kept and does nothing. */
  readonly enabled: boolean;
  readonly scope: RuleScope;
  readonly action: RuleAction;
}

export type RuleScope = OneSeries | SeriesLike;

/** One series, by a name-based UID of its SeriesInstanceUID (`seriesHash`): the UID itself is not kept. */
export interface OneSeries {
  readonly kind: 'series';
  readonly seriesHash: string;
  /** For people, where the series is not open. */
  readonly Modality: string;
  readonly SeriesDescription: string;
}

/** Every series with these values; '' means that the series does not give the attribute. */
export interface SeriesLike {
  readonly kind: 'like';
  readonly Modality: string;
  readonly SOPClassUID: string;
  readonly SeriesDescription: string;
  readonly Manufacturer: string;
}

export type RuleAction = SplitAction | MergeAction | MergeDespiteAction;

/** Makes several display sets of one. */
export interface SplitAction {
  readonly kind: 'split';
  readonly SOPClassHandlerId: string;
  /** The one to split; absent: every display set that the handler makes of the series. */
  readonly displaySetInstanceUID?: string;
  readonly by: SplitBy;
}

export type SplitBy =
  | { readonly kind: 'attribute'; readonly attribute: RuleAttributeId }
  /** Before this image, and from it on. By a name-based UID of its SOPInstanceUID (`instanceHash`). */
  | { readonly kind: 'image'; readonly instanceHash: string }
  | { readonly kind: 'each' };

/** Makes one display set of these, all of one series. */
export interface MergeAction {
  readonly kind: 'merge';
  readonly displaySets: readonly {
    readonly SOPClassHandlerId: string;
    readonly displaySetInstanceUID: string;
  }[];
}

/** Makes one of the handler's display sets that differ only in these split values ("echo time"). */
export interface MergeDespiteAction {
  readonly kind: 'merge-despite';
  readonly SOPClassHandlerId: string;
  readonly differing: readonly string[];
}

/** More display sets than this are never made of one by hand. */
export const maxRuleGroups = 60;

export const seriesHash = (SeriesInstanceUID: string): string =>
  nameBasedUid(displaySetNamespace, `series ${SeriesInstanceUID}`);

export const instanceHash = (SOPInstanceUID: string): string =>
  nameBasedUid(displaySetNamespace, `instance ${SOPInstanceUID}`);

/** A rule in force, named by its content. */
export function groupingRule(scope: RuleScope, action: RuleAction): GroupingRule {
  return { id: ruleIdOf(scope, action), enabled: true, scope, action };
}

export function ruleIdOf(scope: RuleScope, action: RuleAction): string {
  return uuidV5(displaySetNamespace, JSON.stringify([scopeParts(scope), actionParts(action)]));
}

/** In an order of our own: a rule read from a file may have its members in another. */
function scopeParts(scope: RuleScope): readonly string[] {
  if (scope.kind === 'series') return [scope.kind, scope.seriesHash];
  const { kind, Modality, SOPClassUID, SeriesDescription, Manufacturer } = scope;
  return [kind, Modality, SOPClassUID, SeriesDescription, Manufacturer];
}

function actionParts(action: RuleAction): readonly string[] {
  switch (action.kind) {
    case 'split':
      return [
        action.kind,
        action.SOPClassHandlerId,
        action.displaySetInstanceUID ?? '',
        ...splitParts(action.by),
      ];
    case 'merge':
      return [
        action.kind,
        ...action.displaySets.map(({ displaySetInstanceUID }) => displaySetInstanceUID).sort(),
      ];
    case 'merge-despite':
      return [action.kind, action.SOPClassHandlerId, ...[...action.differing].sort()];
  }
}

/** What a split is by, for keys: content of the rule, never its place in a list. */
export function splitParts(by: SplitBy): readonly string[] {
  switch (by.kind) {
    case 'attribute':
      return [by.kind, by.attribute];
    case 'image':
      return [by.kind, by.instanceHash];
    case 'each':
      return [by.kind];
  }
}

/** How a rule is named in an explanation: the first eight digits. */
export const shortRuleId = ({ id }: GroupingRule): string => id.slice(0, 8);
