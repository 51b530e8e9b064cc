import { useEffect, useMemo, useRef, useState } from 'react';
import { describeAction } from '../../core/displaySet/describeRule.ts';
import { describesPatient, mergeRule, splitRule, type RuleReach } from '../../core/displaySet/proposeRule.ts';
import { describeCount } from '../../state/hangingCommands.ts';
import type { RuleProposal } from '../../state/ruleProposal.ts';
import { seriesKey, type ViewerState } from '../../state/viewerState.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { Text } from '../../ui/Text.tsx';
import styles from './GroupingRules.module.css';
import { effectText, madeBy, ruleEffects } from './ruleEffect.ts';

/** Asks what a split or merge shall be for, and says what it will do, before anything changes. */
export function RuleDialog() {
  const viewer = useViewer();
  const proposal = useViewerState((state) => state.proposal);
  if (!proposal) return null;
  return <Proposed proposal={proposal} onClose={() => viewer.proposeRule(undefined)} />;
}

function Proposed({ proposal, onClose }: { readonly proposal: RuleProposal; readonly onClose: () => void }) {
  const viewer = useViewer();
  const state = useViewerState((all) => all);
  const [reach, setReach] = useState<RuleReach>('series');
  const offers = useOffers(proposal, state);
  const confirm = useRef<HTMLButtonElement>(null);
  // The answer that is meant, at hand for Enter; the dialog itself would take its close button.
  useEffect(() => confirm.current?.focus(), []);
  const chosen = offers[reach] ?? offers.series;
  if (!chosen) return null;
  const { rule, effects } = chosen;
  const verb = rule.action.kind === 'split' ? 'Split' : 'Merge';
  const made = effects.flatMap(madeBy);
  const apply = () => {
    onClose();
    viewer.addRule(rule);
  };
  return (
    <Dialog
      title={capital(describeAction(rule.action))}
      open
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button ref={confirm} variant="accent" onClick={apply}>
            {verb}
          </Button>
        </>
      }
    >
      <div className={styles['proposal']} data-testid="rule-dialog">
        <RadioGroup<RuleReach>
          label="For which series"
          name="reach"
          value={rule === offers.like?.rule ? 'like' : 'series'}
          onChange={setReach}
          options={[
            {
              value: 'series',
              label: 'Only this series',
              description: offers.series ? effectText(offers.series.effects) : '',
            },
            {
              value: 'like',
              label: 'Every series like this',
              description: offers.like
                ? `${offers.like.scope} ${effectText(offers.like.effects)}`
                : offers.whyNotLike,
              disabled: !offers.like,
            },
          ]}
        />
        <section>
          <h3 className={styles['heading']}>
            {made.length === 1 ? 'This display set appears' : `These ${made.length} display sets appear`}
          </h3>
          <ul className={styles['made']}>
            {made.slice(0, 12).map((set) => (
              <li key={set.displaySetInstanceUID}>
                <Text>{[set.SeriesNumber, set.label].filter((part) => part !== undefined).join('  ')}</Text>
                <span className={styles['quiet']}>{describeCount(set)}</span>
              </li>
            ))}
          </ul>
          {made.length > 12 && <p className={styles['quiet']}>and {made.length - 12} more</p>}
        </section>
        <p className={styles['quiet']}>
          Kept in this browser as a rule that names no patient. Ctrl+Z takes it back; “Grouping rules…” in the
          same menu lists all rules.
        </p>
      </div>
    </Dialog>
  );
}

/** The rule for this series and the one for series like it, with what each would do. */
function useOffers(proposal: RuleProposal, state: ViewerState) {
  const viewer = useViewer();
  const { displaySets, organized, rules, series, modeId } = state;
  return useMemo(() => {
    const mode = viewer.modes.get(modeId);
    const handlers = mode ? viewer.registry.handlersFor(mode) : [];
    const uids =
      proposal.kind === 'split' ? [proposal.displaySetInstanceUID] : proposal.displaySetInstanceUIDs;
    const sets = uids.flatMap((uid) => displaySets.get(uid) ?? []);
    const [first] = sets;
    const trace = first && organized[seriesKey(first)]?.trace;
    const offer = (reach: RuleReach) => {
      if (!first) return undefined;
      const rule =
        proposal.kind === 'split' ? splitRule(first, proposal.by, reach) : mergeRule(sets, reach, trace);
      if (!rule) return undefined;
      const others = rules.filter(({ id }) => id !== rule.id);
      const { scope } = rule;
      const values =
        scope.kind === 'like'
          ? [scope.Modality, scope.SeriesDescription, scope.Manufacturer].map((value) => value || 'not given')
          : [];
      return {
        rule,
        scope: `Same modality, SOP class, description and manufacturer (${values.join(', ')}).`,
        effects: ruleEffects(rule, others, { series }, handlers),
      };
    };
    return {
      series: offer('series'),
      like: offer('like'),
      whyNotLike:
        first && describesPatient(first)
          ? 'Its description names the patient, which is not kept, so it can only be for this series.'
          : proposal.kind === 'split'
            ? 'It names an image, so it can only be for this series.'
            : 'They differ in nothing that has a name in another series, so it can only be for this one.',
    };
  }, [proposal, displaySets, organized, rules, series, modeId, viewer]);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
