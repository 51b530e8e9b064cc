import { Checkbox } from '../../ui/Checkbox.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './TagView.module.css';
import type { Comparison } from './useComparison.ts';

/** What the object is compared with, if with anything. */
export function CompareChoice({ comparison }: { comparison: Comparison }) {
  const { choices, against, choose, refresh, onlyDifferences, setOnlyDifferences } = comparison;
  return (
    <div className={styles['compare']} onFocusCapture={refresh} onPointerEnter={refresh}>
      <Select
        label="Compare with another object"
        hideLabel
        name="compareWith"
        value={against?.id ?? ''}
        onChange={choose}
        disabled={choices.length === 0}
        options={[
          { value: '', label: 'Compare with…' },
          ...choices.map(({ id, label }) => ({ value: id, label })),
        ]}
      />
      {against ? (
        <Checkbox checked={onlyDifferences} onChange={setOnlyDifferences} name="onlyDifferences">
          Differences only
        </Checkbox>
      ) : null}
    </div>
  );
}

/** Whose per-frame functional groups are listed: one frame's, or all. */
export function FrameChoice({
  frame,
  frames,
  onFrame,
}: {
  frame: number | undefined;
  frames: number;
  onFrame: (frame: number | undefined) => void;
}) {
  const listed = Math.min(frames, 2000);
  return (
    <Select
      label="Frame"
      hideLabel
      name="frame"
      value={frame === undefined ? '' : String(frame)}
      onChange={(value) => onFrame(value === '' ? undefined : Number(value))}
      options={[
        { value: '', label: `All ${frames.toLocaleString()} frames` },
        ...Array.from({ length: listed }, (_, index) => ({
          value: String(index + 1),
          label: `Frame ${index + 1} of ${frames}`,
        })),
      ]}
    />
  );
}
