import { expect, test } from 'vitest';
import { pointerHelp } from './pointerHelp.ts';

test('says what each button, the wheel and fingers do as they come', () => {
  expect(pointerHelp(undefined)).toEqual([
    ['The chosen tool', 'Left button'],
    ['Window of a region', 'Shift + Left button'],
    ['Pan', 'Middle button'],
    ['Zoom', 'Right button'],
    ['Scroll', 'Wheel'],
    ['Zoom', 'Ctrl + Wheel'],
    ['Scroll ten at a time', 'Shift + Wheel'],
    ['The chosen tool', 'One finger'],
    ['Pan and zoom', 'Two fingers'],
    ['Pick up the series', 'Held finger'],
    ['Fit to viewport', 'Double tap'],
  ]);
});

test('says what the reader has set, and nothing of what does nothing', () => {
  const help = pointerHelp({ right: 'window', wheel: 'none', 'Alt+middle': 'magnify', nonsense: 'pan' });
  expect(help).toContainEqual(['Window and level', 'Right button']);
  expect(help).toContainEqual(['Magnifier', 'Alt + Middle button']);
  expect(help.map(([, trigger]) => trigger)).not.toContain('Wheel');
  expect(help.map(([, trigger]) => trigger)).not.toContain('nonsense');
});
