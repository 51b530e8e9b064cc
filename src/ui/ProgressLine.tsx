import styles from './small.module.css';

export interface ProgressLineProps {
  /** 0 to 1; undefined while nobody knows how much there is. */
  value?: number | undefined;
  /** What is going on: "Loading series 3". */
  label: string;
}

export function ProgressLine({ value, label }: ProgressLineProps) {
  const known = value === undefined ? undefined : Math.min(1, Math.max(0, value));
  return (
    <div
      className={styles['progress']}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={known === undefined ? undefined : Math.round(known * 100)}
      data-indeterminate={known === undefined ? '' : undefined}
    >
      <div
        className={styles['progressBar']}
        style={known === undefined ? undefined : { transform: `scaleX(${known})` }}
      />
    </div>
  );
}
