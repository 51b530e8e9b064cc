import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';
import { cx } from './cx.ts';
import { tooltip } from './tooltips.ts';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** The accessible name, and the tooltip. */
  label: string;
  /** The key that does the same, as people write it: "Ctrl+Z", "R". */
  shortcut?: string | undefined;
  icon: ReactNode;
  /** For a button that stays down; leave out for one that does not. */
  pressed?: boolean | undefined;
  /** Width and height in pixels, never under 24. */
  size?: number;
}

export function IconButton({
  label,
  shortcut,
  icon,
  pressed,
  size = 28,
  className,
  style,
  ...rest
}: IconButtonProps) {
  const side = Math.max(24, size);
  return (
    <button
      aria-label={label}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(shortcut === undefined ? {} : { 'aria-keyshortcuts': ariaShortcut(shortcut) })}
      {...tooltip({ label, shortcut })}
      {...rest}
      type="button"
      className={cx(
        styles['button'],
        styles['quiet'],
        styles['icon'],
        pressed && styles['pressed'],
        className,
      )}
      style={{ width: side, minHeight: side, height: side, ...style }}
    >
      {icon}
    </button>
  );
}

/** ARIA 1.2 names the modifier "Control" where people write "Ctrl". */
const ariaShortcut = (shortcut: string) => shortcut.replaceAll('Ctrl', 'Control').replaceAll(', ', ' ');
