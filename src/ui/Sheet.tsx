import { X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { IconButton } from './IconButton.tsx';
import styles from './Sheet.module.css';

export interface SheetProps {
  title: string;
  onClose: () => void;
  /** Beside the title. */
  controls?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
  /** The hook of this sheet for tests and integrators. */
  testId: string;
  /** Keys that the sheet as a whole has; Escape is taken care of. */
  onKeyDown?: ((event: KeyboardEvent) => void) | undefined;
  /** What gets the focus when the sheet goes. */
  returnFocusTo?: () => HTMLElement | null;
}

/**
 * A large panel over the page, under its header: the header stays in use, what
 * lies under the sheet does not (the page makes that inert). Escape closes it.
 */
export function Sheet({
  title,
  onClose,
  controls,
  footer,
  children,
  testId,
  onKeyDown,
  returnFocusTo,
}: SheetProps) {
  const titleId = useId();
  const element = useRef<HTMLElement>(null);
  const goBack = useRef(returnFocusTo);
  useEffect(() => {
    goBack.current = returnFocusTo;
  }, [returnFocusTo]);
  useEffect(() => {
    const sheet = element.current;
    sheet?.focus();
    return () => {
      const { activeElement } = document;
      const isLost = activeElement === null || activeElement === document.body;
      if (isLost || sheet?.contains(activeElement)) goBack.current?.()?.focus();
    };
  }, []);
  return (
    <section
      ref={element}
      role="dialog"
      tabIndex={-1}
      aria-labelledby={titleId}
      className={styles['sheet']}
      data-testid={testId}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <div className={styles['head']}>
        <h2 id={titleId} className={styles['title']}>
          {title}
        </h2>
        <div className={styles['controls']}>{controls}</div>
        <IconButton label="Close" shortcut="Esc" icon={<X size={16} strokeWidth={1.5} />} onClick={onClose} />
      </div>
      <div className={styles['body']}>{children}</div>
      {footer === undefined ? null : <div className={styles['footer']}>{footer}</div>}
    </section>
  );
}
