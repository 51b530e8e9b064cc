import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  actionsOf,
  bindingsWith,
  defaultBindings,
  dragActionOf,
  dragActions,
  heldKeyOf,
  wheelActionOf,
} from './tools.ts';

const held = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

describe('what mouse and fingers do', () => {
  test('is what the button does alone, where nothing is set with a key held', () => {
    expect(dragActionOf(defaultBindings, 'middle', 'Alt')).toBe('pan');
    expect(dragActionOf(defaultBindings, 'left', 'Shift')).toBe('region');
    expect(dragActionOf({ ...defaultBindings, 'Shift+left': 'none' }, 'left', 'Shift')).toBe('none');
    expect(wheelActionOf(defaultBindings, 'Ctrl')).toBe('zoom');
    expect(wheelActionOf(bindingsWith({ wheel: 'zoom' }), 'Alt')).toBe('zoom');
  });

  test('counts Ctrl and the command key as one, before Shift and Alt', () => {
    expect(heldKeyOf(held)).toBe('none');
    expect(heldKeyOf({ ...held, metaKey: true, shiftKey: true })).toBe('Ctrl');
    expect(heldKeyOf({ ...held, altKey: true, shiftKey: true })).toBe('Shift');
  });

  test('comes with nothing but what can be chosen', () => {
    for (const [trigger, action] of Object.entries(defaultBindings))
      expect(actionsOf(trigger)).toContain(action);
    expect(actionsOf('constructor')).toEqual([]);
  });

  test('is never what was kept wrongly', () => {
    const kept = fc.dictionary(
      fc.oneof(fc.constantFrom('left', 'Shift+left', 'wheel', 'touch2', '__proto__'), fc.string()),
      fc.oneof(fc.constantFrom<string>(...dragActions, 'scroll', 'move'), fc.string()),
    );
    fc.assert(
      fc.property(kept, (own) => {
        for (const [trigger, action] of Object.entries(bindingsWith(own)))
          expect(actionsOf(trigger)).toContain(action);
      }),
    );
  });
});
