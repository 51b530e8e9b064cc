import { useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import styles from './Splitter.module.css';

export interface SplitterProps {
  /** What it resizes: "Width of the series panel". */
  label: string;
  /** The panel's width in pixels. */
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
  /** Which side of the line the panel is on: dragging right makes a panel at the left wider. */
  panel?: 'before' | 'after';
  /** Double click or Enter. */
  onReset?: () => void;
}

const step = 16;

/** A vertical line between two panels: drag it, or move it with the arrow keys, Home and End. */
export function Splitter({ label, value, min, max, onChange, panel = 'before', onReset }: SplitterProps) {
  const [drag, setDrag] = useState<{ x: number; value: number }>();
  const sign = panel === 'before' ? 1 : -1;
  const move = (to: number) => onChange(Math.round(Math.min(max, Math.max(min, to))));

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => move(value - sign * step),
      ArrowRight: () => move(value + sign * step),
      Home: () => move(min),
      End: () => move(max),
      Enter: () => onReset?.(),
    };
    const act = moves[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ x: event.clientX, value });
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drag) move(drag.value + sign * (event.clientX - drag.x));
  };
  const stop = () => setDrag(undefined);
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      className={styles['splitter']}
      data-dragging={drag ? '' : undefined}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={stop}
      onPointerCancel={stop}
      onDoubleClick={onReset}
    />
  );
}
