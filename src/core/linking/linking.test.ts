import { expect, test } from 'vitest';
import {
  changeGroup,
  groupOf,
  linkedWith,
  noLinks,
  putIn,
  takenOut,
  usualLinks,
  withGroup,
} from './linking.ts';

const ids = ['a', 'b', 'c', 'd'];

test('all are linked, also those that come later; one that is taken out is not, until it is put in again', () => {
  const all = withGroup(noLinks, undefined, usualLinks);
  expect(linkedWith(all, 'a', ids)).toEqual(['b', 'c', 'd']);
  expect(groupOf(all, 'new')).toBe(groupOf(all, 'a'));
  const less = takenOut(all, 'b');
  expect(linkedWith(less, 'a', ids)).toEqual(['c', 'd']);
  expect(linkedWith(less, 'b', ids)).toEqual([]);
  expect(linkedWith(putIn(less, 'b', usualLinks), 'a', ids)).toEqual(['b', 'c', 'd']);
});

test('groups of their own go beside each other; a viewport is in one of them only', () => {
  const two = withGroup(withGroup(noLinks, ['a', 'b'], usualLinks), ['c', 'd'], usualLinks);
  expect(linkedWith(two, 'a', ids)).toEqual(['b']);
  expect(linkedWith(two, 'd', ids)).toEqual(['c']);
  const moved = withGroup(two, ['b', 'c'], usualLinks);
  expect(linkedWith(moved, 'b', ids)).toEqual(['c']);
  expect(linkedWith(moved, 'a', ids)).toEqual([]);
  expect(new Set(moved.groups.map(({ id }) => id)).size).toBe(moved.groups.length);
});

test('a group ends with its last viewport; the first one waits for others', () => {
  const one = putIn(noLinks, 'a', usualLinks);
  expect(linkedWith(one, 'a', ids)).toEqual([]);
  expect(linkedWith(putIn(one, 'b', usualLinks, 'a'), 'a', ids)).toEqual(['b']);
  expect(takenOut(one, 'a').groups).toEqual([]);
});

test('who leaves forgets where it began', () => {
  const all = withGroup(noLinks, undefined, usualLinks);
  const id = all.groups[0]?.id ?? '';
  const started = changeGroup(all, id, { starts: { a: { point: [1, 2, 3] }, b: {} } });
  expect(groupOf(takenOut(started, 'a'), 'b')?.starts).toEqual({ b: {} });
});
