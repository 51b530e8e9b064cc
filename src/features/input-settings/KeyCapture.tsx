import { useEffect, useRef, useState } from 'react';
import { keyOf, keyText } from '../../ui/keys.ts';
import styles from './InputSettings.module.css';
import { refusedKeys } from './words.ts';

/** A field that takes the next key that is pressed in it; Escape and leaving it cancel. */
export function KeyCapture({
  label,
  onKey,
  onCancel,
}: {
  readonly label: string;
  readonly onKey: (key: string) => void;
  readonly onCancel: () => void;
}) {
  const field = useRef<HTMLButtonElement>(null);
  const [refused, setRefused] = useState<string>();
  useEffect(() => field.current?.focus(), []);
  return (
    <span className={styles['capture']}>
      <button
        ref={field}
        type="button"
        className={styles['captureField']}
        aria-label={`Press a key for ${label}`}
        onBlur={onCancel}
        onKeyDown={(event) => {
          const key = keyOf(event.nativeEvent);
          if (key === 'Tab' || key === 'Shift+Tab') return;
          event.preventDefault();
          event.stopPropagation();
          if (key === undefined) return;
          if (key === 'Escape') onCancel();
          else if (refusedKeys[key] !== undefined) setRefused(key);
          else onKey(key);
        }}
      >
        Press a key
      </button>
      {refused !== undefined && (
        <span role="alert" className={styles['problem']}>
          {refusedKeys[refused] ?? keyText(refused)}
        </span>
      )}
    </span>
  );
}
