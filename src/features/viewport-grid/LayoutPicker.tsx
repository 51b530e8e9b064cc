import { LayoutGrid } from 'lucide-react';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { gridOf } from '../../core/layout/layout.ts';
import type { GridLayout } from '../../core/mode/mode.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { parseLayout } from './parseLayout.ts';
import { isTyping } from './useShortcuts.ts';
import styles from './ViewportGrid.module.css';

const LAYOUTS: readonly GridLayout[] = [1, 2, 3].flatMap((rows) =>
  [1, 2, 3].map((columns) => ({ rows, columns })),
);

/** Layouts from 1x1 to 3x3 as pictures, and any other of at most nine viewports as typed. */
export function LayoutPicker() {
  const viewer = useViewer();
  const layout = useViewerState((state) => state.hanging.layout);
  const current = gridOf(layout);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const applyTyped = () => {
    const typedLayout = parseLayout(typed);
    if ('problem' in typedLayout) {
      setProblem(typedLayout.problem);
      return;
    }
    viewer.setLayout(typedLayout);
    setTyped('');
    setOpen(false);
  };
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, defaultPrevented, target } = event;
      if (key.toLowerCase() !== 'l' || ctrlKey || metaKey || altKey) return;
      if (defaultPrevented || isTyping(target)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <Popover
      label="Layout"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton label="Layout" shortcut="L" icon={<LayoutGrid size={16} strokeWidth={1.5} />} />}
    >
      <div className={styles['layouts']} role="group" aria-label="Layouts" onKeyDown={moveFocus}>
        {LAYOUTS.map(({ rows, columns }) => (
          <button
            key={`${rows}x${columns}`}
            type="button"
            className={styles['layoutOption']}
            aria-label={`${rows} by ${columns}`}
            aria-pressed={rows === current?.rows && columns === current.columns}
            style={{
              gridTemplateRows: `repeat(${rows}, 1fr)`,
              gridTemplateColumns: `repeat(${columns}, 1fr)`,
            }}
            onClick={() => {
              viewer.setLayout({ rows, columns });
              setOpen(false);
            }}
          >
            {Array.from({ length: rows * columns }, (_, index) => (
              <span key={index} />
            ))}
          </button>
        ))}
      </div>
      <div className={styles['otherLayout']}>
        <TextField
          label="Rows x columns"
          name="layout"
          placeholder="1x4"
          maxLength={12}
          value={typed}
          problem={problem}
          onChange={(text) => {
            setTyped(text);
            setProblem(undefined);
          }}
          onEnter={applyTyped}
        />
      </div>
    </Popover>
  );
}

/** Arrow keys go from layout to layout. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -3,
    ArrowDown: 3,
  };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons[at + step]?.focus();
}
