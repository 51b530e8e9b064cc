import { useId } from 'react';
import { cx } from './cx.ts';
import styles from './Field.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface SelectProps {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly SelectOption[];
  hideLabel?: boolean;
  className?: string | undefined;
  disabled?: boolean;
}

/**
 * The browser's own select, drawn by our style sheet where the browser allows it
 * (`appearance: base-select`): right for every keyboard and screen reader at no cost.
 */
export function Select({
  label,
  name,
  value,
  onChange,
  options,
  hideLabel = false,
  className,
  disabled = false,
}: SelectProps) {
  const id = useId();
  return (
    <div className={cx(styles['field'], className)}>
      <label htmlFor={id} className={hideLabel ? undefined : styles['label']}>
        {hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      </label>
      <select
        id={id}
        name={name}
        value={value}
        disabled={disabled}
        className={cx(styles['input'], styles['select'])}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
