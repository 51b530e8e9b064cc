import { countViewports, toLayout, type Layout } from '../layout/layout.ts';
import type { GridLayout } from '../layout/gridLayout.ts';
import type { HangingPlace, HangingRule, HangingStage } from './rule.ts';

/** Steps of a rule that is edited: each takes one and gives the next, which can be hung as far as the former could. */

/** The most stages that a rule can have (ruleShape.ts). */
export const MAX_STAGES = 20;

/** A stage in another layout, and what of it has no room there for now. */
export interface LaidOut {
  readonly stage: HangingStage;
  /** Comes back in this order as soon as there is room again. */
  readonly spare: readonly HangingPlace[];
}

/**
 * Another layout for a stage. Its viewports stay in their order; those beyond the
 * layout's last stand aside, those it has more come back from there, or are empty.
 */
export function withStageLayout({ stage, spare }: LaidOut, form: Layout | GridLayout): LaidOut {
  const layout = toLayout(form);
  const room = countViewports(layout);
  const known = [...stage.viewports, ...spare];
  const viewports = known.slice(0, room);
  while (viewports.length < room) viewports.push(emptyPlace(viewports));
  return { stage: within({ ...stage, layout, viewports }), spare: known.slice(room) };
}

/** No more viewports are wanted filled than can be. */
function within(stage: HangingStage): HangingStage {
  const fillable = Math.max(1, stage.viewports.filter(({ empty }) => empty !== true).length);
  return stage.atLeast !== undefined && stage.atLeast > fillable ? { ...stage, atLeast: fillable } : stage;
}

const emptyPlace = (others: readonly HangingPlace[]): HangingPlace => ({
  name: freeName('Viewport', others.length + 1, others),
  empty: true,
});

/** What a viewport shows: what meets its conditions, what another one shows, or nothing. */
export type PlaceSource = 'match' | 'empty' | { readonly sameAs: string };

/** The same viewport with pictures from elsewhere; conditions are kept for the way back. */
export function withSource(place: HangingPlace, source: PlaceSource): HangingPlace {
  const { empty: _empty, sameAs: _sameAs, match, needed, ...rest } = place;
  if (source === 'empty') return { ...rest, ...(match && { match }), empty: true };
  const kept = { ...rest, ...(needed !== undefined && { needed }) };
  return source === 'match' ? { ...kept, match: match ?? {} } : { ...kept, sameAs: source.sameAs };
}

/** A viewport under another name: those that show the same as it go on doing so. */
export function renamedPlace(stage: HangingStage, index: number, name: string): HangingStage {
  const former = stage.viewports[index]?.name;
  const isOnlyOne = stage.viewports.filter((each) => each.name === former).length === 1;
  const follow: Follow = (other) => (isOnlyOne && other === former ? name : other);
  return {
    ...stage,
    viewports: stage.viewports.map((given, at) => {
      const place = withWindowOf(given, follow);
      if (at === index) return { ...place, name };
      const sameAs = follow(place.sameAs);
      const orElse =
        place.orElse && withWindowOf(withName(place.orElse, follow(place.orElse.sameAs)), follow);
      return { ...withName(place, sameAs), ...(orElse && { orElse }) };
    }),
  };
}

type Follow = (other: string | undefined) => string | undefined;

function withWindowOf<T extends Pick<HangingPlace, 'presentation'>>(each: T, follow: Follow): T {
  const windowFrom = follow(each.presentation?.windowFrom);
  return windowFrom === undefined ? each : { ...each, presentation: { ...each.presentation, windowFrom } };
}

const withName = <T extends { readonly sameAs?: string }>(each: T, sameAs: string | undefined): T =>
  sameAs === undefined ? each : { ...each, sameAs };

/** Groups of viewports that scroll together, by name in the order of their first, with their numbers from 1. */
export function linkGroups({
  viewports,
}: Pick<HangingStage, 'viewports'>): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, readonly number[]>();
  for (const [at, { sync }] of viewports.entries())
    if (sync !== undefined) groups.set(sync, [...(groups.get(sync) ?? []), at + 1]);
  return groups;
}

/** The name of a group that is not there yet: A, B, C. */
export function freeGroup(stage: Pick<HangingStage, 'viewports'>): string {
  const taken = linkGroups(stage);
  for (let code = 65; code < 91; code += 1) {
    const name = String.fromCharCode(code);
    if (!taken.has(name)) return name;
  }
  return `Group ${taken.size + 1}`;
}

/** @param group undefined: it scrolls alone. */
export function withLink(place: HangingPlace, group: string | undefined): HangingPlace {
  const { sync: _former, ...rest } = place;
  return group === undefined ? rest : { ...rest, sync: group };
}

/** One stage more, after another, under a name that is free. */
export function withStageAfter(rule: HangingRule, index: number, stage: HangingStage): HangingRule {
  if (rule.stages.length >= MAX_STAGES) return rule;
  const { needed: _needed, ...rest } = stage;
  const name = freeName('Stage', rule.stages.length + 1, rule.stages);
  return {
    ...rule,
    stages: [...rule.stages.slice(0, index + 1), { ...rest, name }, ...rule.stages.slice(index + 1)],
  };
}

/** One stage less; the last one stays. */
export const withoutStage = (rule: HangingRule, index: number): HangingRule =>
  rule.stages.length === 1 ? rule : { ...rule, stages: rule.stages.filter((_, at) => at !== index) };

/** A stage earlier, or later: they are stepped through in this order. */
export function withStageMoved(rule: HangingRule, index: number, by: 1 | -1): HangingRule {
  const stages = [...rule.stages];
  const [moved] = stages.splice(index, 1);
  const to = index + by;
  if (!moved || to < 0 || to > stages.length) return rule;
  stages.splice(to, 0, moved);
  return { ...rule, stages };
}

function freeName(word: string, from: number, others: readonly { readonly name: string }[]): string {
  const taken = new Set(others.map(({ name }) => name));
  for (let number = from; ; number += 1) if (!taken.has(`${word} ${number}`)) return `${word} ${number}`;
}
