import { describeAction, describeRule } from '../core/displaySet/describeRule.ts';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import type { GroupingRule } from '../core/displaySet/rule.ts';
import { withLiveState } from './hanging.ts';
import type { HangingCommands } from './hangingCommands.ts';
import type { NoticeCommands } from './notices.ts';
import { followImages, groupingUnder } from './regroup.ts';
import type { RuleProposal } from './ruleProposal.ts';
import type { ViewerParts } from './viewerParts.ts';

export interface RuleCommands {
  /** Asks the reader what a split or merge shall be for, or takes the question back. */
  proposeRule(proposal: RuleProposal | undefined): void;
  /** Makes a split or merge: one step that Undo takes back. One that is there already is switched on. */
  addRule(rule: GroupingRule): void;
  removeRule(id: string): void;
  setRuleEnabled(id: string, enabled: boolean): void;
  /** Adds rules of a file to those that are here. @returns how many were new */
  importRules(rules: readonly GroupingRule[]): number;
  /** Rules as they were kept or as another window changed them: no step of the reader's. */
  adoptRules(rules: readonly GroupingRule[]): void;
}

export function createRuleCommands(
  parts: ViewerParts,
  { undo }: Pick<HangingCommands, 'undo'>,
  { notify, announce, dismissNotice }: NoticeCommands,
): RuleCommands {
  const { store, live } = parts;
  const get = store.getState;

  /** Regroups and moves the viewports along. */
  function regroup(rules: readonly GroupingRule[]) {
    const state = get();
    const grouping = groupingUnder(parts, rules);
    const before = withLiveState(state.hanging, live.state);
    store.setState({ ...grouping, hanging: followImages(before, state.displaySets, grouping) });
    const { rules: former, displaySets } = state;
    return { ...before, rules: former, displaySets };
  }

  /** One step of the reader's history, with its notice. */
  function step(rules: readonly GroupingRule[], title: string) {
    const { past } = get();
    const before = regroup(rules);
    store.setState({ past: [...past.slice(-49), before], future: [] });
    const text = changeText(before.displaySets, get().displaySets);
    announce(`${title}. ${text}`);
    tell(title, text, rules);
  }

  /** The notice's Undo takes back this step, also when others came after it. */
  function tell(title: string, text: string, rules: readonly GroupingRule[]) {
    const former = get().past.at(-1)?.rules ?? [];
    notify({
      kind: 'info',
      title,
      text,
      transient: true,
      action: {
        label: 'Undo',
        run: () => {
          for (const notice of get().notices) if (notice.title === title) dismissNotice(notice.id);
          if (get().rules === rules && get().past.at(-1)?.rules === former) undo();
          else if (get().rules === rules) step(former, 'Undone');
          else announce('The rules were changed since: nothing is undone.');
        },
      },
    });
  }

  return {
    proposeRule: (proposal) => store.setState({ proposal }),

    addRule(rule) {
      const { rules } = get();
      const others = rules.filter(({ id }) => id !== rule.id);
      step([...others, { ...rule, enabled: true }], sentence(describeAction(rule.action)));
    },

    removeRule(id) {
      const { rules } = get();
      const rule = rules.find((one) => one.id === id);
      if (!rule) return;
      step(
        rules.filter((one) => one !== rule),
        `Rule deleted: ${describeAction(rule.action)}`,
      );
    },

    setRuleEnabled(id, enabled) {
      const { rules } = get();
      const rule = rules.find((one) => one.id === id);
      if (!rule || rule.enabled === enabled) return;
      step(
        rules.map((one) => (one === rule ? { ...one, enabled } : one)),
        `Rule switched ${enabled ? 'on' : 'off'}: ${describeAction(rule.action)}`,
      );
    },

    importRules(imported) {
      const { rules } = get();
      const known = new Set(rules.map(({ id }) => id));
      const added = imported.filter(({ id }) => !known.has(id));
      if (added.length > 0)
        step([...rules, ...added], `${added.length} rule${added.length === 1 ? '' : 's'} imported`);
      return added.length;
    },

    adoptRules(rules) {
      const { borrowedRules } = get();
      if (borrowedRules) {
        // The link's stay in force.
        store.setState({ borrowedRules: { ...borrowedRules, aside: rules } });
        return;
      }
      if (rules.map(ruleText).join('\n') !== get().rules.map(ruleText).join('\n')) regroup(rules);
    },
  };
}

const ruleText = (rule: GroupingRule) => `${rule.id} ${rule.enabled} ${describeRule(rule)}`;
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** "1 display set became 2": counts of those that went and came. */
function changeText(before: ReadonlyMap<string, DisplaySet>, after: ReadonlyMap<string, DisplaySet>): string {
  const gone = [...before.keys()].filter((uid) => !after.has(uid)).length;
  const come = [...after.keys()].filter((uid) => !before.has(uid)).length;
  if (gone === 0 && come === 0) return 'Nothing that is open changes.';
  return `${gone} display set${gone === 1 ? '' : 's'} became ${come}.`;
}
