import { Slider as Primitive } from 'radix-ui';
import styles from './RangeSlider.module.css';

export interface RangeSliderProps {
  /** The names of the two handles. */
  labels: readonly [string, string];
  /** The two values, the lower first. */
  value: readonly [number, number];
  min: number;
  max: number;
  /** A value in words. */
  valueText: (value: number) => string;
  /** Drawn as a line on the track: where something is within the range. */
  marker?: number | undefined;
  onChange: (value: readonly [number, number]) => void;
}

/** Two handles on one track; the part between them is what counts. They never pass each other. */
export function RangeSlider({ labels, value, min, max, valueText, marker, onChange }: RangeSliderProps) {
  return (
    <Primitive.Root
      className={styles['root']}
      min={min}
      max={max}
      step={1}
      minStepsBetweenThumbs={1}
      value={[...value]}
      onValueChange={([first = min, last = max]) => onChange([first, last])}
    >
      <Primitive.Track className={styles['track']}>
        <Primitive.Range className={styles['range']} />
        {marker !== undefined && (
          <span
            className={styles['marker']}
            style={{ left: `${((marker - min) / Math.max(1, max - min)) * 100}%` }}
          />
        )}
      </Primitive.Track>
      {labels.map((label, at) => (
        <Primitive.Thumb
          key={label}
          className={styles['thumb']}
          aria-label={label}
          aria-valuetext={valueText(value[at] ?? 0)}
        />
      ))}
    </Primitive.Root>
  );
}
