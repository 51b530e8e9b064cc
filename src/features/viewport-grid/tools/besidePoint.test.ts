import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { besidePoint } from './besidePoint.ts';

const box = { width: 335, height: 720 };
const card = { width: 180, height: 72 };

describe('besidePoint', () => {
  it('is below and at the right, where there is room', () => {
    expect(besidePoint([20, 30], card, box)).toEqual([32, 42]);
  });

  it('changes sides near an edge', () => {
    expect(besidePoint([320, 700], card, box)).toEqual([320 - 12 - 180, 700 - 12 - 72]);
  });

  it('stays inside where neither side has room', () => {
    expect(besidePoint([170, 30], card, box)).toEqual([335 - 4 - 180, 42]);
  });

  it('keeps every word inside any box that can hold the card', () => {
    const size = fc.integer({ min: 1, max: 300 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const point = fc.tuple(share, share);
    fc.assert(
      fc.property(size, size, size, size, point, (width, height, moreX, moreY, [x, y]) => {
        const room = { width: width + 8 + moreX, height: height + 8 + moreY };
        const [left, top] = besidePoint([x * room.width, y * room.height], { width, height }, room);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(left + width).toBeLessThanOrEqual(room.width);
        expect(top + height).toBeLessThanOrEqual(room.height);
      }),
    );
  });
});
