import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  draftOf,
  moveTo,
  orderOf,
  redo,
  sameOrder,
  startHistory,
  step,
  switchHandler,
  takeOut,
  undo,
} from './draft.ts';

const draft = draftOf(['a', 'b', 'c'], ['a', 'b', 'c', 'd', 'e']);

describe('a draft of an order', () => {
  it('has the mode’s handlers in order, then those that it does not use', () => {
    expect(orderOf(draft)).toEqual(['a', 'b', 'c']);
    expect(draft.unused).toEqual(['d', 'e']);
  });

  it('moves a handler, from among the unused as well', () => {
    expect(orderOf(moveTo(draft, 'c', 0))).toEqual(['c', 'a', 'b']);
    expect(orderOf(moveTo(draft, 'a', 99))).toEqual(['b', 'c', 'a']);
    expect(moveTo(draft, 'b', 1)).toBe(draft);
    const more = moveTo(draft, 'e', 1);
    expect(orderOf(more)).toEqual(['a', 'e', 'b', 'c']);
    expect(more.unused).toEqual(['d']);
    expect(takeOut(more, 'e').unused).toEqual(['e', 'd']);
    expect(takeOut(draft, 'd')).toBe(draft);
  });

  it('switches off at its place, and on again at the same', () => {
    const off = switchHandler(draft, 'b', false);
    expect(orderOf(off)).toEqual(['a', 'c']);
    expect(switchHandler(off, 'b', true)).toEqual(draft);
    expect(orderOf(switchHandler(draft, 'd', true))).toEqual(['a', 'b', 'c', 'd']);
    expect(switchHandler(draft, 'd', false)).toBe(draft);
    expect(sameOrder(off, ['a', 'c'])).toBe(true);
  });
});

it('undo and redo walk the same way, and keep every handler once', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const id = fc.constantFrom(...ids);
  const change = fc.oneof(
    fc.record({ kind: fc.constant('move' as const), id, to: fc.integer({ min: -1, max: 6 }) }),
    fc.record({ kind: fc.constant('switch' as const), id, on: fc.boolean() }),
    fc.record({ kind: fc.constant('out' as const), id }),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      let history = startHistory(draft);
      for (const each of changes) {
        const { present } = history;
        const next =
          each.kind === 'move'
            ? moveTo(present, each.id, each.to)
            : each.kind === 'switch'
              ? switchHandler(present, each.id, each.on)
              : takeOut(present, each.id);
        expect([...next.used.map((entry) => entry.id), ...next.unused].sort()).toEqual(ids);
        history = step(history, next);
      }
      const end = history.present;
      const steps = history.past.length;
      for (let i = 0; i < steps; i += 1) history = undo(history);
      expect(history.present).toBe(draft);
      expect(undo(history)).toEqual(history);
      for (let i = 0; i < steps; i += 1) history = redo(history);
      expect(history.present).toBe(end);
      expect(redo(history)).toEqual(history);
    }),
  );
});
