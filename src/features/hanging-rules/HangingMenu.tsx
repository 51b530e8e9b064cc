import { ChevronDown, CircleSlash, ListChecks, Save, SkipBack, SkipForward } from 'lucide-react';
import { useId, useState } from 'react';
import { stageInForce } from '../../state/hangingRulesApply.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import {
  Menu,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuSub,
} from '../../ui/Menu.tsx';
import { Bdi } from '../../ui/Text.tsx';
import styles from './HangingRules.module.css';
import { useTriedRules } from './useResults.ts';

const icon = { size: 16, strokeWidth: 1.5 };

/** Which hanging rule is in force; every other one, with the reason where it does not fit. */
export function HangingMenu() {
  const viewer = useViewer();
  const name = useViewerState(({ hanging }) => stageInForce(hanging)?.ruleName);
  const ruleId = useViewerState(({ hanging }) => stageInForce(hanging)?.ruleId ?? '');
  const [open, setOpen] = useState(false);
  const valueId = useId();
  return (
    <Menu
      label="Hanging"
      align="end"
      open={open}
      onOpenChange={setOpen}
      onCloseAutoFocus={(event) => {
        // What was chosen has the focus.
        if (viewer.store.getState().sheet) event.preventDefault();
      }}
      trigger={
        <button
          type="button"
          className={styles['picker']}
          data-testid="hanging-menu"
          data-rule-id={ruleId}
          aria-label="Hanging"
          aria-describedby={valueId}
        >
          <span className={styles['caption']}>Hanging</span>
          <span className={styles['value']} id={valueId}>
            <Bdi limit={60}>{name ?? 'No rule'}</Bdi>
          </span>
          <ChevronDown size={14} strokeWidth={1.5} aria-hidden />
        </button>
      }
    >
      {open && <Options />}
    </Menu>
  );
}

function Options() {
  const viewer = useViewer();
  const hanging = useViewerState((state) => state.hanging);
  const tried = useTriedRules().filter(({ enabled }) => enabled);
  const inForce = stageInForce(hanging);
  const current = tried.find(({ rule }) => rule.id === inForce?.ruleId);
  const fits = tried.filter(({ result }) => result.first);
  const others = tried.filter(({ result }) => !result.first);
  const item = ({ rule, result, isOwn }: (typeof tried)[number]) => (
    <MenuRadioItem
      key={rule.id}
      value={rule.id}
      disabled={!result.first}
      description={result.first ? rule.description : `Does not fit: ${result.refusal ?? ''}`}
      aside={isOwn ? 'Yours' : undefined}
      data-hanging-rule={rule.id}
    >
      <Bdi limit={60}>{rule.name}</Bdi>
    </MenuRadioItem>
  );
  return (
    <>
      {tried.length === 0 && <MenuLabel>This mode has no hanging rules</MenuLabel>}
      <MenuRadioGroup
        label="Rule"
        value={inForce?.ruleId ?? ''}
        onValueChange={(id) => viewer.hangByRule(id)}
      >
        {fits.map(item)}
      </MenuRadioGroup>
      {current && current.result.stages.length > 1 && (
        <>
          <MenuSeparator />
          <MenuLabel>Stages of {current.rule.name}</MenuLabel>
          <MenuRadioGroup
            label="Stage"
            value={String(inForce?.stage)}
            onValueChange={(stage) => viewer.hangByRule(current.rule.id, Number(stage))}
          >
            {current.result.stages.map(({ stage, index, refusal }) => (
              <MenuRadioItem
                key={index}
                value={String(index)}
                disabled={refusal !== undefined}
                description={refusal}
                data-hanging-stage={index}
              >
                <Bdi limit={60}>{stage.name}</Bdi>
              </MenuRadioItem>
            ))}
          </MenuRadioGroup>
          <MenuItem icon={<SkipForward {...icon} />} shortcut="Shift+N" onSelect={() => viewer.stepStage(1)}>
            Next stage
          </MenuItem>
          <MenuItem icon={<SkipBack {...icon} />} shortcut="Shift+B" onSelect={() => viewer.stepStage(-1)}>
            Previous stage
          </MenuItem>
        </>
      )}
      {others.length > 0 && (
        <>
          {tried.length > others.length && <MenuSeparator />}
          <MenuSub
            icon={<CircleSlash {...icon} />}
            label="Not for this study"
            items={
              <MenuRadioGroup value="" label="Not for this study" onValueChange={() => undefined}>
                {others.map(item)}
              </MenuRadioGroup>
            }
          >
            Not for this study ({others.length})
          </MenuSub>
        </>
      )}
      <MenuSeparator />
      <MenuItem icon={<Save {...icon} />} onSelect={() => viewer.editHangingRule()}>
        Save this screen as a rule…
      </MenuItem>
      <MenuItem
        icon={<ListChecks {...icon} />}
        shortcut="Shift+H"
        onSelect={() => viewer.openSheet('hanging-rules')}
      >
        Hanging rules…
      </MenuItem>
    </>
  );
}
