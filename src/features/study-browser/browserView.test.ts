import { expect, it } from 'vitest';
import {
  isFiltering,
  isUsual,
  keptView,
  readKeptView,
  toggled,
  usualView,
  withoutFilter,
  type BrowserView,
} from './browserView.ts';

const changed: BrowserView = {
  ...toggled(usualView, 'plane', 'axial'),
  groupBy: 'series',
  sort: 'date',
  descending: true,
  filter: 'lung',
};

it('lets a value through and no longer', () => {
  expect(changed.chosen.plane).toEqual(['axial']);
  expect(toggled(changed, 'plane', 'coronal').chosen.plane).toEqual(['axial', 'coronal']);
  expect(toggled(changed, 'plane', 'axial').chosen).toEqual(usualView.chosen);
});

it('knows what hides something from what only arranges', () => {
  expect(isFiltering(usualView)).toBe(false);
  expect(isFiltering({ ...usualView, groupBy: 'plane', sort: 'date' })).toBe(false);
  expect(isFiltering({ ...usualView, filter: '  ' })).toBe(false);
  expect(isFiltering({ ...usualView, onlyWarnings: true })).toBe(true);
  expect(isFiltering(toggled(usualView, 'handler', 'x'))).toBe(true);
  expect([usualView, { ...usualView, groupBy: 'plane' as const }, changed].map(isUsual)).toEqual([
    true,
    false,
    false,
  ]);
  expect(withoutFilter(changed)).toEqual({ ...usualView, groupBy: 'series', sort: 'date', descending: true });
});

it('is read again for the same studies only, and only when it is whole', () => {
  const kept: unknown = JSON.parse(JSON.stringify(keptView(changed, ['1.2', '1.3'])));
  expect(readKeptView(kept, ['1.2', '1.3'])).toEqual(changed);
  expect(readKeptView(kept, ['1.2'])).toBeUndefined();
  expect(readKeptView(undefined, ['1.2'])).toBeUndefined();
  expect(readKeptView({ ...keptView(changed, ['1.2']), groupBy: 'colour' }, ['1.2'])).toBeUndefined();
});
