import styles from './small.module.css';

/** A key, as people write it. */
export const Kbd = ({ children }: { children: string }) => <kbd className={styles['kbd']}>{children}</kbd>;
