import { expect, it } from 'vitest';
import { anInstance } from '../../testing/factories.ts';
import { seriesAmong } from './seriesAmong.ts';

const of = (StudyInstanceUID: string, SeriesInstanceUID: string, SOPInstanceUID: string) =>
  anInstance({ StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID });
const uids = (given: Parameters<typeof seriesAmong>[0]) =>
  Array.from(seriesAmong(given), (list) => list.map(({ SOPInstanceUID }) => SOPInstanceUID));

it('gives series as they first come and their instances as they came, also where studies share a series UID', () => {
  const mixed = [
    of('1', '1.1', 'a'),
    of('2', '1.1', 'b'),
    of('1', '1.2', 'c'),
    of('1', '1.1', 'd'),
    of('2', '1.1', 'e'),
    of('1', '1.2', 'f'),
  ];
  expect(uids(mixed)).toEqual([
    ['a', 'd'],
    ['b', 'e'],
    ['c', 'f'],
  ]);
  expect(uids(new Set(mixed))).toEqual(uids(mixed));
});

it('passes one series through as it is, and makes nothing of nothing', () => {
  const one = [of('1', '1.1', 'b'), of('1', '1.1', 'a')];
  expect([...seriesAmong(one)][0]).toBe(one);
  expect([...seriesAmong([])]).toEqual([]);
});
