import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands } from '../commands/commands.ts';
import { itemsFor, paletteItems } from './paletteItems.ts';

describe('the palette', () => {
  test('does nothing that no command does, and nothing twice', () => {
    const known = new Set(commands.map(({ id }) => id));
    expect(paletteItems.filter(({ command }) => !known.has(command))).toEqual([]);
    expect(new Set(paletteItems.map(({ command }) => command)).size).toBe(paletteItems.length);
  });

  test('never takes more room than there is, keeps its order, and lets the least used go first', () => {
    fc.assert(
      fc.property(fc.nat(800), (room) => {
        const kept = itemsFor(room, []);
        const lines = kept.filter(({ group }, at) => at > 0 && kept[at - 1]?.group !== group).length;
        const menus =
          (kept.some(({ command }) => command === 'tool.window') ? 26 : 0) +
          (kept.some(({ group }) => group === 'picture') ? 30 : 0);
        expect(kept.length * 30 + lines * 15 + menus).toBeLessThanOrEqual(Math.max(room, 0));
        expect(kept).toEqual(paletteItems.filter((item) => kept.includes(item)));
      }),
    );
    expect(itemsFor(150, []).map(({ command }) => command)).toEqual([
      'tool.window',
      'tool.scroll',
      'tool.zoom',
      'tool.pan',
    ]);
  });

  test('leaves out what the reader does not want', () => {
    expect(itemsFor(undefined, ['tool.pan']).some(({ command }) => command === 'tool.pan')).toBe(false);
  });
});
