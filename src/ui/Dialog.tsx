import { X } from 'lucide-react';
import { useEffect, useId, useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton.tsx';

export interface DialogProps {
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
  footer?: ReactNode;
  /** For what needs two columns. */
  wide?: boolean;
}

/**
 * A modal dialog: the browser's own, which keeps the focus inside and the rest
 * of the page inert, and gives the focus back when it closes.
 */
export function Dialog({ open, ...props }: DialogProps) {
  return open ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ title, onOpenChange, children, footer, wide = false }: Omit<DialogProps, 'open'>) {
  const titleId = useId();
  const element = useRef<HTMLDialogElement>(null);
  // Closed while it is still in the page: one that is taken out of it gives no focus back.
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // The browser gives the focus to Close, which then shows its tooltip over the text.
    dialog?.focus();
    return () => dialog?.close();
  }, []);
  // What is longer than the dialog can be scrolled by keys, also where nothing in it takes the focus.
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = body.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      if (element.scrollHeight > element.clientHeight) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    });
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, [children]);
  return (
    <dialog
      ref={element}
      tabIndex={-1}
      className={styles['dialog']}
      aria-labelledby={titleId}
      data-wide={wide || undefined}
      onCancel={(event) => {
        event.preventDefault();
        onOpenChange(false);
      }}
      // A tooltip inside takes the first Escape for itself, and the browser then sends no cancel.
      onKeyDown={(event) => {
        if (event.key === 'Escape') onOpenChange(false);
      }}
      onPointerDown={(event) => {
        if (event.target === element.current) onOpenChange(false);
      }}
    >
      <header className={styles['header']}>
        <h2 id={titleId} className={styles['title']}>
          {title}
        </h2>
        <IconButton label="Close" shortcut="Esc" icon={<X size={16} />} onClick={() => onOpenChange(false)} />
      </header>
      <div ref={body} className={styles['body']}>
        {children}
      </div>
      {footer === undefined ? null : <footer className={styles['footer']}>{footer}</footer>}
    </dialog>
  );
}
