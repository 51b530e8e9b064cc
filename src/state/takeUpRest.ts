import { tryRule } from '../core/hanging/match.ts';
import type { HangingRule } from '../core/hanging/rule.ts';
import { borrowRules, readersRules } from './borrowedRules.ts';
import { offeredRules, openFor } from './hangingRules.ts';
import { absenceOf } from './hangingRulesApply.ts';
import type { NoticeCommands } from './notices.ts';
import type { OpenRequest } from './openRequest.ts';
import { placedRest, withRest, type ScreenRest } from './screenRest.ts';
import type { ViewerParts } from './viewerParts.ts';
import type { HungBy, ViewerState, ViewportCell } from './viewerState.ts';

/**
 * What a link's screen, or the browser's history, says besides layout and
 * pictures: on top of the hanging that has just been opened.
 * @param rest undefined: nothing is said; only the crosshair of before goes.
 * @returns what of it is not here, in words
 */
export function takeUpRest(
  { store, modes, crosshair }: Pick<ViewerParts, 'store' | 'modes' | 'crosshair'>,
  rest: ScreenRest | undefined,
): readonly string[] {
  crosshair.set(undefined);
  if (!rest) return [];
  const state = store.getState();
  const rules = offeredRules(state, modes);
  const hungBy = rest.hungBy.map((by) => by && named(by, rules));
  const hanging = withRest(state.hanging, { hungBy, cine: rest.cine });
  const { linking, crosshair: point } = placedRest(rest, hanging);
  store.setState({
    hanging,
    linking,
    linkLines: rest.lines,
    overlayVisible: rest.overlay,
    ...(rest.rules && borrowRules(readersRules(state), rest.rules)),
  });
  crosshair.set(point);
  const unknown = rest.hungBy.flatMap((by, index) => (by && !hungBy[index] ? [by.ruleId] : []));
  return [...new Set(unknown)].map((id) => `the hanging rule “${id}”, which this mode does not have`);
}

/** With the names that the rule has here; a rule of another reader's own is not taken for one of here. */
function named(by: HungBy, offered: readonly { readonly rule: HangingRule }[]): HungBy | undefined {
  const rule = offered.find((each) => each.rule.id === by.ruleId)?.rule;
  if (by.ruleName !== '')
    return rule && rule.name !== by.ruleName ? { ...by, ruleId: `${by.ruleId}@link` } : by;
  const stage = rule?.stages[by.stage];
  if (!rule || !stage) return undefined;
  const placeName = stage.viewports[by.place]?.name ?? '';
  return { ...by, ruleName: rule.name, stageName: stage.name, placeName };
}

/** What could not be read of a link's screen: said at once; the rest is opened. */
export function tellOfScreenProblems(
  { screen, screenProblem, hanging }: OpenRequest,
  unknown: readonly string[],
  notify: NoticeCommands['notify'],
): void {
  // What was on the page before a reload is shown instead.
  if (hanging) return;
  if (screenProblem !== undefined) {
    notify({
      kind: 'warning',
      title: 'The screen that the link describes cannot be read',
      text: `${screenProblem} The study is opened as it comes.`,
      transient: false,
    });
  }
  const problems = [...(screen?.problems ?? []), ...unknown];
  if (problems.length === 0) return;
  notify({
    kind: 'warning',
    title: 'A part of the link cannot be read',
    text: `Not understood: ${problems.join('; ')}. The rest of the screen is as the link has it.`,
    transient: false,
  });
}

/** Viewports that a rule left empty say why, as they did when it was hung. */
export function explainEmpty(
  state: ViewerState,
  parts: Pick<ViewerParts, 'modes' | 'kindFor' | 'registry'>,
): readonly ViewportCell[] {
  const { cells } = state.hanging;
  if (!cells.some(isUnexplained)) return cells;
  const offered = offeredRules(state, parts.modes);
  const open = openFor(state, parts);
  return cells.map((cell) => {
    if (!isUnexplained(cell)) return cell;
    const { ruleId, ruleName, stage, place, placeName } = cell.hungBy;
    const rule = offered.find((each) => each.rule.id === ruleId)?.rule;
    const found = rule && tryRule(rule, open).stages[stage]?.places[place];
    const absence =
      found && !found.chosen
        ? absenceOf(found)
        : { title: placeName, reason: `The hanging rule ${ruleName} found nothing for it.` };
    return { ...cell, absence };
  });
}

const isUnexplained = (cell: ViewportCell): cell is ViewportCell & { readonly hungBy: HungBy } =>
  cell.hungBy !== undefined && cell.displaySetInstanceUID === undefined && !cell.absence;
