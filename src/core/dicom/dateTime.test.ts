import { expect, it } from 'vitest';
import { secondsOf } from './dateTime.ts';

it.each([
  ['20261103101530', '20261103101500', 30],
  ['20261103101530.5', '20261103101530', 0.5],
  ['20261104', '20261103', 86400],
  ['2026110310', '2026110309', 3600],
  ['20261103101500+0100', '20261103101500+0000', -3600],
  ['20261103101500-0530', '20261103101500', 19800],
])('%s is so many seconds after %s: %d', (later, earlier, seconds) => {
  expect((secondsOf(later) ?? NaN) - (secondsOf(earlier) ?? NaN)).toBe(seconds);
});

it.each(['', 'noon', '26', '2026-11-03', '20261103101530.1234567'])('%j is no time', (text) => {
  expect(secondsOf(text)).toBeUndefined();
});
