import { type KeyboardEvent, useState } from 'react';
import type { ComparedPair, ComparedState } from '../../core/mode/compare.ts';
import type { ChangedPart } from '../../core/displaySet/diff.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { glyphOf } from '../../core/displaySet/glyph.ts';
import { shortName } from '../../core/mode/lint.ts';
import { describeCount } from '../../state/hangingCommands.ts';
import { useThumbnails, useViewerState } from '../../state/ViewerContext.tsx';
import { Picture } from '../../ui/Picture.tsx';
import { Text } from '../../ui/Text.tsx';
import { useFixedRows } from '../../ui/useFixedRows.ts';
import styles from './CompareModes.module.css';

const ROW_HEIGHT = 56;

export type Side = 'left' | 'right';

export interface ComparisonGridProps {
  readonly pairs: readonly ComparedPair[];
  readonly names: readonly [string, string];
  /** Whether the page is in the left, the right mode. */
  readonly current: readonly [boolean, boolean];
  readonly onOpen: (side: Side, displaySet: DisplaySet) => void;
}

const STATE: Readonly<Record<ComparedState, string>> = {
  same: 'the same',
  changed: 'changed',
  regrouped: 'regrouped',
  'only-left': 'only here',
  'only-right': 'only here',
};

const CHANGED: Readonly<Record<ChangedPart, string>> = {
  images: 'other images',
  order: 'another order',
  kind: 'another viewport',
  label: 'another name',
};

/** In words on the pair; nothing where both are the same. */
function stateWords({ state, what }: ComparedPair): string {
  if (state === 'same') return '';
  return state === 'changed' ? what.map((part) => CHANGED[part]).join(', ') : STATE[state];
}

/** Two aligned columns, a row a pair of display sets; only the rows in view are drawn. */
export function ComparisonGrid({ pairs, names, current, onOpen }: ComparisonGridProps) {
  const [focused, setFocused] = useState<{ readonly row: number; readonly side: Side }>({
    row: 0,
    side: 'left',
  });
  const at = { ...focused, row: Math.min(focused.row, Math.max(0, pairs.length - 1)) };
  const { indices, totalHeight, rowsInView, attach, scroller, scrollTo } = useFixedRows({
    count: pairs.length,
    rowHeight: ROW_HEIGHT,
    keep: at.row,
  });

  function goTo(row: number, side: Side) {
    const next = Math.max(0, Math.min(pairs.length - 1, row));
    setFocused({ row: next, side });
    scrollTo(next);
    // The row may have to be drawn first.
    requestAnimationFrame(() =>
      scroller()?.querySelector<HTMLElement>(`[data-row="${next}"] [data-side="${side}"]`)?.focus(),
    );
  }

  function onKeyDown(event: KeyboardEvent) {
    const { row, side } = at;
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: row - 1,
      ArrowDown: row + 1,
      PageUp: row - rowsInView,
      PageDown: row + rowsInView,
      Home: 0,
      End: pairs.length - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) goTo(step, side);
    else if (event.key === 'ArrowLeft') goTo(row, 'left');
    else if (event.key === 'ArrowRight') goTo(row, 'right');
    else return;
    event.preventDefault();
  }

  if (pairs.length === 0) return <p className={styles['none']}>There is nothing to show: no difference.</p>;
  return (
    <div
      className={styles['grid']}
      role="grid"
      aria-label={`${names[0]} and ${names[1]}`}
      aria-rowcount={pairs.length + 1}
      aria-colcount={3}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className={styles['headRow']}>
        <span role="columnheader">Series</span>
        <span role="columnheader">
          {names[0]}
          {current[0] && <span className={styles['quiet']}> in use</span>}
        </span>
        <span role="columnheader">
          {names[1]}
          {current[1] && <span className={styles['quiet']}> in use</span>}
        </span>
      </div>
      <div role="rowgroup" ref={attach} className={styles['scroller']}>
        <div role="presentation" style={{ height: totalHeight }} className={styles['layer']}>
          {indices.map((index) => {
            const pair = pairs[index];
            if (!pair) return null;
            const isFirst = index === 0 || pairs[index - 1]?.seriesKey !== pair.seriesKey;
            const set = pair.left ?? pair.right;
            return (
              <div
                key={set?.displaySetInstanceUID}
                role="row"
                aria-rowindex={index + 2}
                className={styles['row']}
                style={{ transform: `translateY(${index * ROW_HEIGHT}px)`, height: ROW_HEIGHT }}
                data-row={index}
                data-compared={pair.state}
                data-first={isFirst || undefined}
              >
                <SeriesCell seriesKey={pair.seriesKey} shown={isFirst} />
                {(['left', 'right'] as const).map((side) => (
                  <Cell
                    key={side}
                    pair={pair}
                    side={side}
                    inUse={current[side === 'left' ? 0 : 1]}
                    modeName={names[side === 'left' ? 0 : 1]}
                    focusable={at.row === index && at.side === side}
                    onFocus={() => setFocused({ row: index, side })}
                    onOpen={onOpen}
                  />
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function SeriesCell({ seriesKey, shown }: { readonly seriesKey: string; readonly shown: boolean }) {
  const summary = useViewerState((state) => state.series[seriesKey]?.summary);
  const { SeriesNumber, SeriesDescription, Modality } = summary ?? {};
  return (
    <div role="rowheader" className={styles['series']} data-shown={shown || undefined}>
      <Text>{`${SeriesNumber ?? ''}  ${SeriesDescription ?? 'Series'}`}</Text>
      <span className={styles['quiet']}>{Modality}</span>
    </div>
  );
}

function Cell({
  pair,
  side,
  inUse,
  modeName,
  focusable,
  onFocus,
  onOpen,
}: {
  readonly pair: ComparedPair;
  readonly side: Side;
  readonly inUse: boolean;
  readonly modeName: string;
  readonly focusable: boolean;
  readonly onFocus: () => void;
  readonly onOpen: (side: Side, displaySet: DisplaySet) => void;
}) {
  const thumbnails = useThumbnails();
  const set = pair[side];
  if (!set) {
    const words =
      pair.heldBy.length === 0
        ? 'Not in this mode'
        : `Its images are in ${pair.heldBy
            .slice(0, 2)
            .map(({ label }) => label)
            .join(' and ')}${pair.heldBy.length > 2 ? ` and ${pair.heldBy.length - 2} more` : ''}`;
    return (
      <div
        role="gridcell"
        className={styles['absent']}
        data-side={side}
        tabIndex={focusable ? 0 : -1}
        onFocus={onFocus}
      >
        <Text>{words}</Text>
      </div>
    );
  }
  const state = stateWords(pair);
  const count = describeCount(set);
  const does = inUse ? 'Why?' : `Why? Switches to ${modeName}`;
  return (
    <div role="gridcell" className={styles['cell']}>
      <button
        type="button"
        className={styles['set']}
        data-side={side}
        data-compared-set={set.displaySetInstanceUID}
        tabIndex={focusable ? 0 : -1}
        title={does}
        aria-label={[set.label, count, state, does].filter(Boolean).join(', ')}
        onFocus={onFocus}
        onClick={() => onOpen(side, set)}
      >
        <Picture url={thumbnails.peek(set)} icon={glyphOf(set)} />
        <span className={styles['words']}>
          <Text>{set.label}</Text>
          <span className={styles['quiet']}>
            {count} · {set.unsupported ? 'cannot be displayed' : shortName(set.SOPClassHandlerId)}
          </span>
        </span>
        {state && <span className={styles['state']}>{state}</span>}
      </button>
    </div>
  );
}
