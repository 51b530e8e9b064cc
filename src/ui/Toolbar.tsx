import { Toolbar as Primitive } from 'radix-ui';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Toolbar.module.css';

export interface ToolbarProps {
  /** Its accessible name: "Image tools". */
  label: string;
  className?: string | undefined;
  children: ReactNode;
}

/**
 * One stop of the Tab key: the arrow keys move between its items. Wrap each control in `ToolbarItem`,
 * but for sliders, which need the arrow keys themselves and are stops of their own.
 */
export const Toolbar = ({ label, className, children }: ToolbarProps) => (
  <Primitive.Root aria-label={label} className={cx(styles['toolbar'], className)} loop onKeyDown={letBackOut}>
    {children}
  </Primitive.Root>
);

/**
 * The toolbar as a whole takes the focus and hands it to its current item. Going
 * back from a slider would end there again and again: it is passed over for once.
 */
function letBackOut({ key, shiftKey, currentTarget: toolbar }: KeyboardEvent<HTMLElement>) {
  if (key !== 'Tab' || !shiftKey) return;
  toolbar.tabIndex = -1;
  // The browser moves the focus when the key has been dealt with.
  setTimeout(() => (toolbar.tabIndex = 0));
}

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
