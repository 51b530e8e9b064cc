import { ArrowDown, ArrowUp, ChevronDown, Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import {
  MAX_STAGES,
  withoutStage,
  withStageAfter,
  withStageLayout,
  withStageMoved,
} from '../../core/hanging/editRule.ts';
import type { HangingPlace, HangingRule, HangingStage } from '../../core/hanging/rule.ts';
import { boxesOf, countViewports, gridOf, sameLayout, toLayout } from '../../core/layout/layout.ts';
import { parseLayout } from '../../core/layout/parseLayout.ts';
import { gridPresets, unevenPresets, type Preset } from '../../core/layout/presets.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { LayoutChoices, LayoutPicture } from '../../ui/LayoutChoices.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './HangingRules.module.css';

const icon = { size: 16, strokeWidth: 1.5 };

export interface StageFieldsProps {
  readonly rule: HangingRule;
  /** The stage that is edited, from 0. */
  readonly at: number;
  /** Viewports of the stage that its layout has no room for. */
  readonly spare: readonly HangingPlace[];
  readonly onChange: (rule: HangingRule, at: number, spare?: readonly HangingPlace[]) => void;
}

/** The stages of a rule, and name and layout of the one that is edited. */
export function StageFields({ rule, at, spare, onChange }: StageFieldsProps) {
  const viewer = useViewer();
  const { stages } = rule;
  const stage = stages[at];
  if (!stage) return null;
  const change = (next: HangingStage, aside = spare) =>
    onChange({ ...rule, stages: stages.map((each, n) => (n === at ? next : each)) }, at, aside);
  const add = (next: HangingStage) => onChange(withStageAfter(rule, at, next), at + 1);
  const move = (by: 1 | -1) => onChange(withStageMoved(rule, at, by), at + by);
  const isFull = stages.length >= MAX_STAGES;
  const full = `${MAX_STAGES} stages are the most`;
  return (
    <>
      <div className={styles['row']}>
        <Select
          label="Stage"
          name="stage"
          value={String(at)}
          options={stages.map(({ name }, n) => ({ value: String(n), label: `${n + 1}. ${name}` }))}
          onChange={(value) => onChange(rule, Number(value))}
        />
        <div className={styles['stageButtons']}>
          <IconButton
            label="Earlier: this stage"
            icon={<ArrowUp {...icon} />}
            disabled={at === 0}
            onClick={() => move(-1)}
          />
          <IconButton
            label="Later: this stage"
            icon={<ArrowDown {...icon} />}
            disabled={at === stages.length - 1}
            onClick={() => move(1)}
          />
          <IconButton
            label="Remove this stage"
            icon={<Trash2 {...icon} />}
            disabled={stages.length === 1}
            onClick={() => onChange(withoutStage(rule, at), Math.max(0, at - 1))}
          />
        </div>
      </div>
      <div className={styles['stageAdd']} role="group" aria-label="Add a stage">
        <span className={styles['quiet']}>Add a stage</span>
        <Button disabled={isFull} reason={full} onClick={() => add(stage)}>
          <Plus {...icon} aria-hidden /> Like this one
        </Button>
        <Button disabled={isFull} reason={full} onClick={() => add(viewer.stageOfScreen())}>
          <Plus {...icon} aria-hidden /> As on the screen now
        </Button>
      </div>
      <div className={styles['row']}>
        <TextField
          label="Name of the stage"
          name="stage-name"
          value={stage.name}
          maxLength={60}
          onChange={(name) => change({ ...stage, name })}
        />
      </div>
      <StageLayout stage={stage} spare={spare} onChange={change} />
      {spare.length > 0 && (
        <p className={styles['quiet']} role="status">
          No room in this layout: {spare.map(({ name }) => name).join(', ')}. A larger one has{' '}
          {spare.length === 1 ? 'it' : 'them'} again.
        </p>
      )}
    </>
  );
}

function StageLayout({
  stage,
  spare,
  onChange,
}: {
  readonly stage: HangingStage;
  readonly spare: readonly HangingPlace[];
  readonly onChange: (stage: HangingStage, spare: readonly HangingPlace[]) => void;
}) {
  const onScreen = useViewerState((state) => state.hanging.layout);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const layout = toLayout(stage.layout);
  const choose = (next: HangingStage['layout']) => {
    const made = withStageLayout({ stage, spare }, next);
    onChange(made.stage, made.spare);
    setOpen(false);
    // What was pressed is gone.
    button.current?.focus();
  };
  const choice = ({ name, layout: each }: Preset) => ({
    name,
    boxes: boxesOf(each),
    isChosen: sameLayout(each, layout),
    onChoose: () => choose(each),
  });
  return (
    // Not over the dialog: what lies outside of it cannot be reached while it is open.
    <div
      role="group"
      aria-label="Layout"
      className={styles['layouts']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        // Only the choice is left, not the rule with all that was changed in it.
        event.preventDefault();
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
    >
      <Button
        ref={button}
        aria-label={`Layout of the stage: ${layoutWords(layout)}`}
        aria-expanded={open}
        className={styles['layout']}
        onClick={() => setOpen(!open)}
      >
        <LayoutPicture boxes={boxesOf(layout)} />
        {layoutWords(layout)}
        <ChevronDown size={14} strokeWidth={1.5} aria-hidden />
      </Button>
      {open && (
        <LayoutChoices
          groups={[
            { label: 'Rows and columns', choices: gridPresets.map(choice) },
            { label: 'Of several sizes', choices: unevenPresets.map(choice) },
          ]}
          onType={(text) => {
            const typed = parseLayout(text);
            if ('problem' in typed) return typed.problem;
            choose(typed);
            return undefined;
          }}
        >
          <Button variant="quiet" disabled={sameLayout(onScreen, layout)} onClick={() => choose(onScreen)}>
            As on the screen now
          </Button>
        </LayoutChoices>
      )}
    </div>
  );
}

/** "2 by 3", "One above two", "5 viewports of several sizes". */
function layoutWords(layout: Preset['layout']): string {
  const grid = gridOf(layout);
  if (grid) return `${grid.rows} by ${grid.columns}`;
  const preset = unevenPresets.find((each) => sameLayout(each.layout, layout));
  return preset?.name ?? `${countViewports(layout)} viewports of several sizes`;
}
