import type { Box, Point } from '../../../core/viewTransform.ts';

/** Between a point and what is said of it. */
const gap = 12;
/** That much stays free at the edges. */
const margin = 4;

/**
 * Where a card stands that speaks of a point: below it and at its right; on the
 * other side where there is no room; within the box in any case, so that no word
 * of it is cut off. It covers the point only where the box has no room beside it.
 * @param card its size in screen pixels, as `box`
 * @returns the card's upper left corner in the box
 */
export function besidePoint(point: Point, card: Box, box: Box): Point {
  const along = (at: number, length: number, room: number) => {
    const after = at + gap;
    const before = at - gap - length;
    if (after + length <= room - margin) return after;
    if (before >= margin) return before;
    return Math.max(margin, room - margin - length);
  };
  return [along(point[0], card.width, box.width), along(point[1], card.height, box.height)];
}
