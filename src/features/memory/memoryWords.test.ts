import { expect, test } from 'vitest';
import { megabytes, nearestStep } from './memoryWords.ts';

test('memory in words', () => {
  expect([0, 1, 1024 ** 2 * 312.4, 1024 ** 3, 1024 ** 3 * 1.5].map(megabytes)).toEqual([
    '0 MB',
    '1 MB',
    '312 MB',
    '1 GB',
    '1.5 GB',
  ]);
});

test('a limit that is not offered is drawn at the nearest one', () => {
  expect([64, 512, 700, 9000].map(nearestStep)).toEqual([0, 2, 2, 6]);
});
