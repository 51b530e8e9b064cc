import { groupBy } from '../collections.ts';
import type { Instance } from '../dicom/instance.ts';
import { describeAction } from './describeRule.ts';
import type { DisplaySetMessage } from './displaySet.ts';
import { mergeMisfit, mergeSets, uidOf } from './mergeSets.ts';
import {
  seriesHash,
  shortRuleId,
  type GroupingRule,
  type MergeAction,
  type MergeDespiteAction,
  type RuleScope,
  type SeriesLike,
  type SplitAction,
} from './rule.ts';
import type { RuledSet } from './ruledSet.ts';
import { splitSet } from './splitSet.ts';

/** What the rules made of one series' display sets. */
export interface RulesApplied {
  /** Every instance that came in is in exactly one of these. In the handlers' order. */
  readonly sets: readonly RuledSet[];
  /** A rule for this series that no longer fits changed nothing, and is told. */
  readonly messages: readonly DisplaySetMessage[];
  /** By handler id: what became of display sets that went into another handler's. */
  readonly moved: ReadonlyMap<string, readonly string[]>;
}

function isLike(instance: Instance, scope: SeriesLike): boolean {
  return (
    scope.SOPClassUID === instance.SOPClassUID &&
    scope.Modality === (instance.Modality ?? '') &&
    scope.SeriesDescription === (instance.SeriesDescription ?? '') &&
    scope.Manufacturer === (instance.Manufacturer ?? '')
  );
}

/** The rules that speak of a series, whether or not they find their display sets in it. */
export function rulesForSeries(
  rules: readonly GroupingRule[],
  instances: readonly Instance[],
): readonly GroupingRule[] {
  if (!rules.some(({ enabled }) => enabled)) return [];
  // Hashed once a series, and only where a rule asks.
  let hash: string | undefined;
  const hashOf = () => (hash ??= seriesHash(instances[0]?.SeriesInstanceUID ?? ''));
  const speaksOf = (scope: RuleScope) =>
    scope.kind === 'series' ? scope.seriesHash === hashOf() : instances.some((i) => isLike(i, scope));
  return rules.filter(({ enabled, scope }) => enabled && speaksOf(scope));
}

/**
 * Splits and merges by hand, rule after rule in their order, on what handlers
 * made of one series. A rule whose handler made nothing here is silent; one that
 * does not find what it names changes nothing and says so.
 * @param sets in the handlers' order, each with its final split key.
 */
export function applyRules(
  instances: readonly Instance[],
  sets: readonly RuledSet[],
  rules: readonly GroupingRule[],
): RulesApplied {
  const messages: DisplaySetMessage[] = [];
  const moved = new Map<string, string[]>();
  let current = sets;
  for (const rule of rulesForSeries(rules, instances)) {
    const result = applyRule(rule, current);
    current = result.sets;
    if (result.misfit !== undefined) messages.push(misfitMessage(rule, result.misfit));
    for (const { SOPClassHandlerId, into } of result.moved ?? []) {
      const reasons = moved.get(SOPClassHandlerId) ?? [];
      reasons.push(`merged by hand into a display set of ${into} (rule ${shortRuleId(rule)})`);
      moved.set(SOPClassHandlerId, reasons);
    }
  }
  return { sets: current, messages, moved };
}

function misfitMessage(rule: GroupingRule, why: string): DisplaySetMessage {
  return {
    severity: 'warning',
    code: 'rule-does-not-fit',
    text: `A grouping rule no longer fits and changes nothing: ${describeAction(rule.action)} (rule ${shortRuleId(rule)}): ${why}`,
  };
}

interface RuleResult {
  readonly sets: readonly RuledSet[];
  readonly misfit?: string | undefined;
  readonly moved?: readonly { readonly SOPClassHandlerId: string; readonly into: string }[];
}

function applyRule(rule: GroupingRule, sets: readonly RuledSet[]): RuleResult {
  const { action } = rule;
  const name = `rule ${shortRuleId(rule)}`;
  if (action.kind === 'split') return applySplit(action, rule.scope, sets, name);
  if (action.kind === 'merge') return applyMerge(action, sets, name);
  return applyMergeDespite(action, rule.scope, sets, name);
}

/** In a series that mixes classes, a rule for series like it means the display sets of its class. */
const ofClass = (scope: RuleScope, { claim }: RuledSet) =>
  scope.kind === 'series' || claim.instances[0]?.SOPClassUID === scope.SOPClassUID;

function applySplit(
  { SOPClassHandlerId, displaySetInstanceUID, by }: SplitAction,
  scope: RuleScope,
  sets: readonly RuledSet[],
  name: string,
): RuleResult {
  const made = sets.filter((set) => set.SOPClassHandlerId === SOPClassHandlerId && ofClass(scope, set));
  if (made.length === 0) return { sets };
  const targets = new Set(
    displaySetInstanceUID === undefined ? made : made.filter((set) => uidOf(set) === displaySetInstanceUID),
  );
  if (targets.size === 0) return { sets, misfit: 'the display set it names is not here' };
  let misfit: string | undefined;
  const result = sets.flatMap((set) => {
    if (!targets.has(set)) return [set];
    const split = splitSet(set, by, name);
    if ('sets' in split) return split.sets;
    // Of several, some may have one value only: that is no fault of the rule.
    if (displaySetInstanceUID !== undefined) misfit = split.misfit;
    return [set];
  });
  return { sets: result, misfit };
}

function applyMerge({ displaySets }: MergeAction, sets: readonly RuledSet[], name: string): RuleResult {
  const wanted = new Set(displaySets.map(({ displaySetInstanceUID }) => displaySetInstanceUID));
  const handlers = new Set(displaySets.map(({ SOPClassHandlerId }) => SOPClassHandlerId));
  if (!sets.some(({ SOPClassHandlerId }) => handlers.has(SOPClassHandlerId))) return { sets };
  const members = sets.filter((set) => handlers.has(set.SOPClassHandlerId) && wanted.has(uidOf(set)));
  if (members.length < wanted.size)
    return {
      sets,
      misfit: `${wanted.size - members.length} of the ${wanted.size} display sets it names are not here`,
    };
  const misfit = mergeMisfit(members);
  return misfit === undefined ? joined(sets, members, name) : { sets, misfit };
}

function applyMergeDespite(
  { SOPClassHandlerId, differing }: MergeDespiteAction,
  scope: RuleScope,
  sets: readonly RuledSet[],
  name: string,
): RuleResult {
  const alike = groupBy(
    sets.filter((set) => set.SOPClassHandlerId === SOPClassHandlerId && ofClass(scope, set)),
    ({ claim }) => valuesBeside(claim.input.splitValues ?? {}, differing),
  );
  let current = sets;
  for (const members of alike.values())
    if (mergeMisfit(members) === undefined) current = joined(current, members, name).sets;
  return { sets: current };
}

/** The split values that the rule does not speak of, in an order of our own. */
export function valuesBeside(values: Readonly<Record<string, string>>, differing: readonly string[]): string {
  const others = Object.entries(values).filter(([name]) => !differing.includes(name));
  return JSON.stringify(others.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The merged set stands where the first of its members stood. */
function joined(sets: readonly RuledSet[], members: readonly RuledSet[], name: string): RuleResult {
  const one = mergeSets(members, name);
  const gone = new Set(members);
  const into = one.SOPClassHandlerId;
  return {
    sets: sets.flatMap((set) => (set === members[0] ? [one] : gone.has(set) ? [] : [set])),
    moved: members.flatMap(({ SOPClassHandlerId }) =>
      SOPClassHandlerId === into ? [] : [{ SOPClassHandlerId, into }],
    ),
  };
}
