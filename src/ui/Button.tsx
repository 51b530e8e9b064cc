import { useId } from 'react';
import type { ComponentProps, MouseEvent } from 'react';
import styles from './Button.module.css';
import { cx } from './cx.ts';
import { tooltip } from './tooltips.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export interface ButtonProps extends ComponentProps<'button'> {
  /** `quiet` has no frame, `solid` is the usual button, `accent` is the one thing to do here. */
  variant?: 'quiet' | 'solid' | 'accent';
  /**
   * Why it is disabled, in words. With a reason the button stays in the tab order,
   * so that keyboard and screen reader reach the reason too.
   */
  reason?: string | undefined;
}

export function Button({
  variant = 'solid',
  reason,
  disabled = false,
  onClick,
  className,
  type = 'button',
  children,
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const explained = disabled && reason !== undefined;
  const swallow = (event: MouseEvent) => event.preventDefault();
  const button = (
    <button
      {...rest}
      // oxlint wants a literal; the two values are the type's
      type={type === 'submit' ? 'submit' : 'button'}
      className={cx(styles['button'], styles[variant], className)}
      onClick={explained ? swallow : onClick}
      {...(explained
        ? { 'aria-disabled': true, 'aria-describedby': reasonId, ...tooltip({ label: reason }) }
        : { disabled })}
    >
      {children}
    </button>
  );
  if (!explained) return button;
  return (
    <>
      {button}
      <VisuallyHidden id={reasonId}>{reason}</VisuallyHidden>
    </>
  );
}
