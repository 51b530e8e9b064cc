import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bordersOf, evenOut, moveBorder } from './borders.ts';
import { removeAt, splitAt, type Side } from './edit.ts';
import {
  boxesOf,
  countViewports,
  gridLayout,
  gridOf,
  MAX_VIEWPORTS,
  sameLayout,
  type Layout,
} from './layout.ts';
import { neighbourAt } from './neighbour.ts';
import { gridPresets, unevenPresets } from './presets.ts';
import { layoutText, readLayout } from './text.ts';

const side = fc.constantFrom<Side>('left', 'right', 'above', 'below');

/** Layouts as hands make them: split, closed and dragged at random. */
const layouts: fc.Arbitrary<Layout> = fc
  .array(fc.tuple(side, fc.nat(MAX_VIEWPORTS - 1), fc.integer({ min: 1, max: 99 }), fc.boolean()), {
    maxLength: 15,
  })
  .map((steps) =>
    steps.reduce<Layout>((layout, [where, at, percent, closes]) => {
      const index = at % countViewports(layout);
      if (closes && countViewports(layout) > 2) return removeAt(layout, index);
      const { layout: next } = splitAt(layout, index, where);
      const borders = bordersOf(next);
      const border = borders[at % borders.length];
      return border ? moveBorder(next, border, percent / 100) : next;
    }, 'viewport'),
  );

const area = (layout: Layout) => boxesOf(layout).reduce((sum, { width, height }) => sum + width * height, 0);
const overlap = (from: number, size: number, other: number, otherSize: number) =>
  Math.min(from + size, other + otherSize) - Math.max(from, other) > 1e-6;

describe('any layout that hands can make', () => {
  test('covers the screen, and no two of its viewports lie on each other', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const boxes = boxesOf(layout);
        expect(area(layout)).toBeCloseTo(1, 6);
        boxes.forEach((a, i) =>
          boxes.slice(i + 1).forEach((b) => {
            expect(overlap(a.x, a.width, b.x, b.width) && overlap(a.y, a.height, b.y, b.height)).toBe(false);
          }),
        );
      }),
    );
  });

  test('is what its text says', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const read = readLayout(layoutText(layout));
        expect(read && sameLayout(read, layout)).toBe(true);
      }),
    );
  });

  test('a split takes its room from one viewport only, at the side that was asked for', () => {
    fc.assert(
      fc.property(layouts, fc.nat(15), side, (layout, at, where) => {
        const index = at % countViewports(layout);
        const before = boxesOf(layout);
        const { layout: next, added } = splitAt(layout, index, where);
        const boxes = boxesOf(next);
        const [split, fresh] = [boxes[added === index ? index + 1 : index], boxes[added]];
        const old = before[index];
        if (!split || !fresh || !old) throw new Error('a viewport is missing');
        expect(split.width * split.height).toBeCloseTo(fresh.width * fresh.height, 3);
        if (where === 'left') expect(fresh.x).toBeLessThan(split.x);
        if (where === 'right') expect(fresh.x).toBeGreaterThan(split.x);
        if (where === 'above') expect(fresh.y).toBeLessThan(split.y);
        if (where === 'below') expect(fresh.y).toBeGreaterThan(split.y);
        const others = boxes.filter((box) => box !== split && box !== fresh);
        const unmoved = before.filter((box) => box !== old);
        others.forEach((box, i) => {
          expect(box.x).toBeCloseTo(unmoved[i]?.x ?? NaN, 3);
          expect(box.y).toBeCloseTo(unmoved[i]?.y ?? NaN, 3);
        });
      }),
    );
  });

  test('a viewport that is closed leaves no gap; one that is split and closed again leaves no trace', () => {
    fc.assert(
      fc.property(layouts, fc.nat(15), side, (layout, at, where) => {
        const index = at % countViewports(layout);
        if (countViewports(layout) > 1) {
          const closed = removeAt(layout, index);
          expect(countViewports(closed)).toBe(countViewports(layout) - 1);
          expect(area(closed)).toBeCloseTo(1, 6);
        }
        const { layout: next, added } = splitAt('viewport', 0, where);
        expect(removeAt(next, added)).toBe('viewport');
      }),
    );
  });

  test('a border stays between its viewports, wherever it is dragged; the outer edges stay', () => {
    fc.assert(
      fc.property(layouts, fc.nat(15), fc.double({ min: 0, max: 1, noNaN: true }), (layout, at, part) => {
        const borders = bordersOf(layout);
        expect(borders.length).toBeLessThan(countViewports(layout));
        const border = borders[at % Math.max(1, borders.length)];
        if (!border) return;
        const moved = moveBorder(layout, border, part, { alone: true });
        const now = bordersOf(moved).find(
          (each) => each.path.join() === border.path.join() && each.index === border.index,
        );
        expect(now?.at).toBeCloseTo(
          border.from + (border.to - border.from) * Math.min(0.999, Math.max(0.001, part)),
          2,
        );
        expect(countViewports(moved)).toBe(countViewports(layout));
        expect(area(moved)).toBeCloseTo(1, 6);
      }),
    );
  });

  test('the viewport at one side has this one at its other side, or at least touches it', () => {
    fc.assert(
      fc.property(layouts, fc.nat(15), side, (layout, at, where) => {
        const index = at % countViewports(layout);
        const [from, to] = [boxesOf(layout)[index], boxesOf(layout)[neighbourAt(layout, index, where)]];
        if (!from || !to) throw new Error('a viewport is missing');
        if (neighbourAt(layout, index, where) === index) {
          const edge = {
            left: from.x,
            right: 1 - from.x - from.width,
            above: from.y,
            below: 1 - from.y - from.height,
          };
          expect(edge[where]).toBeCloseTo(0, 6);
          return;
        }
        if (where === 'left') expect(to.x + to.width).toBeCloseTo(from.x, 6);
        if (where === 'right') expect(to.x).toBeCloseTo(from.x + from.width, 6);
        if (where === 'above') expect(to.y + to.height).toBeCloseTo(from.y, 6);
        if (where === 'below') expect(to.y).toBeCloseTo(from.y + from.height, 6);
      }),
    );
  });
});

