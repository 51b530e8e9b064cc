import { expect, test } from 'vitest';
import { keyOf } from './command.ts';
import { commands } from './commands.ts';

const press = (key: string, held: Partial<Parameters<typeof keyOf>[0]> = {}) =>
  keyOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

test('keys are named alike whatever the keyboard makes of them', () => {
  expect(press('W', { shiftKey: false })).toBe('w');
  expect(press('?', { shiftKey: true })).toBe('?');
  expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+z');
  expect(press('z', { metaKey: true })).toBe('Ctrl+z');
  expect(press(' ')).toBe('Space');
  expect(press('ArrowUp', { altKey: true })).toBe('Alt+ArrowUp');
  expect(press('Shift', { shiftKey: true })).toBeUndefined();
});

test('no two commands have one id, and no two one key', () => {
  const ids = commands.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const keys = commands.flatMap(({ keys: own }) => own);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});
