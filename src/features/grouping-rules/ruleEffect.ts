import { rulesForSeries } from '../../core/displaySet/applyRules.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { organizeSeries } from '../../core/displaySet/organize.ts';
import type { GroupingRule } from '../../core/displaySet/rule.ts';
import type { RegisteredHandler } from '../../core/extension/sopClassHandler.ts';
import type { SeriesEntry, ViewerState } from '../../state/viewerState.ts';

/** What a rule would do, or does, to one open series. */
export interface SeriesEffect {
  readonly entry: SeriesEntry;
  readonly before: readonly DisplaySet[];
  readonly after: readonly DisplaySet[];
  /** Why the rule finds nothing to do here, where it says so. */
  readonly misfit: string | undefined;
}

type Open = Pick<ViewerState, 'series'>;

/** The open series that a rule speaks of, with and without it. @param others the rules beside it, in their order */
export function ruleEffects(
  rule: GroupingRule,
  others: readonly GroupingRule[],
  { series }: Open,
  handlers: readonly RegisteredHandler[],
): readonly SeriesEffect[] {
  const inForce = { ...rule, enabled: true };
  return Object.values(series).flatMap((entry): SeriesEffect[] => {
    if (entry.status !== 'ready' || rulesForSeries([inForce], entry.instances).length === 0) return [];
    const before = organizeSeries(entry.instances, handlers, others);
    const after = organizeSeries(entry.instances, handlers, [...others, inForce]);
    return [
      {
        entry,
        before: before.displaySets,
        after: after.displaySets,
        misfit: misfitOf(after.displaySets, before.displaySets),
      },
    ];
  });
}

/** The message that the rule itself added. */
function misfitOf(after: readonly DisplaySet[], before: readonly DisplaySet[]): string | undefined {
  const known = new Set(before.flatMap(({ messages }) => messages.map(({ text }) => text)));
  return after
    .flatMap(({ messages }) => messages)
    .find(({ code, text }) => code === 'rule-does-not-fit' && !known.has(text))?.text;
}

/** Those that a rule makes, without those that were there before. */
export function madeBy({ before, after }: SeriesEffect): readonly DisplaySet[] {
  const known = new Set(before.map(({ displaySetInstanceUID }) => displaySetInstanceUID));
  return after.filter(({ displaySetInstanceUID }) => !known.has(displaySetInstanceUID));
}

/** "3 series of this study: 3 display sets become 7", "no series of this study". */
export function effectText(effects: readonly SeriesEffect[]): string {
  if (effects.length === 0) return 'No series that is open now.';
  const before = effects.reduce((sum, effect) => sum + effect.before.length, 0);
  const after = effects.reduce((sum, effect) => sum + effect.after.length, 0);
  const series = effects.length === 1 ? '1 open series' : `${effects.length} open series`;
  const sets = before === 1 ? '1 display set becomes' : `${before} display sets become`;
  return `${series}: ${sets} ${after}.`;
}
