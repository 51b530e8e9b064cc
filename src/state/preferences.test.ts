import { expect, test } from 'vitest';
import { readPreference } from './preferences.ts';

test('a choice is read as it was kept', () => {
  expect(readPreference('keys', '{"image.invert":["j"]}')).toEqual({ keys: { 'image.invert': ['j'] } });
});

test.each(['', 'null', '{"image.invert":1}', '[', '7'])('what is no choice is none: %s', (text) => {
  expect(readPreference('keys', text)).toEqual({});
});
