import { expect, test } from 'vitest';
import { boxesOf, countViewports, gridLayout, gridOf, type Layout } from './layout.ts';

test('a grid has its viewports row by row', () => {
  const layout = gridLayout({ rows: 2, columns: 3 });
  expect(countViewports(layout)).toBe(6);
  expect(boxesOf(layout)[4]).toEqual({ x: 1 / 3, y: 0.5, width: 1 / 3, height: 0.5 });
  expect(gridOf(layout)).toEqual({ rows: 2, columns: 3 });
});

test.each([
  [1, 1],
  [1, 4],
  [4, 1],
  [4, 4],
])('%i by %i is known again', (rows, columns) => {
  expect(gridOf(gridLayout({ rows, columns }))).toEqual({ rows, columns });
});

test('one large viewport beside two small ones is no grid', () => {
  const layout: Layout = {
    split: 'columns',
    parts: [
      { share: 2, layout: 'viewport' },
      { share: 1, layout: gridLayout({ rows: 2, columns: 1 }) },
    ],
  };
  expect(countViewports(layout)).toBe(3);
  expect(gridOf(layout)).toBeUndefined();
  const boxes = boxesOf(layout);
  expect(boxes[0]).toEqual({ x: 0, y: 0, width: 2 / 3, height: 1 });
  expect(boxes[2]?.y).toBe(0.5);
});
