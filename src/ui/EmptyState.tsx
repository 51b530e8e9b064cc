import type { ReactNode } from 'react';
import styles from './Notice.module.css';

export interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

/** Nothing is here: why, and what to do. */
export const EmptyState = ({ icon, title, children, actions }: EmptyStateProps) => (
  <div className={styles['empty']}>
    {icon}
    <p className={styles['emptyTitle']}>{title}</p>
    {children === undefined ? null : <div className={styles['emptyBody']}>{children}</div>}
    {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
  </div>
);
