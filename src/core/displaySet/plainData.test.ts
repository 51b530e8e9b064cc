import { expect, it } from 'vitest';
import { plainData } from './plainData.ts';

it('keeps what is data, and leaves out what is not', () => {
  const itself: Record<string, unknown> = {};
  itself['self'] = itself;
  const shared = { a: [1, 'b', null, undefined, 3n] };
  const data = { colour: 'red', list: [shared, shared], nothing: undefined, bare: Object.create(null) };
  const rest = {
    load: () => undefined,
    nested: { deep: [{ load: () => undefined }] },
    when: new Date(0),
    map: new Map(),
    element: new EventTarget(),
    symbol: Symbol('s'),
    itself,
  };
  const kept = plainData({ ...data, ...rest });
  expect(kept).toEqual(data);
  expect(structuredClone(kept)).toEqual(kept);
});
