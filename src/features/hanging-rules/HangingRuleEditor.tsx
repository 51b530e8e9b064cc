import { useMemo, useState } from 'react';
import { renamedPlace } from '../../core/hanging/editRule.ts';
import { lintRule } from '../../core/hanging/lint.ts';
import { tryRule } from '../../core/hanging/match.ts';
import type { HangingPlace, HangingRule, HangingStage } from '../../core/hanging/rule.ts';
import { isHangingRule } from '../../core/hanging/rulesJson.ts';
import { offeredRules } from '../../state/hangingRules.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ConditionRows } from './ConditionRows.tsx';
import styles from './HangingRules.module.css';
import { PlaceFields } from './PlaceFields.tsx';
import { RulePreview } from './RulePreview.tsx';
import { StageFields } from './StageFields.tsx';
import { useOpen } from './useResults.ts';

/** Makes or changes a rule, and shows at every step what it would do with what is open. */
export function HangingRuleEditor() {
  const edited = useViewerState((state) => state.hangingEdit);
  return edited ? <Editor key={edited.id} start={edited} /> : null;
}

function Editor({ start }: { readonly start: HangingRule }) {
  const viewer = useViewer();
  const open = useOpen();
  const preferences = useViewerState((state) => state.preferences);
  const [rule, setRule] = useState(start);
  const [at, setAt] = useState(0);
  /** Viewports that have no room in the layout that was chosen last. */
  const [spare, setSpare] = useState<readonly HangingPlace[]>([]);
  const shownAt = Math.min(at, rule.stages.length - 1);
  const stage = rule.stages[shownAt];
  const offered = useMemo(
    () => offeredRules({ preferences, modeId: viewer.store.getState().modeId }, viewer.modes),
    [preferences, viewer],
  );
  const isKnown = offered.some((each) => each.isOwn && each.rule.id === start.id);
  const isOfMode = offered.some((each) => !each.isOwn && each.rule.id === start.id);
  const usable = isHangingRule(rule);
  const messages = useMemo(() => lintRule(rule), [rule]);
  const errors = messages.filter(({ severity }) => severity === 'error');
  // While a value is half typed the last preview that could be made stays.
  const [lastUsable, setLastUsable] = useState(start);
  if (usable && lastUsable !== rule) setLastUsable(rule);
  const result = useMemo(() => tryRule(lastUsable, open), [lastUsable, open]);
  const close = () => viewer.openSheet(undefined);
  const save = () => {
    viewer.saveHangingRule(rule);
    viewer.openSheet('hanging-rules');
  };
  const changeStage = (change: Partial<HangingStage>) =>
    setRule({
      ...rule,
      stages: rule.stages.map((each) => (each === stage ? { ...each, ...change } : each)),
    });
  const changePlace = (index: number, place: HangingPlace) =>
    changeStage({ viewports: stage?.viewports.map((each, n) => (n === index ? place : each)) ?? [] });

  return (
    <Dialog
      title={
        isKnown
          ? 'Change a hanging rule'
          : isOfMode
            ? 'A hanging rule of the mode, for you'
            : 'Save this screen as a hanging rule'
      }
      open
      wide
      onOpenChange={(isOpen) => !isOpen && close()}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="accent" disabled={errors.length > 0} reason={errors[0]?.text ?? ''} onClick={save}>
            Save rule
          </Button>
        </>
      }
    >
      <div className={styles['editor']} data-testid="hanging-rule-editor">
        <div className={styles['fields']}>
          <div className={styles['row']}>
            <TextField
              label="Name"
              name="rule-name"
              value={rule.name}
              maxLength={60}
              onChange={(name) => setRule({ ...rule, name })}
            />
          </div>
          <Checkbox
            checked={rule.automatic !== false}
            onChange={(automatic) => {
              const { automatic: _former, ...rest } = rule;
              setRule(automatic ? rest : { ...rest, automatic });
            }}
          >
            Hang by itself when a study like this is opened
          </Checkbox>
          <WhenRows rule={rule} onChange={setRule} />
          {stage && (
            <section className={styles['stage']} aria-label={`Stage ${shownAt + 1}: ${stage.name}`}>
              <StageFields
                rule={rule}
                at={shownAt}
                spare={spare}
                onChange={(next, to, aside = []) => {
                  setRule(next);
                  setAt(to);
                  setSpare(aside);
                }}
              />
              {stage.viewports.map((_, index) => (
                <PlaceFields
                  key={`${shownAt} ${index}`}
                  stage={stage}
                  index={index}
                  onChange={(next) => changePlace(index, next)}
                  onRename={(name) => changeStage(renamedPlace(stage, index, name))}
                />
              ))}
            </section>
          )}
          {messages.slice(0, 6).map(({ severity, path, text }) => (
            <p key={`${path} ${text}`} className={styles[severity === 'error' ? 'problem' : 'warning']}>
              {path === '' ? text : `${path}: ${text}`}
            </p>
          ))}
        </div>
        <RulePreview result={result} stage={shownAt} />
      </div>
    </Dialog>
  );
}

/** What the study must have, a test of one display set a row. */
function WhenRows({
  rule,
  onChange,
}: {
  readonly rule: HangingRule;
  readonly onChange: (rule: HangingRule) => void;
}) {
  const when = rule.when ?? [];
  const simple = when.every(({ atLeast = 1, atMost }) => atLeast === 1 && atMost === undefined);
  const tests = when.flatMap(({ of }) => of);
  const plain = simple && when.every(({ of }) => of.length === 1);
  return (
    <section>
      <h3 className={styles['heading']}>For studies where something meets each of these</h3>
      {plain ? (
        <ConditionRows
          name="the study"
          match={{ required: tests }}
          onChange={({ required = [], preferred = [] }) =>
            onChange({ ...rule, when: [...required, ...preferred].map((test) => ({ of: [test] })) })
          }
        />
      ) : (
        <p className={styles['quiet']}>
          {when.length === 1
            ? 'One condition with counts: it is kept as it is. Export the rule to change it.'
            : `${when.length} conditions with counts: they are kept as they are. Export the rule to change them.`}
        </p>
      )}
    </section>
  );
}
