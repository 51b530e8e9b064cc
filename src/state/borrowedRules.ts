import { seriesHash, groupingRule, type GroupingRule } from '../core/displaySet/rule.ts';
import { rulesForSeries } from '../core/displaySet/applyRules.ts';
import type { Instance } from '../core/dicom/instance.ts';
import type { ViewerState } from './viewerState.ts';

type RulesState = Pick<ViewerState, 'rules' | 'borrowedRules'>;

/** The reader's own splits and merges, also those made on a link's screen: what the browser keeps. */
export function readersRules({ rules, borrowedRules }: RulesState): readonly GroupingRule[] {
  if (!borrowedRules) return rules;
  const { ids, aside } = borrowedRules;
  const made = rules.filter(({ id }) => !ids.has(id));
  const again = new Set(made.map(({ id }) => id));
  return [...aside.filter(({ id }) => !again.has(id)), ...made];
}

/** Rules of a link in force instead of the reader's own. */
export function borrowRules(own: readonly GroupingRule[], brought: readonly GroupingRule[]): RulesState {
  return {
    rules: brought,
    borrowedRules: { ids: new Set(brought.map(({ id }) => id)), aside: own },
  };
}

/** The reader's own rules in force that stand aside here, and speak of a series that is open. */
export function asideHere({
  borrowedRules,
  series,
}: Pick<ViewerState, 'borrowedRules' | 'series'>): readonly GroupingRule[] {
  const { aside = [], ids } = borrowedRules ?? {};
  const found = new Set(Object.values(series).flatMap(({ instances }) => rulesForSeries(aside, instances)));
  return aside.filter((rule) => found.has(rule) && !ids?.has(rule.id));
}

export interface RulesOfScreen {
  /** For the open series alone, by their hashed UIDs, without any description: in their order. */
  readonly rules: readonly GroupingRule[];
  /** Whether all that is in force here could be said like that. */
  readonly isWhole: boolean;
}

/** The rules that made the display sets of the open series, each said of these series alone. */
export function rulesOfScreen({ rules, series }: Pick<ViewerState, 'rules' | 'series'>): RulesOfScreen {
  const found = new Map<GroupingRule, string[]>();
  let isWhole = true;
  for (const { instances } of Object.values(series)) {
    const [first] = instances;
    if (!first) continue;
    for (const rule of rulesForSeries(rules, instances)) {
      // It means the display sets of its class alone, which a rule for one series cannot say.
      if (rule.scope.kind === 'like' && isMixed(instances)) isWhole = false;
      else found.set(rule, [...(found.get(rule) ?? []), seriesHash(first.SeriesInstanceUID)]);
    }
  }
  return { rules: rules.flatMap((rule) => forSeries(rule, found.get(rule) ?? [])), isWhole };
}

/** A rule for each of some series, named by their hashes. */
const forSeries = ({ action }: GroupingRule, hashes: readonly string[]): readonly GroupingRule[] =>
  [...new Set(hashes)]
    .sort()
    .map((hash) =>
      groupingRule({ kind: 'series', seriesHash: hash, Modality: '', SeriesDescription: '' }, action),
    );

const isMixed = ([first, ...others]: readonly Instance[]): boolean =>
  others.some(({ SOPClassUID }) => SOPClassUID !== first?.SOPClassUID);
