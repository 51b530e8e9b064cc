import { useEffect, useEffectEvent } from 'react';
import type { Point } from '../../../core/viewTransform.ts';
import type { PointingEvent, PointingTool, ViewportHandle } from '../../../core/viewport.ts';

/** Calls `on` for each use of one pointing tool in a viewport. */
export function usePointing(
  handle: ViewportHandle,
  tool: PointingTool,
  on: (event: PointingEvent) => void,
): void {
  const tell = useEffectEvent((event: PointingEvent) => {
    if (event.tool === tool) on(event);
  });
  useEffect(() => handle.onPointing?.((event) => tell(event)), [handle]);
}

const arrows: Readonly<Record<string, Point>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

export interface PlaceKeys {
  /** Moved by an arrow, ten times as far with Shift. */
  readonly move: (right: number, down: number) => void;
  readonly close: () => void;
  /** Other keys, by name; true when it meant something. */
  readonly other?: (key: string) => boolean;
}

/**
 * While something is placed in the active viewport, arrows move it and Escape
 * takes it away, before keys mean anything else.
 */
export function usePlaceKeys(isActive: boolean, keys: PlaceKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isElsewhere =
      event.target instanceof Element &&
      event.target.closest('input, textarea, select, [role="menu"], dialog');
    if (isElsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = arrows[event.key];
    const times = event.shiftKey ? 10 : 1;
    if (arrow) keys.move(arrow[0] * times, arrow[1] * times);
    else if (event.key === 'Escape') keys.close();
    else if (!keys.other?.(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    if (!isActive) return undefined;
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener, { capture: true });
    return () => window.removeEventListener('keydown', listener, { capture: true });
  }, [isActive]);
}
