import type { ReactNode } from 'react';
import styles from './small.module.css';

/** A short code in a frame: a modality. */
export const Tag = ({ children }: { children: ReactNode }) => <bdi className={styles['tag']}>{children}</bdi>;

export interface BadgeProps {
  kind?: 'plain' | 'warning' | 'error' | 'good';
  icon?: ReactNode;
  children?: ReactNode;
}

/** A small remark beside something: a count, a mark with a colour that its words repeat. */
export const Badge = ({ kind = 'plain', icon, children }: BadgeProps) => (
  <span className={styles['badge']} data-kind={kind}>
    {icon}
    {children}
  </span>
);
