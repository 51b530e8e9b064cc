import { valuesBeside } from './applyRules.ts';
import type { DisplaySet } from './displaySet.ts';
import type { SeriesTrace } from './organized.ts';
import { canMerge } from './mergeSets.ts';
import {
  groupingRule,
  maxRuleGroups,
  seriesHash,
  type GroupingRule,
  type RuleScope,
  type SplitBy,
} from './rule.ts';
import { ruleAttributeIds, ruleAttributeName, type RuleAttributeId } from './ruleAttributes.ts';
import { groupsBy } from './splitSet.ts';
import { patientsAmong } from './patients.ts';
import { withoutPatients } from './withoutPatients.ts';

/** What a reader can do with a display set, and the rule that it makes. */

/** This series only, or every series like it. */
export type RuleReach = 'series' | 'like';

/** Why a display set cannot be split so, in words; undefined when it can. */
export function splitMisfit(displaySet: DisplaySet, by: SplitBy): string | undefined {
  if (displaySet.unsupported) return 'no handler of this mode made it';
  const groups = groupsBy(displaySet, by);
  return 'misfit' in groups ? groups.misfit : undefined;
}

/** The rule for a split; undefined where it cannot be said for series like this one. */
export function splitRule(displaySet: DisplaySet, by: SplitBy, reach: RuleReach): GroupingRule | undefined {
  const { SOPClassHandlerId, displaySetInstanceUID } = displaySet;
  if (displaySet.unsupported || (reach === 'like' && by.kind === 'image')) return undefined;
  const scope = scopeOf([displaySet], reach);
  if (!scope) return undefined;
  return groupingRule(
    scope,
    reach === 'like'
      ? { kind: 'split', SOPClassHandlerId, by }
      : { kind: 'split', SOPClassHandlerId, displaySetInstanceUID, by },
  );
}

/**
 * The rule for a merge; undefined where these cannot be one.
 * @param trace of their series: for series like it the rule says in which split
 * values these differ, and they must be of one handler.
 */
export function mergeRule(
  displaySets: readonly DisplaySet[],
  reach: RuleReach,
  trace?: SeriesTrace,
): GroupingRule | undefined {
  const [first, ...others] = displaySets;
  if (!first || others.length === 0 || !others.every((other) => canMerge(first, other))) return undefined;
  if (patientsAmong(displaySets.flatMap(({ instances }) => instances)).length > 1) return undefined;
  const scope = scopeOf(displaySets, reach);
  if (!scope) return undefined;
  if (reach === 'series')
    return groupingRule(scope, {
      kind: 'merge',
      displaySets: displaySets.map(({ SOPClassHandlerId, displaySetInstanceUID }) => ({
        SOPClassHandlerId,
        displaySetInstanceUID,
      })),
    });
  const differing = trace && differingValues(displaySets, trace);
  if (!differing || differing.length === 0) return undefined;
  return groupingRule(scope, {
    kind: 'merge-despite',
    SOPClassHandlerId: first.SOPClassHandlerId,
    differing,
  });
}

/** The names of the split values that differ; undefined when handlers do, or nothing that has a name does. */
function differingValues(
  displaySets: readonly DisplaySet[],
  trace: SeriesTrace,
): readonly string[] | undefined {
  const handlers = new Set(displaySets.map(({ SOPClassHandlerId }) => SOPClassHandlerId));
  if (handlers.size > 1) return undefined;
  const wanted = new Set(displaySets.map(({ displaySetInstanceUID }) => displaySetInstanceUID));
  const values = trace.handlers
    .flatMap((handler) => handler.displaySets)
    .flatMap((made) => (wanted.has(made.displaySetInstanceUID) ? [made.splitValues] : []));
  const names = [...new Set(values.flatMap((of) => Object.keys(of)))];
  const differing = names.filter((name) => new Set(values.map((of) => of[name])).size > 1);
  const alike = new Set(values.map((of) => valuesBeside(of, differing)));
  return values.length === wanted.size && alike.size === 1 ? differing : undefined;
}

/** Undefined where a rule for series like it would have to keep the patient's name. */
function scopeOf(displaySets: readonly DisplaySet[], reach: RuleReach): RuleScope | undefined {
  const [set] = displaySets;
  const instance = set?.instances[0];
  const { SeriesInstanceUID = '', SOPClassUID = '' } = instance ?? {};
  const { Modality = '', SeriesDescription = '', Manufacturer = '' } = instance ?? {};
  if (!set || reach === 'series')
    return {
      kind: 'series',
      seriesHash: seriesHash(SeriesInstanceUID),
      Modality,
      SeriesDescription: withoutPatients(set?.instances ?? []).text(SeriesDescription),
    };
  if (describesPatient(set)) return undefined;
  return { kind: 'like', Modality, SOPClassUID, SeriesDescription, Manufacturer };
}

/** Whether what series are compared by holds the patient's name or identifier: that is never kept. */
export function describesPatient({ instances }: DisplaySet): boolean {
  const { SeriesDescription = '' } = instances[0] ?? {};
  return withoutPatients(instances).text(SeriesDescription) !== SeriesDescription;
}

/** A split that can be offered, with what it would make. */
export interface SplitChoice {
  readonly attribute: RuleAttributeId;
  /** "echo time" */
  readonly name: string;
  readonly groups: readonly { readonly label: string; readonly instances: number }[];
}

/** The attributes that really vary in a display set, fewest groups first: those are the telling ones. */
export function splitChoices(displaySet: DisplaySet): readonly SplitChoice[] {
  if (displaySet.unsupported) return [];
  return ruleAttributeIds
    .flatMap((attribute): SplitChoice[] => {
      const groups = groupsBy(displaySet, { kind: 'attribute', attribute });
      if ('misfit' in groups) return [];
      return [
        {
          attribute,
          name: ruleAttributeName(attribute),
          groups: groups.parts.map(({ label, indices }) => ({ label, instances: indices.length })),
        },
      ];
    })
    .sort((a, b) => a.groups.length - b.groups.length);
}

export const canSplitEach = ({ instances }: DisplaySet): boolean =>
  instances.length > 1 && instances.length <= maxRuleGroups;
