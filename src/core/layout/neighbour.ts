import type { Side } from './edit.ts';
import { boxesOf, type Layout, type LayoutBox } from './layout.ts';

/**
 * The viewport beside another one, as it is seen on the screen: of those that
 * begin where it ends, the one that lies beside its middle.
 * @param index of the viewport, in the order of the layout
 * @returns the index of its neighbour, or its own where the screen ends
 */
export function neighbourAt(layout: Layout, index: number, side: Side): number {
  const boxes = boxesOf(layout);
  const from = boxes[index];
  if (!from) return index;
  const found = boxes.findIndex((box) => touches(from, box, side) && holdsMiddle(from, box, side));
  return found < 0 ? index : found;
}

const near = (a: number, b: number) => Math.abs(a - b) < 1e-6;

function touches(from: LayoutBox, to: LayoutBox, side: Side): boolean {
  if (side === 'left') return near(to.x + to.width, from.x);
  if (side === 'right') return near(from.x + from.width, to.x);
  if (side === 'above') return near(to.y + to.height, from.y);
  return near(from.y + from.height, to.y);
}

/** A middle on a border belongs to what is after it. */
function holdsMiddle(from: LayoutBox, to: LayoutBox, side: Side): boolean {
  const beside = side === 'left' || side === 'right';
  const middle = beside ? from.y + from.height / 2 : from.x + from.width / 2;
  const [start, length] = beside ? [to.y, to.height] : [to.x, to.width];
  return middle > start - 1e-6 && middle < start + length - 1e-6;
}
