import { LayoutGrid, RotateCcw } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { sameLayout, toLayout, type Layout } from '../../core/layout/layout.ts';
import { gridPresets, unevenPresets } from '../../core/layout/presets.ts';
import type { GridLayout } from '../../core/mode/mode.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './LayoutPicker.module.css';
import { LayoutOption } from './LayoutPicture.tsx';
import { parseLayout } from './parseLayout.ts';

/** Layouts as pictures, any rows and columns as typed, and the way back to the mode's own. */
export function LayoutPicker() {
  const viewer = useViewer();
  const current = useViewerState((state) => state.hanging.layout);
  const modeId = useViewerState((state) => state.modeId);
  const open = useViewerState((state) => state.asked === 'layout');
  const setOpen = (opens: boolean) => viewer.ask(opens ? 'layout' : undefined);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const own = toLayout(viewer.modes.get(modeId)?.layout ?? 'viewport');
  const choose = (layout: Layout | GridLayout) => {
    viewer.chooseLayout(layout);
    setOpen(false);
  };
  const applyTyped = () => {
    const layout = parseLayout(typed);
    if ('problem' in layout) {
      setProblem(layout.problem);
      return;
    }
    choose(layout);
    setTyped('');
  };
  const option = (preset: (typeof gridPresets)[number]) => (
    <LayoutOption key={preset.name} preset={preset} current={current} onChoose={choose} />
  );
  return (
    <Popover
      label="Layout"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton label="Layout" shortcut="L" icon={<LayoutGrid size={16} strokeWidth={1.5} />} />}
    >
      <div className={styles['picker']} role="group" aria-label="Layouts" onKeyDown={moveFocus}>
        <div className={styles['options']} role="group" aria-label="Rows and columns">
          {gridPresets.map(option)}
        </div>
        <div className={styles['options']} role="group" aria-label="Of several sizes">
          {unevenPresets.map(option)}
        </div>
        <TextField
          label="Rows x columns"
          name="layout"
          placeholder="2x5"
          maxLength={12}
          value={typed}
          problem={problem}
          onChange={(text) => {
            setTyped(text);
            setProblem(undefined);
          }}
          onEnter={applyTyped}
        />
        <Button
          variant="quiet"
          className={styles['own']}
          disabled={sameLayout(own, current)}
          onClick={() => {
            viewer.chooseOwnLayout();
            setOpen(false);
          }}
        >
          <RotateCcw size={14} strokeWidth={1.5} aria-hidden />
          As the mode has it
        </Button>
      </div>
    </Popover>
  );
}

/** Arrow keys go from picture to picture, four in a row. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -4,
    ArrowDown: 4,
  };
  const step = steps[event.key];
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="group"] button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  if (step === undefined || at < 0) return;
  event.preventDefault();
  buttons[at + step]?.focus();
}
