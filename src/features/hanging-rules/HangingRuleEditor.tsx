import { useMemo, useState } from 'react';
import { lintRule } from '../../core/hanging/lint.ts';
import { tryRule } from '../../core/hanging/match.ts';
import type { HangingPlace, HangingRule, HangingStage } from '../../core/hanging/rule.ts';
import { isHangingRule } from '../../core/hanging/rulesJson.ts';
import { windowNames } from '../../core/hanging/windows.ts';
import { offeredRules } from '../../state/hangingRules.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ConditionRows } from './ConditionRows.tsx';
import styles from './HangingRules.module.css';
import { RulePreview } from './RulePreview.tsx';
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
  const stage = rule.stages[at] ?? rule.stages[0];
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
            {rule.stages.length > 1 && (
              <Select
                label="Stage"
                name="stage"
                value={String(at)}
                options={rule.stages.map(({ name }, n) => ({ value: String(n), label: `${n + 1}. ${name}` }))}
                onChange={(value) => setAt(Number(value))}
              />
            )}
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
          {stage?.viewports.map((place, index) => (
            <PlaceFields
              key={`${at} ${index}`}
              place={place}
              number={index + 1}
              onChange={(next) => changePlace(index, next)}
            />
          ))}
          {messages.slice(0, 6).map(({ severity, path, text }) => (
            <p key={`${path} ${text}`} className={styles[severity === 'error' ? 'problem' : 'warning']}>
              {path === '' ? text : `${path}: ${text}`}
            </p>
          ))}
        </div>
        <RulePreview result={result} stage={at} />
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
          {when.length} conditions with counts: they are kept as they are. Export the rule to change them.
        </p>
      )}
    </section>
  );
}

function PlaceFields({
  place,
  number,
  onChange,
}: {
  readonly place: HangingPlace;
  readonly number: number;
  readonly onChange: (place: HangingPlace) => void;
}) {
  const { window } = place.presentation ?? {};
  const current = window === undefined ? '' : typeof window === 'string' ? window : 'as saved';
  return (
    <section className={styles['place']} aria-label={`Viewport ${number}`}>
      <div className={styles['placeHead']}>
        <span className={styles['number']} aria-hidden="true">
          {number}
        </span>
        <TextField
          label={`Name of viewport ${number}`}
          name={`place-${number}`}
          value={place.name}
          maxLength={60}
          onChange={(name) => onChange({ ...place, name })}
        />
        <Select
          label="Window"
          name={`window-${number}`}
          value={current}
          options={[
            { value: '', label: 'The image’s own' },
            ...(current === 'as saved' && typeof window === 'object'
              ? [{ value: 'as saved', label: `W ${window.width} L ${window.center}` }]
              : []),
            ...windowNames.map((name) => ({
              value: name,
              label: name.charAt(0).toUpperCase() + name.slice(1),
            })),
          ]}
          onChange={(value) => {
            if (value === 'as saved') return;
            const { window: _former, ...rest } = place.presentation ?? {};
            onChange({ ...place, presentation: value === '' ? rest : { ...rest, window: value } });
          }}
        />
      </div>
      {place.empty ? (
        <p className={styles['quiet']}>Stays empty.</p>
      ) : place.sameAs !== undefined ? (
        <p className={styles['quiet']}>The same pictures as {place.sameAs}, shown another way.</p>
      ) : (
        <ConditionRows
          name={place.name}
          match={place.match ?? {}}
          onChange={(match) => onChange({ ...place, match })}
        />
      )}
      {!place.empty && (
        <Checkbox
          checked={place.needed === true}
          onChange={(needed) => {
            const { needed: _former, ...rest } = place;
            onChange(needed ? { ...rest, needed } : rest);
          }}
        >
          Only hang when this viewport finds something
        </Checkbox>
      )}
    </section>
  );
}
