import { useCallback, useState, useSyncExternalStore } from 'react';

export interface FixedRowsOptions {
  readonly count: number;
  /** Pixels; every row is as high. */
  readonly rowHeight: number;
  /** Pixels at the top of the scroller that stay there, over the rows. */
  readonly headHeight?: number;
  /** Drawn wherever the list is scrolled to: the row that has the focus. -1 for none. */
  readonly keep?: number;
  readonly overscan?: number;
}

export interface RowWindow {
  /** Which rows to draw, ascending. Row i belongs at i * rowHeight. */
  readonly indices: readonly number[];
  readonly totalHeight: number;
  /** How many whole rows fit. */
  readonly rowsInView: number;
  /** A ref for the element that scrolls. */
  readonly attach: (element: HTMLElement | null) => void;
  readonly scroller: HTMLElement | null;
  scrollTo(index: number): void;
}

/**
 * Which rows of a long list are near what is visible. All rows are equally high, so
 * this is arithmetic: nothing is measured, and a row's place never changes.
 */
export function useFixedRows({
  count,
  rowHeight,
  headHeight = 0,
  keep = -1,
  overscan = 10,
}: FixedRowsOptions): RowWindow {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const subscribe = useCallback(
    (changed: () => void) => {
      if (!scroller) return () => undefined;
      scroller.addEventListener('scroll', changed, { passive: true });
      const observer = new ResizeObserver(changed);
      observer.observe(scroller);
      return () => {
        scroller.removeEventListener('scroll', changed);
        observer.disconnect();
      };
    },
    [scroller],
  );
  // In whole rows, so that scrolling within one draws nothing.
  const first = useSyncExternalStore(subscribe, () => Math.floor((scroller?.scrollTop ?? 0) / rowHeight));
  const height = useSyncExternalStore(subscribe, () => scroller?.clientHeight ?? 0);

  const inView = Math.max(0, height - headHeight) / rowHeight;
  const from = Math.max(0, Math.min(first, count - Math.ceil(inView)) - overscan);
  const to = Math.min(count, first + Math.ceil(inView) + 1 + overscan);
  const indices = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  if (keep >= 0 && keep < count) {
    if (keep < from) indices.unshift(keep);
    else if (keep >= to) indices.push(keep);
  }
  return {
    indices,
    totalHeight: count * rowHeight,
    rowsInView: Math.max(1, Math.floor(inView)),
    attach: setScroller,
    scroller,
    scrollTo: (index) => {
      if (!scroller) return;
      const top = index * rowHeight;
      const room = scroller.clientHeight - headHeight;
      if (top < scroller.scrollTop) scroller.scrollTo({ top });
      else if (top + rowHeight > scroller.scrollTop + room) {
        scroller.scrollTo({ top: top + rowHeight - room });
      }
    },
  };
}
