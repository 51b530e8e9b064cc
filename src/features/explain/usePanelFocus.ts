import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * The focus goes into the panel when it opens, and whenever it is asked about
 * another display set from outside; on closing it goes back to where it was.
 */
export function usePanelFocus(panel: RefObject<HTMLElement | null>, displaySetInstanceUID: string): void {
  const opener = useRef<() => HTMLElement | null>(() => null);
  useLayoutEffect(() => {
    const element = panel.current;
    const { activeElement } = document;
    if (!element || element.contains(activeElement)) return;
    opener.current = wayBack(activeElement, displaySetInstanceUID);
    element.focus({ preventScroll: true });
  }, [panel, displaySetInstanceUID]);

  useLayoutEffect(() => {
    const element = panel.current;
    return () => {
      // Only what had the focus gives it back: the reader may be elsewhere by now.
      if (element?.contains(document.activeElement)) opener.current()?.focus({ preventScroll: true });
    };
  }, [panel]);
}

/** What to focus afterwards; found then, because a long list draws its rows anew. */
function wayBack(from: Element | null, displaySetInstanceUID: string): () => HTMLElement | null {
  const menu = from?.closest('[role="menu"]');
  const opener = menu ? document.querySelector(`button[aria-controls="${CSS.escape(menu.id)}"]`) : from;
  const uid = opener?.getAttribute('data-display-set-uid') ?? displaySetInstanceUID;
  const showing = `[data-display-set-uid="${CSS.escape(uid)}"]`;
  return () =>
    opener instanceof HTMLElement && opener.isConnected && opener !== document.body
      ? opener
      : (document.querySelector<HTMLElement>(`[data-viewport-id][data-active="true"]${showing}`) ??
        document.querySelector<HTMLElement>(`[role="option"]${showing}`));
}
