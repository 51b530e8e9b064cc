import { describeError } from '../../core/errors.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './ViewportGrid.module.css';

/** One viewport's own failure: the others go on. */
export function ViewportCrash({
  error,
  onReset,
  id,
}: {
  readonly error: unknown;
  readonly onReset: () => void;
  readonly id: string;
}) {
  return (
    <div className={styles['viewport']} data-viewport-id={id} data-state="error" data-display-set-uid="">
      <div className={styles['cover']} data-kind="error">
        <div className={styles['told']} role="alert">
          <strong>This viewport failed</strong>
          <span>{describeError(error)}</span>
          <Button onClick={onReset}>Try again</Button>
        </div>
      </div>
    </div>
  );
}
