import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { Side } from '../../core/layout/edit.ts';
import { idOfNumber, visibleCells } from '../../state/hanging.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';

const sides: Readonly<Record<string, Side>> = {
  ArrowUp: 'above',
  ArrowDown: 'below',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

export interface BrowserKeys {
  /** The row that has the focus, or had it last. */
  readonly focusedKey: string | undefined;
  readonly setFocusedKey: (key: string) => void;
  /** Focuses a row, also one that is drawn only when the list has scrolled. */
  readonly focusRow: (uid: string) => void;
  readonly onKeyDown: (event: KeyboardEvent, uid: string) => void;
}

/** The keys of the study browser: moving in the list, opening, picking up and carrying, why, the menu. */
export function useBrowserKeys({
  scroller,
  optionKeys,
  indexOf,
  rowHeight,
  scrollTo,
  onMenu,
}: {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly optionKeys: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly rowHeight: number;
  readonly scrollTo: (key: string) => void;
  readonly onMenu: (uid: string) => void;
}): BrowserKeys {
  const viewer = useViewer();
  const carrying = useViewerState((state) => state.carrying);
  const [focusedKey, setFocusedKey] = useState<string>();

  // Moving by key may lead to a row that is not drawn yet: the focus follows when it is.
  const wantsFocus = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (wantsFocus.current === undefined) return;
    const row = scroller.current?.querySelector<HTMLElement>(
      `[data-display-set-uid="${CSS.escape(wantsFocus.current)}"]`,
    );
    if (!row) return;
    wantsFocus.current = undefined;
    row.focus({ preventScroll: true });
  });

  function focusRow(uid: string) {
    wantsFocus.current = uid;
    setFocusedKey(uid);
    scrollTo(uid);
  }

  function focusOption(index: number) {
    const key = optionKeys[Math.min(optionKeys.length - 1, Math.max(0, index))];
    if (key !== undefined) focusRow(key);
  }

  function onKeyDown(event: KeyboardEvent, uid: string) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const handled =
      carrying?.by === 'keyboard' ? carryKey(event) : browseKey(event, uid, indexOf.get(uid) ?? 0);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function carryKey({ key }: KeyboardEvent): boolean {
    const side = sides[key];
    const numbered = /^[1-9]$/.test(key)
      ? idOfNumber(viewer.store.getState().hanging, Number(key))
      : undefined;
    if (side) viewer.aim(side);
    else if (key === ' ' || key === 'Enter') viewer.putDown();
    else if (key === 'Escape') viewer.cancelCarrying();
    else if (numbered !== undefined) viewer.aimAt(numbered);
    else return false;
    return true;
  }

  function browseKey({ key, shiftKey }: KeyboardEvent, uid: string, index: number): boolean {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: optionKeys.length - 1,
    };
    const move = moves[key];
    if (move !== undefined) focusOption(move);
    else if (key === 'Enter') viewer.showDisplaySet({ displaySetInstanceUID: uid });
    else if (key === ' ')
      viewer.pickUp({ displaySetInstanceUID: uid, by: 'keyboard', fromViewportId: undefined });
    else if (/^[1-9]$/.test(key)) openInNumber(uid, Number(key));
    else if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) onMenu(uid);
    else if (key.toLowerCase() === 'e') explain(uid);
    else return false;
    return true;
  }

  function explain(uid: string) {
    viewer.explain(viewer.store.getState().explaining === uid ? undefined : uid);
  }

  function openInNumber(uid: string, number: number) {
    const cell = visibleCells(viewer.store.getState().hanging)[number - 1];
    if (cell) viewer.showDisplaySet({ displaySetInstanceUID: uid, viewportId: cell.id });
    else viewer.announce(`There is no viewport ${number} in this layout.`);
  }

  return { focusedKey, setFocusedKey, focusRow, onKeyDown };
}
