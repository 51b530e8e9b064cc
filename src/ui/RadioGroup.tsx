import { useId } from 'react';
import styles from './Field.module.css';

export interface RadioOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** A quiet line under the label: what it means, or why it cannot be chosen. */
  readonly description?: string;
  readonly disabled?: boolean;
}

export interface RadioGroupProps<Value extends string> {
  label: string;
  name: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly RadioOption<Value>[];
}

/** One of a few, each with a line that says what it means. */
export function RadioGroup<Value extends string>({
  label,
  name,
  value,
  onChange,
  options,
}: RadioGroupProps<Value>) {
  const id = useId();
  return (
    <fieldset className={styles['radios']}>
      <legend className={styles['label']}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles['radio']} data-disabled={option.disabled || undefined}>
          <input
            type="radio"
            name={`${name}-${id}`}
            value={option.value}
            checked={option.value === value}
            disabled={option.disabled}
            aria-describedby={option.description === undefined ? undefined : `${id}-${option.value}`}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
          {option.description === undefined ? null : (
            <span id={`${id}-${option.value}`} className={styles['radioDescription']}>
              {option.description}
            </span>
          )}
        </label>
      ))}
    </fieldset>
  );
}
