import { LayoutGrid } from 'lucide-react';
import { useState } from 'react';
import type { GridLayout } from '../../core/mode/mode.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Popover } from '../../ui/Popover.tsx';
import styles from './ViewportGrid.module.css';

const LAYOUTS: readonly GridLayout[] = [1, 2, 3].flatMap((rows) =>
  [1, 2, 3].map((columns) => ({ rows, columns })),
);

/** Layouts from 1x1 to 3x3. */
export function LayoutPicker() {
  const viewer = useViewer();
  const current = useViewerState((state) => state.hanging.layout);
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="Layout"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton label="Layout" shortcut="L" icon={<LayoutGrid size={16} strokeWidth={1.5} />} />}
    >
      <div className={styles['layouts']}>
        {LAYOUTS.map(({ rows, columns }) => (
          <button
            key={`${rows}x${columns}`}
            type="button"
            className={styles['layoutOption']}
            aria-label={`${rows} by ${columns}`}
            aria-pressed={rows === current.rows && columns === current.columns}
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
    </Popover>
  );
}
