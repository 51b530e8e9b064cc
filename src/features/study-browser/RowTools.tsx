import { CircleHelp, Ellipsis, TriangleAlert } from 'lucide-react';
import type { MouseEvent } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import { tooltip } from '../../ui/tooltips.ts';
import styles from './StudyBrowser.module.css';

/** Why and the menu of the row that is pointed at or has the focus. The keys of the row do the same. */
export function RowTools({
  top,
  label,
  onWhy,
  onMenu,
}: {
  readonly top: number;
  readonly label: string;
  readonly onWhy: () => void;
  readonly onMenu: (event: MouseEvent) => void;
}) {
  return (
    <div className={styles['tools']} style={{ transform: `translateY(${top}px)` }}>
      <IconButton
        label={`Why is ${label} grouped like this?`}
        shortcut="E"
        size={24}
        tabIndex={-1}
        icon={<CircleHelp size={14} strokeWidth={1.5} />}
        onClick={onWhy}
      />
      <IconButton
        label="Series menu"
        shortcut="Shift+F10"
        size={24}
        tabIndex={-1}
        icon={<Ellipsis size={16} strokeWidth={1.5} />}
        onClick={onMenu}
      />
    </div>
  );
}

/** The warnings of a row, read by pointing at them; a click explains. The row's name holds them too. */
export function RowWarning({
  top,
  warnings,
  onWhy,
}: {
  readonly top: number;
  readonly warnings: readonly string[];
  readonly onWhy: () => void;
}) {
  const name = warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`;
  return (
    <button
      type="button"
      {...tooltip({ label: warnings.join('\n'), side: 'right' })}
      tabIndex={-1}
      className={styles['warning']}
      style={{ transform: `translateY(${top}px)` }}
      aria-label={`${name}: ${warnings.join('. ')}`}
      onClick={onWhy}
    >
      <TriangleAlert size={14} strokeWidth={1.75} aria-hidden />
    </button>
  );
}
