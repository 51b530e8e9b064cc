import { useState, type KeyboardEvent } from 'react';
import { barPlace, type ScrollMark } from './scrollMarks.ts';
import styles from './ViewportGrid.module.css';

/**
 * The marks of a scroll bar for the keyboard and for screen readers: one stop of
 * the Tab key, arrows from mark to mark, Enter goes to the image. A pointer goes
 * through to the bar, where it can drag.
 */
export function ScrollMarkButtons({
  marks,
  count,
  number,
  onGo,
}: {
  readonly marks: readonly ScrollMark[];
  readonly count: number;
  readonly number: number;
  readonly onGo: (mark: ScrollMark) => void;
}) {
  const [current, setCurrent] = useState(0);
  const [focused, setFocused] = useState<ScrollMark>();
  if (marks.length === 0) return null;
  const stop = Math.min(current, marks.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(stop + 1, marks.length - 1),
      ArrowUp: Math.max(stop - 1, 0),
      Home: 0,
      End: marks.length - 1,
    };
    const to = moves[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    setCurrent(to);
    event.currentTarget.parentElement?.querySelectorAll('button')[to]?.focus();
  };

  return (
    <div
      className={styles['markButtons']}
      role="toolbar"
      aria-orientation="vertical"
      aria-label={`Marks along viewport ${number}`}
    >
      {marks.map((mark, index) => (
        <button
          key={`${mark.code} ${mark.from} ${mark.to}`}
          type="button"
          className={styles['markButton']}
          tabIndex={index === stop ? 0 : -1}
          aria-label={mark.text}
          style={{ top: barPlace((mark.from + mark.to) / 2, count) }}
          onClick={() => onGo(mark)}
          onKeyDown={onKeyDown}
          onFocus={() => {
            setCurrent(index);
            setFocused(mark);
          }}
          onBlur={() => setFocused(undefined)}
        />
      ))}
      {focused && <ScrollMarkTip mark={focused} count={count} />}
    </div>
  );
}

/** What a mark says, beside it. The same words are the name of its button. */
export function ScrollMarkTip({ mark, count }: { readonly mark: ScrollMark; readonly count: number }) {
  return (
    <div
      className={styles['markTip']}
      data-testid="scroll-mark-tip"
      data-severity={mark.severity}
      aria-hidden
      style={{ top: barPlace((mark.from + mark.to) / 2, count) }}
    >
      {mark.text}
    </div>
  );
}
