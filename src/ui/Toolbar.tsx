import { Toolbar as Primitive } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Toolbar.module.css';

export interface ToolbarProps {
  /** Its accessible name: "Image tools". */
  label: string;
  className?: string | undefined;
  children: ReactNode;
}

/** One stop of the Tab key: the arrow keys move between its items. Wrap each control in `ToolbarItem`. */
export const Toolbar = ({ label, className, children }: ToolbarProps) => (
  <Primitive.Root aria-label={label} className={cx(styles['toolbar'], className)} loop>
    {children}
  </Primitive.Root>
);

/**
 * `children`: one button (`IconButton`, `Button`). For a menu in a toolbar, make
 * the item the menu's trigger: `<Menu trigger={<ToolbarItem><IconButton … /></ToolbarItem>}>`.
 */
export const ToolbarItem = ({ children, ...rest }: { children: ReactElement }) => (
  <Primitive.Button {...rest} asChild>
    {children}
  </Primitive.Button>
);

export const ToolbarSeparator = () => <Primitive.Separator className={styles['separator']} />;
