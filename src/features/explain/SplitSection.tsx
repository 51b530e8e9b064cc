import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { SeriesTrace } from '../../core/displaySet/organized.ts';
import { Bdi } from '../../ui/Text.tsx';
import { CopyButton } from './CopyButton.tsx';
import { madeSet } from './differences.ts';
import styles from './ExplainPanel.module.css';

/** What tells this display set from the others of its series, in words and as the exact key, and its order. */
export function SplitSection({
  displaySet,
  trace,
}: {
  readonly displaySet: DisplaySet;
  readonly trace: SeriesTrace;
}) {
  const made = madeSet(trace, displaySet);
  const values = Object.entries(made?.splitValues ?? {});
  const { splitKey, displaySetInstanceUID } = displaySet;
  return (
    <section aria-label="Split and order">
      <h3>Split and order</h3>
      <dl className={styles['facts']}>
        {values.map(([attribute, value]) => (
          <div key={attribute}>
            <dt>{attribute}</dt>
            <dd>
              <Bdi>{value}</Bdi>
            </dd>
          </div>
        ))}
        <div>
          <dt>Ordered by</dt>
          <dd data-testid="sort-key">{made?.sortedBy ?? 'not ordered: no handler took it'}</dd>
        </div>
        <div>
          <dt>Split key</dt>
          <dd className={styles['copied']}>
            <span className={styles['uid']} data-testid="split-key">
              {splitKey || 'none: the handler made one display set'}
            </span>
            {splitKey !== '' && <CopyButton text={splitKey} what="split key" />}
          </dd>
        </div>
        <div>
          <dt>UID</dt>
          <dd className={styles['copied']}>
            <span className={styles['uid']}>{displaySetInstanceUID}</span>
            <CopyButton text={displaySetInstanceUID} what="display set UID" />
          </dd>
        </div>
      </dl>
    </section>
  );
}
