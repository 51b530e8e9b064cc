import { expect, it } from 'vitest';
import { placeBeside } from './placeBeside.ts';

const room = { width: 1000, height: 600 };
const size = { width: 100, height: 20 };

it('is centred below, or at the right, where there is room', () => {
  const anchor = { left: 400, top: 300, width: 20, height: 30 };
  expect(placeBeside(anchor, size, room, 'bottom')).toEqual({ left: 360, top: 336 });
  expect(placeBeside(anchor, size, room, 'right')).toEqual({ left: 426, top: 305 });
});

it('is on the other side where there is no room', () => {
  const corner = { left: 970, top: 575, width: 20, height: 20 };
  expect(placeBeside(corner, size, room, 'bottom')).toEqual({ left: 892, top: 549 });
  expect(placeBeside(corner, size, room, 'right')).toEqual({ left: 864, top: 572 });
});

it('stays within the room where neither side has any', () => {
  const all = { left: 0, top: 0, width: 1000, height: 600 };
  expect(placeBeside(all, size, room, 'bottom')).toEqual({ left: 450, top: 572 });
  expect(placeBeside(all, { width: 2000, height: 20 }, room, 'right').left).toBe(8);
});
