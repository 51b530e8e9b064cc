import { expect, it } from 'vitest';
import { medianOfSorted } from '../collections.ts';
import { medianOf } from './positions.ts';

/** Numbers of a few different values, the same every time. */
function someNumbers(count: number, values: number): Float64Array {
  let state = count * 31 + values;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state % values) / 8;
  });
}

it('finds the median that sorting would find, and leaves the numbers as they are', () => {
  for (let count = 0; count < 60; count++)
    for (const values of [1, 2, 5, 1000]) {
      const numbers = someNumbers(count, values);
      const before = numbers.slice();
      expect(medianOf(numbers)).toBe(medianOfSorted(numbers.slice().sort()));
      expect(numbers).toEqual(before);
    }
});
