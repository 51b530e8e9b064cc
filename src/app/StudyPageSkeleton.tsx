import styles from './StudyPage.module.css';

/** The study page's frame while its code or the configuration loads: the same places, nothing jumps. */
export const StudyPageSkeleton = () => (
  <div className={styles['page']} aria-busy="true">
    <div className={styles['header']} />
    <div className={styles['body']}>
      <div className={styles['browser']} style={{ width: 248 }} />
      <div className={styles['work']} />
    </div>
  </div>
);
