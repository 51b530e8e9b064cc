import type { TooltipSide } from './tooltips.ts';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels between the two, and between what is placed and the edge of the room. */
const GAP = 6;
const MARGIN = 8;

const opposite = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const;

/**
 * Where something is put beside an element: centred on the wanted side, on the other one where there is no
 * room and more of it there, and moved along until it is within the room.
 * @returns its left upper corner, pixels of the window
 */
export function placeBeside(
  anchor: Box,
  { width, height }: Pick<Box, 'width' | 'height'>,
  room: Pick<Box, 'width' | 'height'>,
  wanted: TooltipSide,
): { left: number; top: number } {
  const space = {
    top: anchor.top,
    bottom: room.height - anchor.top - anchor.height,
    left: anchor.left,
    right: room.width - anchor.left - anchor.width,
  };
  const isUpright = wanted === 'bottom';
  const needed = (isUpright ? height : width) + GAP + MARGIN;
  const other = opposite[wanted];
  const side = space[wanted] < needed && space[other] > space[wanted] ? other : wanted;
  const along = isUpright
    ? { left: anchor.left + (anchor.width - width) / 2 }
    : { top: anchor.top + (anchor.height - height) / 2 };
  const at = {
    left: side === 'left' ? anchor.left - GAP - width : anchor.left + anchor.width + GAP,
    top: side === 'top' ? anchor.top - GAP - height : anchor.top + anchor.height + GAP,
    ...along,
  };
  return {
    left: Math.max(MARGIN, Math.min(at.left, room.width - MARGIN - width)),
    top: Math.max(MARGIN, Math.min(at.top, room.height - MARGIN - height)),
  };
}
