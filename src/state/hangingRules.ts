import { tryRule, type Open, type RuleResult } from '../core/hanging/match.ts';
import type { HangingRule, HangingStage } from '../core/hanging/rule.ts';
import type { OwnRule } from '../core/hanging/rulesJson.ts';
import { proposeRule } from '../core/hanging/propose.ts';
import { factsOf } from '../core/hanging/studies.ts';
import { noLinks, withGroup, type Linking } from '../core/linking/linking.ts';
import { visibleCells, withLiveState } from './hanging.ts';
import { groupsOf, hangStage, stageInForce, type StageToHang } from './hangingRulesApply.ts';
import { mainModality } from './layoutMemory.ts';
import type { NoticeCommands } from './notices.ts';
import type { PreferenceCommands } from './preferences.ts';
import type { HangingSteps } from './steps.ts';
import type { ViewerParts } from './viewerParts.ts';
import type { ViewerState } from './viewerState.ts';

export interface HangingRuleCommands {
  /** Hangs a rule by its id, at its first stage that can be hung or at the one given: one step. */
  hangByRule(ruleId: string, stage?: number): void;
  /** The next stage of the rule in force that can be hung, or the one before. */
  stepStage(by: 1 | -1): void;
  /** Adds a rule of the reader's own, or changes the one with its id. */
  saveHangingRule(rule: HangingRule): void;
  removeHangingRule(id: string): void;
  /** Opens the dialog for a rule; of the screen as it is now, where none is given. */
  editHangingRule(rule?: HangingRule): void;
  /** The screen as it is now, as a stage of a rule. */
  stageOfScreen(): HangingStage;
  setHangingRuleEnabled(id: string, enabled: boolean): void;
  /** Earlier in the list, or later: the first that fits is hung. */
  moveHangingRule(id: string, by: 1 | -1): void;
  /** @returns how many were new; those with an id that is here replace it */
  importHangingRules(rules: readonly OwnRule[]): number;
}

/** A rule as it is offered. */
export interface OfferedRule {
  readonly rule: HangingRule;
  readonly isOwn: boolean;
  readonly enabled: boolean;
}

type Here = Pick<ViewerState, 'preferences' | 'modeId'>;

/** The reader's own rules, then those of the mode; one with the id of an own one stands back. */
export function offeredRules(state: Here, modes: ViewerParts['modes']): readonly OfferedRule[] {
  const own = ownRules(state).map(({ rule, enabled }) => ({ rule, enabled, isOwn: true }));
  const ids = new Set(own.map(({ rule }) => rule.id));
  const ofMode = modes.get(state.modeId)?.hangingRules ?? [];
  return [
    ...own,
    ...ofMode.filter(({ id }) => !ids.has(id)).map((rule) => ({ rule, enabled: true, isOwn: false })),
  ];
}

export const ownRules = ({ preferences }: Pick<ViewerState, 'preferences'>): readonly OwnRule[] =>
  preferences.hangingRules ?? [];

/** What rules choose from: every display set of the open studies, and what here draws it. */
export function openFor(
  { displaySets, studyOrder }: Pick<ViewerState, 'displaySets' | 'studyOrder'>,
  { kindFor, registry }: Pick<ViewerParts, 'kindFor' | 'registry'>,
): Open {
  return {
    facts: factsOf(displaySets.values(), studyOrder[0]),
    usualKind(displaySet) {
      const verdict = kindFor(displaySet);
      return 'kind' in verdict ? verdict.kind : undefined;
    },
    canDraw: (kind) => registry.viewportModuleFor(kind) !== undefined,
  };
}

/** Puts stages on the screen, for the commands and for what happens by itself. */
export interface StageHanger {
  hang(
    stage: StageToHang,
    options?: { readonly kept?: ReadonlySet<string>; readonly undoable?: boolean },
  ): void;
}

export function createStageHanger(
  parts: Pick<ViewerParts, 'store'>,
  { step }: Pick<HangingSteps, 'step'>,
): StageHanger {
  const { store } = parts;
  store.subscribe(({ hanging, linking }, former) => {
    if (hanging !== former.hanging && linking.byRule && !stageInForce(hanging))
      store.setState({ linking: noLinks });
  });
  return {
    hang(stage, { kept, undoable = true } = {}) {
      store.setState({ maximisedViewportId: undefined, carrying: undefined });
      step((hanging) => hangStage(hanging, stage, kept), undoable);
      const { hanging, linking } = store.getState();
      // What the reader has linked stays linked.
      if (!linking.byRule && linking.groups.length > 0) return;
      const { groups, apart } = groupsOf(hanging, stage).reduce<Linking>(
        (made, ids) => withGroup(made, ids, together),
        noLinks,
      );
      store.setState({ linking: groups.length > 0 ? { groups, apart, byRule: true } : noLinks });
    },
  };
}

/** What viewports of one stage do together: their windows and sizes are the stage's own. */
const together = { scroll: true, window: false, zoomPan: false, rotation: false };

