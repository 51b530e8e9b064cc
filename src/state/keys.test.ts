import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandsByKey, keysOf, othersWith, withKeyMoved, withKeys, type Keyed } from './keys.ts';

const command = (id: string, ...keys: string[]): Keyed => ({ id, group: 'Image', label: id, keys });
const invert = command('invert', 'i');
const reset = command('reset', '0');
const play = command('play', 'c', 'Space');
const all = [invert, reset, play];

describe('keys of the reader', () => {
  test('go before those a command comes with, also where there are none', () => {
    expect(keysOf(play, undefined)).toEqual(['c', 'Space']);
    expect(keysOf(play, { play: [] })).toEqual([]);
    expect(commandsByKey(all, { invert: ['c'] }).get('c')).toBe(invert);
    expect(commandsByKey(all, { invert: ['c'] }).get('i')).toBeUndefined();
    expect(commandsByKey(all, { invert: ['c'] }).get('Space')).toBe(play);
  });

  test('are named where they meet others', () => {
    expect(othersWith(all, undefined, invert, 'Space')).toEqual([play]);
    expect(othersWith(all, { play: ['c'] }, invert, 'Space')).toEqual([]);
  });

  test('are forgotten when they are as they come', () => {
    const own = withKeys(undefined, invert, ['j']);
    expect(own).toEqual({ invert: ['j'] });
    expect(withKeys(own, invert, ['i'])).toBeUndefined();
  });

  test('that are given to one command are taken from the others', () => {
    const own = withKeyMoved(all, undefined, invert, ['Space']);
    expect(own).toEqual({ invert: ['Space'], play: ['c'] });
  });

  test('after any number of changes no key does two things', () => {
    const change = fc.record({
      at: fc.nat(2),
      keys: fc.uniqueArray(fc.constantFrom('a', 'c', 'i', '0', 'Space')),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        let own: Parameters<typeof keysOf>[1];
        for (const { at, keys } of changes) own = withKeyMoved(all, own, all[at] ?? invert, keys);
        const keys = all.flatMap((each) => keysOf(each, own));
        expect(new Set(keys).size).toBe(keys.length);
        for (const each of all)
          for (const key of keysOf(each, own)) expect(commandsByKey(all, own).get(key)).toBe(each);
      }),
    );
  });
});
