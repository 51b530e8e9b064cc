import type { ReactNode } from 'react';
import styles from './Field.module.css';

export interface CheckboxProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  name?: string;
  disabled?: boolean;
  children: ReactNode;
}

export const Checkbox = ({ checked, onChange, name, disabled = false, children }: CheckboxProps) => (
  <label className={styles['checkbox']}>
    <input
      type="checkbox"
      name={name}
      checked={checked}
      disabled={disabled}
      onChange={(event) => onChange(event.target.checked)}
    />
    {children}
  </label>
);
