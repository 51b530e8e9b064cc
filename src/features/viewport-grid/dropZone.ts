import type { Side } from '../../core/layout/edit.ts';
import { MAX_VIEWPORTS } from '../../core/layout/layout.ts';
import { visibleCells } from '../../state/hanging.ts';
import type { ViewerState } from '../../state/viewerState.ts';

/** How far in from each side of a viewport a drop splits it. */
const edge = 0.2;

/** Where in a viewport something is dropped: near a side, which makes room there, or in the middle, which replaces. */
export function dropZone(
  box: Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>,
  at: { readonly clientX: number; readonly clientY: number },
): Side | 'middle' {
  const x = (at.clientX - box.left) / box.width;
  const y = (at.clientY - box.top) / box.height;
  const distances: readonly (readonly [Side, number])[] = [
    ['left', x],
    ['right', 1 - x],
    ['above', y],
    ['below', 1 - y],
  ];
  const [side, distance] = distances.reduce((a, b) => (b[1] < a[1] ? b : a));
  return distance < edge ? side : 'middle';
}

export const sideWords: Readonly<Record<Side, string>> = {
  left: 'at the left',
  right: 'at the right',
  above: 'above',
  below: 'below',
};

/**
 * Whether something can be put beside a viewport: a full screen takes a series
 * only in place of another, and a maximised viewport is not split while nothing
 * else is seen.
 * @param isNew a viewport more than there are; false for one that moves.
 */
export const hasRoomBeside = (
  { hanging, maximisedViewportId }: Pick<ViewerState, 'hanging' | 'maximisedViewportId'>,
  isNew: boolean,
): boolean => maximisedViewportId === undefined && !(isNew && visibleCells(hanging).length >= MAX_VIEWPORTS);
