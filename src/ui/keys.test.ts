import { expect, test } from 'vitest';
import { keyOf, keysText, keyText } from './keys.ts';

test('keys are written the way people write them', () => {
  expect(
    ['Ctrl+Shift+z', 'ArrowUp', 'Alt+ArrowLeft', '+', 'Ctrl++', '?', 'Space', 'Shift+F10'].map(keyText),
  ).toEqual(['Ctrl+Shift+Z', '↑', 'Alt+←', '+', 'Ctrl++', '?', 'Space', 'Shift+F10']);
  expect(keysText(['c', 'Space'])).toBe('C, Space');
  expect(keysText([])).toBeUndefined();
});

test('what is pressed has one name', () => {
  const held = { ctrlKey: true, metaKey: false, altKey: false, shiftKey: false };
  expect(keyOf({ ...held, key: '+' })).toBe('Ctrl++');
  expect(keyOf({ ...held, key: 'Control' })).toBeUndefined();
});
