import { CircleAlert, Info, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';

export interface NoticeProps {
  /** An error interrupts a screen reader (`role="alert"`); the rest waits its turn (`role="status"`). */
  kind: 'error' | 'warning' | 'info' | 'progress';
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info, progress: LoaderCircle };

/** What happened, why, and what can be done about it. */
export function Notice({ kind, title, children, actions }: NoticeProps) {
  const Icon = icons[kind];
  return (
    <div className={styles['notice']} data-kind={kind} role={kind === 'error' ? 'alert' : 'status'}>
      <Icon size={16} aria-hidden="true" />
      <p className={styles['title']}>{title}</p>
      {children === undefined ? null : <div className={styles['body']}>{children}</div>}
      {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}
