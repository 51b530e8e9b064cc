import { expect, test } from 'vitest';
import { dropZone } from './dropZone.ts';

const box = { left: 100, top: 50, width: 400, height: 200 };

test.each([
  [300, 150, 'middle'],
  [179, 150, 'left'],
  [181, 150, 'middle'],
  [499, 150, 'right'],
  [300, 51, 'above'],
  [300, 249, 'below'],
  // In a corner the nearer side counts, as a part of the viewport.
  [110, 80, 'left'],
  [150, 54, 'above'],
])('a drop at %i, %i is %s', (clientX, clientY, zone) => {
  expect(dropZone(box, { clientX, clientY })).toBe(zone);
});
