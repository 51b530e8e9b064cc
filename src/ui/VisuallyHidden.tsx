import type { ReactNode } from 'react';
import styles from './small.module.css';

/** For those who hear the page and not for those who see it. */
export const VisuallyHidden = ({ id, children }: { id?: string; children: ReactNode }) => (
  <span id={id} className={styles['hidden']}>
    {children}
  </span>
);