export function createHangingRuleCommands(
  parts: ViewerParts,
  hanger: StageHanger,
  { setPreference }: PreferenceCommands,
  { notify, announce }: NoticeCommands,
): HangingRuleCommands {
  const { store, modes } = parts;
  const get = store.getState;

  const ruleOf = (id: string) => offeredRules(get(), modes).find(({ rule }) => rule.id === id)?.rule;
  const keep = (rules: readonly OwnRule[]) =>
    setPreference('hangingRules', rules.length > 0 ? [...rules] : undefined);

  /** The screen as a rule, under a name and an id that are free. */
  function proposal(): HangingRule {
    const state = get();
    const names = new Set(offeredRules(state, modes).map(({ rule }) => rule.name));
    const ids = new Set(offeredRules(state, modes).map(({ rule }) => rule.id));
    const modality = mainModality(state);
    const plain = modality === '' ? 'My hanging' : `My ${modality} hanging`;
    const name = firstFree((n) => (n === 1 ? plain : `${plain} ${n}`), names);
    const id = firstFree((n) => `own-${n}`, ids);
    const shown = visibleCells(withLiveState(state.hanging, parts.live.state)).map((cell) => ({
      displaySet: state.displaySets.get(cell.displaySetInstanceUID ?? ''),
      kind: cell.kind,
      presentation: cell.presentation,
    }));
    return proposeRule(id, name, state.hanging.layout, shown, openFor(state, parts));
  }

  function refuse(rule: HangingRule, reason: string | undefined) {
    const text = reason ?? 'It fits nothing that is open.';
    notify({
      kind: 'warning',
      title: `“${rule.name}” does not fit this study`,
      text: `${text}.`,
      transient: true,
    });
    announce(`${rule.name} does not fit this study. ${text}.`);
  }

  function hang(result: RuleResult, stage: RuleResult['first']) {
    if (!stage) return;
    hanger.hang({ rule: result.rule, result: stage });
    const several = result.stages.length > 1 ? `, stage ${stage.index + 1}: ${stage.stage.name}` : '';
    announce(`${result.rule.name}${several}. ${stage.filled} of ${stage.places.length} viewports filled.`);
  }

  return {
    hangByRule(ruleId, stage) {
      const rule = ruleOf(ruleId);
      if (!rule) return;
      const result = tryRule(rule, openFor(get(), parts));
      const wanted = stage === undefined ? result.first : result.stages[stage];
      if (!wanted || wanted.refusal !== undefined) refuse(rule, wanted?.refusal ?? result.refusal);
      else hang(result, wanted);
    },

    stepStage(by) {
      const inForce = stageInForce(get().hanging);
      const rule = inForce && ruleOf(inForce.ruleId);
      if (!inForce || !rule) {
        announce('No hanging rule is in force. Shift+H shows them.');
        return;
      }
      const result = tryRule(rule, openFor(get(), parts));
      const others = result.stages.filter(
        ({ index, refusal }) => refusal === undefined && (index - inForce.stage) * by > 0,
      );
      const next = by > 0 ? others[0] : others.at(-1);
      if (next) hang(result, next);
      else announce(`${inForce.stageName} is the ${by > 0 ? 'last' : 'first'} stage of ${rule.name}.`);
    },

    saveHangingRule(rule) {
      const rules = ownRules(get());
      const isKnown = rules.some((each) => each.rule.id === rule.id);
      keep(
        isKnown
          ? rules.map((each) => (each.rule.id === rule.id ? { ...each, rule } : each))
          : [{ enabled: true, rule }, ...rules],
      );
      announce(`The hanging rule ${rule.name} is saved.`);
    },

    editHangingRule(rule) {
      store.setState({ hangingEdit: rule ?? proposal(), sheet: 'hanging-rule-editor' });
    },

    stageOfScreen() {
      const [stage] = proposal().stages;
      if (!stage) throw new Error('a rule of the screen without a stage');
      return stage;
    },

    removeHangingRule(id) {
      const rules = ownRules(get());
      const gone = rules.find(({ rule }) => rule.id === id);
      if (!gone) return;
      keep(rules.filter((each) => each !== gone));
      announce(`The hanging rule ${gone.rule.name} is deleted.`);
      notify({
        kind: 'info',
        title: 'Hanging rule deleted',
        text: gone.rule.name,
        transient: true,
        action: {
          label: 'Undo',
          run: () => {
            const now = ownRules(get());
            if (now.some(({ rule }) => rule.id === id)) return;
            const at = Math.min(rules.indexOf(gone), now.length);
            keep([...now.slice(0, at), gone, ...now.slice(at)]);
          },
        },
      });
    },

    setHangingRuleEnabled: (id, enabled) =>
      keep(ownRules(get()).map((each) => (each.rule.id === id ? { ...each, enabled } : each))),

    moveHangingRule(id, by) {
      const rules = [...ownRules(get())];
      const from = rules.findIndex(({ rule }) => rule.id === id);
      const [moved] = from < 0 ? [] : rules.splice(from, 1);
      const to = from + by;
      if (!moved || to < 0 || to > rules.length) return;
      rules.splice(to, 0, moved);
      keep(rules);
      announce(`${moved.rule.name}: place ${to + 1} of ${rules.length}.`);
    },

    importHangingRules(imported) {
      const rules = ownRules(get());
      const known = new Set(rules.map(({ rule }) => rule.id));
      const changed = new Map(imported.map((each) => [each.rule.id, each]));
      const added = imported.filter(({ rule }) => !known.has(rule.id));
      keep([...added, ...rules.map((each) => changed.get(each.rule.id) ?? each)]);
      return added.length;
    },
  };
}

function firstFree(make: (number: number) => string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) if (!taken.has(make(number))) return make(number);
}
