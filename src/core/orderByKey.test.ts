import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderByKey } from './orderByKey.ts';

const none = () => 0;

describe('orderByKey', () => {
  it('gives what a stable sort gives, for whole, broken, huge and missing keys', () => {
    const key = fc.oneof(
      fc.integer({ min: -20, max: 20 }),
      fc.constantFrom(0.5, -0.25, 0, -0, Infinity, 2 ** 40, -(2 ** 52), 1e300),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.nat(3))), (items) => {
        const keys = Float64Array.from(items, ([k]) => k);
        const ties = (a: number, b: number) => (items[a]?.[1] ?? 0) - (items[b]?.[1] ?? 0);
        const expected = [...items.keys()].sort((a, b) => {
          const [x = 0, y = 0] = [items[a]?.[0], items[b]?.[0]];
          return (x < y ? -1 : x > y ? 1 : 0) || ties(a, b) || a - b;
        });
        expect([...orderByKey(keys, ties)]).toEqual(expected);
      }),
    );
  });

  it('compares nothing but equal keys, and those in order only once', () => {
    let compared = 0;
    const count = (a: number, b: number) => {
      compared++;
      return a - b;
    };
    orderByKey(
      Float64Array.from({ length: 1000 }, (_, i) => (i * 7) % 1000),
      count,
    );
    expect(compared).toBe(0);
    orderByKey(
      Float64Array.from({ length: 1000 }, (_, i) => i >> 1),
      count,
    );
    expect(compared).toBe(500);
    expect([...orderByKey(new Float64Array(), none)]).toEqual([]);
  });
});