describe('borders in one line', () => {
  const two = gridLayout({ rows: 2, columns: 2 });
  const upper = bordersOf(two).find(({ split }) => split === 'columns');

  test('of a grid move together, and one of them alone where that is asked for', () => {
    if (!upper) throw new Error('no border');
    const together = moveBorder(two, upper, 0.75);
    expect(boxesOf(together).map(({ width }) => width)).toEqual([0.75, 0.25, 0.75, 0.25]);
    const alone = moveBorder(two, upper, 0.75, { alone: true });
    expect(boxesOf(alone).map(({ width }) => width)).toEqual([0.75, 0.25, 0.5, 0.5]);
    expect(gridOf(evenOut(together, upper))).toEqual({ rows: 2, columns: 2 });
    // What is not in one line any more moves by itself.
    const lower = bordersOf(alone).filter(({ split }) => split === 'columns')[1];
    if (!lower) throw new Error('no border');
    expect(boxesOf(moveBorder(alone, lower, 0.25)).map(({ width }) => width)).toEqual([
      0.75, 0.25, 0.25, 0.75,
    ]);
  });
});

describe('layouts as text', () => {
  test.each([...gridPresets, ...unevenPresets])('$name', ({ layout }) => {
    expect(readLayout(layoutText(layout))).toEqual(layout);
    expect(layoutText(layout)).toMatch(/^[a-z0-9.]+$/);
  });

  test('a grid is its rows and columns; others are read by hand, too', () => {
    expect(layoutText(gridLayout({ rows: 2, columns: 3 }))).toBe('2x3');
    expect(boxesOf(readLayout('c2vrvv..') ?? 'viewport').map(({ width }) => width)).toEqual([
      2 / 3,
      1 / 3,
      1 / 3,
    ]);
  });

  test.each([
    '',
    'x',
    '0x1',
    '5x4',
    'c',
    'cv.',
    'cvv',
    'c0vv.',
    'cvv.v',
    `c${'v'.repeat(17)}.`,
    'c99999vv.',
    'cv(v.',
  ])('“%s” is none', (text) => expect(readLayout(text)).toBeUndefined());
});
