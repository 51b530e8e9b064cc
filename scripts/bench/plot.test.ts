import { expect, it } from 'vitest';
import { decades, plot } from './plot.ts';
import { spread } from './spread.ts';

it('an axis spans the powers of ten around its values, and never none', () => {
  expect(decades([10, 30, 100_000])).toEqual([10, 100, 1000, 10_000, 100_000]);
  expect(decades([0.4, 7])).toEqual([0.1, 1, 10]);
  expect(decades([5])).toEqual([1, 10]);
  expect(decades([1, 1])).toEqual([1, 10]);
});

it('proportional growth is a diagonal from corner to corner, whatever the numbers', () => {
  const points = [
    [1, 10],
    [10, 100],
    [100, 1000],
  ] as const;
  const svg = plot('growth', 'things', [{ title: 'Time', lines: [{ name: 'a < b', points }] }]);
  const [, path = ''] = /class="line a" d="M([^"]+)"/.exec(svg) ?? [];
  const [[x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = [], [x3 = 0, y3 = 0] = []] = path
    .split('L')
    .map((point) => point.split(' ').map(Number));
  expect(x2 - x1).toBeCloseTo(x3 - x2, 0);
  expect(y1 - y2).toBeCloseTo(y2 - y3, 0);
  expect(y1).toBeGreaterThan(y3);
  expect(svg).toContain('a &lt; b');
});

it('a median lies between the two in the middle; what a run has not measured is left out', () => {
  const runs = [{ ms: 4 }, { ms: 1, extra: 5 }, { ms: 3 }, { ms: Number.NaN }, { ms: 2 }];
  expect(spread(runs)).toEqual({
    ms: { median: 2.5, least: 1, most: 4, runs: 4 },
    extra: { median: 5, least: 5, most: 5, runs: 1 },
  });
});
