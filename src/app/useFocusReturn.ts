import { useEffect, useRef } from 'react';

const passing = 'dialog, [role="dialog"], [role="menu"]';

/**
 * Gives the focus back to where it was before a panel covered the page: what
 * lies under a panel is inert meanwhile and loses it. Where that is gone, the
 * active viewport gets it.
 */
export function useFocusReturn(isCovered: boolean): void {
  const last = useRef<HTMLElement>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && !target.closest(passing)) last.current = target;
    };
    window.addEventListener('focusin', note);
    return () => window.removeEventListener('focusin', note);
  }, []);
  useEffect(() => {
    if (!isCovered) return undefined;
    return () => {
      const { activeElement } = document;
      if (activeElement !== null && activeElement !== document.body) return;
      const viewport = document.querySelector<HTMLElement>('[data-viewport-id][data-active="true"]');
      const former = last.current?.isConnected === true ? last.current : viewport;
      former?.focus();
    };
  }, [isCovered]);
}
