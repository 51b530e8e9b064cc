import { useId } from 'react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { cx } from './cx.ts';
import styles from './Field.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export interface TextFieldProps {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string | undefined;
  type?: 'text' | 'search' | 'url' | 'number' | 'password';
  onEnter?: (() => void) | undefined;
  /** Clears or closes; without it the key goes on to whoever listens further up. */
  onEscape?: (() => void) | undefined;
  icon?: ReactNode;
  /** The label is still read; it is not drawn. */
  hideLabel?: boolean;
  /** What is wrong with the value, in words. */
  problem?: string | undefined;
  className?: string | undefined;
  disabled?: boolean;
  maxLength?: number;
  ref?: Ref<HTMLInputElement>;
}

export function TextField({
  label,
  name,
  value,
  onChange,
  placeholder,
  type = 'text',
  onEnter,
  onEscape,
  icon,
  hideLabel = false,
  problem,
  className,
  disabled = false,
  maxLength,
  ref,
}: TextFieldProps) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && onEnter) onEnter();
    if (event.key === 'Escape' && onEscape) {
      event.stopPropagation();
      onEscape();
    }
  };
  return (
    <div className={cx(styles['field'], className)}>
      <label htmlFor={id} className={hideLabel ? undefined : styles['label']}>
        {hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      </label>
      <div className={styles['box']}>
        {icon === undefined ? null : (
          <span className={styles['icon']} aria-hidden="true">
            {icon}
          </span>
        )}
        <input
          ref={ref}
          id={id}
          name={name}
          type={type}
          value={value}
          placeholder={placeholder}
          disabled={disabled}
          maxLength={maxLength}
          autoComplete="off"
          spellCheck={false}
          className={styles['input']}
          aria-invalid={problem === undefined ? undefined : true}
          aria-describedby={problem === undefined ? undefined : `${id}-problem`}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      {problem === undefined ? null : (
        <span id={`${id}-problem`} className={styles['problem']}>
          {problem}
        </span>
      )}
    </div>
  );
}
