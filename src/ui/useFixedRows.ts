import { useDeferredValue, useState, useSyncExternalStore } from 'react';

export interface FixedRowsOptions {
  readonly count: number;
  /** Pixels; every row is as high. */
  readonly rowHeight: number;
  /** Pixels at the top of the scroller that stay there, over the rows. */
  readonly headHeight?: number;
  /** Drawn wherever the list is scrolled to: the row that has the focus. -1 for none. */
  readonly keep?: number;
  /** Rows on either side of those in view; they are drawn after these. */
  readonly overscan?: number;
}

export interface RowWindow {
  /** Which rows to draw, ascending. Row i belongs at i * rowHeight. */
  readonly indices: readonly number[];
  readonly totalHeight: number;
  /** How many whole rows fit. */
  readonly rowsInView: number;
  /** A ref for the element that scrolls. */
  readonly attach: (element: HTMLElement | null) => (() => void) | undefined;
  /** The element that scrolls, while it is attached. */
  readonly scroller: () => HTMLElement | null;
  scrollTo(index: number): void;
}

/**
 * Which rows of a long list are near what is visible. All rows are equally high, so
 * this is arithmetic: nothing is measured while drawing, and a row's place never changes.
 */
export function useFixedRows({
  count,
  rowHeight,
  headHeight = 0,
  keep = -1,
  overscan = 10,
}: FixedRowsOptions): RowWindow {
  const [view] = useState(createView);
  const isEmpty = count === 0;
  // In whole rows, so that scrolling within one draws nothing.
  const first = useSyncExternalStore(view.subscribe, () =>
    isEmpty ? 0 : Math.floor(view.top() / rowHeight),
  );
  const height = useSyncExternalStore(view.subscribe, () => (isEmpty ? 0 : view.height()));
  const around = useDeferredValue(isEmpty ? 0 : overscan, 0);

  const inView = Math.max(0, height - headHeight) / rowHeight;
  const from = Math.max(0, Math.min(first, count - Math.ceil(inView)) - around);
  const to = Math.min(count, first + Math.ceil(inView) + 1 + around);
  const indices = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  if (keep >= 0 && keep < count) {
    if (keep < from) indices.unshift(keep);
    else if (keep >= to) indices.push(keep);
  }
  return {
    indices,
    totalHeight: count * rowHeight,
    rowsInView: Math.max(1, Math.floor(inView)),
    attach: view.attach,
    scroller: view.element,
    scrollTo: (index) => {
      const scroller = view.element();
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

/**
 * What is visible of an element, read when the browser says that it changed. Read while drawing it
 * would have the page laid out each time.
 */
function createView() {
  let element: HTMLElement | null = null;
  let top = 0;
  // Until it is measured: no more than this can be in view.
  let height = window.innerHeight;
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((changed) => changed());
  return {
    element: () => element,
    top: () => top,
    height: () => height,
    subscribe(changed: () => void) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    attach(attached: HTMLElement | null) {
      if (!attached) return undefined;
      element = attached;
      const onScroll = () => {
        top = attached.scrollTop;
        tell();
      };
      const observer = new ResizeObserver(() => {
        height = attached.clientHeight;
        tell();
      });
      attached.addEventListener('scroll', onScroll, { passive: true });
      observer.observe(attached);
      return () => {
        attached.removeEventListener('scroll', onScroll);
        observer.disconnect();
        element = null;
        top = 0;
      };
    },
  };
}
