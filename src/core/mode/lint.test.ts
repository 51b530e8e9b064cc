import { describe, expect, it } from 'vitest';
import { builtInHandlers } from '../../extensions/builtInHandlers.ts';
import { builtInModes } from '../../modes/index.ts';
import { aHandler, takeAll } from '../../testing/factories.ts';
import { didYouMean } from '../didYouMean.ts';
import { SopClass } from '../dicom/sopClass.ts';
import { createRegistry } from '../extension/registry.ts';
import { lintMode } from './lint.ts';
import { readModeFile } from './modeFile.ts';

const { handlers } = createRegistry(builtInHandlers, builtInModes);
const stack = 'image-stack.sopClassHandlerModule.stack';
const clip = 'multi-frame.sopClassHandlerModule.clip';
const all = 'instance.sopClassHandlerModule.instances';
const mode = (change: object = {}) => ({
  id: 'test',
  displayName: 'Test',
  sopClassHandlers: [clip, stack],
  ...change,
});
const codes = (value: unknown, registered = handlers) =>
  lintMode(value, registered).map(({ code, path }) => [code, path]);

describe('lint of a mode', () => {
  it('finds nothing wrong with the modes that the viewer ships with', () => {
    for (const builtIn of builtInModes)
      expect([builtIn.id, lintMode(builtIn, handlers)]).toEqual([builtIn.id, []]);
  });

  it('gives five messages for five faults, each with its line', () => {
    const text = `{
  "id": "faulty",
  "displayName": "Faulty",
  "sopClassHandlers": [
    "instance.sopClassHandlerModule.instances",
    "image-stack.sopClassHandlerModule.stack",
    "multi-frame.sopClassHandlerModule.clap",
    "instance.sopClassHandlerModule.instances"
  ],
  "layuot": { "rows": 1, "columns": 2 },
  "layout": { "rows": 0, "columns": 2 }
}
`;
    const { mode: read, messages } = readModeFile(text, handlers);
    expect(messages.map(({ code, line }) => [code, line]).sort()).toEqual([
      ['duplicate-handler', 8],
      ['layout-range', 11],
      ['unknown-field', 10],
      ['unknown-handler', 7],
      ['unreachable-handler', 6],
    ]);
    expect(messages.map(({ text: words }) => words)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('“multi-frame.sopClassHandlerModule.clip” is meant?'),
        expect.stringContaining('“layout” is meant?'),
        expect.stringContaining(
          'stack (image-stack) gets nothing here: instances (instance) before it takes',
        ),
        expect.stringContaining('only its first place, 1, counts'),
        expect.stringContaining('must be at least 1'),
      ]),
    );
    // What is wrong and optional is left out; handlers that are not here now may come back.
    expect(read).toEqual({
      id: 'faulty',
      displayName: 'Faulty',
      sopClassHandlers: [all, stack, 'multi-frame.sopClassHandlerModule.clap'],
    });
  });

  it('calls a handler unreachable only when all that it would take is taken before it', () => {
    expect(codes(mode({ sopClassHandlers: [clip, stack] }))).toEqual([]);
    expect(codes(mode({ sopClassHandlers: [stack, clip] }))).toContainEqual([
      'unreachable-handler',
      'sopClassHandlers[1]',
    ]);
    expect(codes(mode({ sopClassHandlers: [all, clip] }))).toEqual([
      ['unreachable-handler', 'sopClassHandlers[1]'],
    ]);
  });

  it('knows of one that takes special images only, which no general one leaves', () => {
    const special = aHandler('late', [SopClass.CTImageStorage], (instances) =>
      instances
        .filter(({ ContrastBolusAgent }) => ContrastBolusAgent !== undefined)
        .map((i) => ({ instances: [i] })),
    );
    const more = new Map([...handlers, [special.id, special]]);
    expect(codes(mode({ sopClassHandlers: [special.id, stack] }), more)).toEqual([]);
    expect(codes(mode({ sopClassHandlers: [stack, special.id] }), more)).toEqual([
      ['unreachable-handler', 'sopClassHandlers[1]'],
    ]);
  });

  it('says when a mode claims nothing', () => {
    expect(codes(mode({ sopClassHandlers: [] }))).toEqual([['claims-nothing', 'sopClassHandlers']]);
    expect(codes(mode({ sopClassHandlers: ['a.sopClassHandlerModule.b'] })).map(([code]) => code)).toEqual([
      'unknown-handler',
      'claims-nothing',
    ]);
  });

  it('finds contradictions: kinds that nothing makes, layouts beyond the page', () => {
    expect(codes(mode({ preferredViewportKinds: ['tags', 'stack'] }))).toEqual([]);
    expect(codes(mode({ preferredViewportKinds: ['document'] }))).toEqual([
      ['kind-not-made', 'preferredViewportKinds[0]'],
    ]);
    expect(lintMode(mode({ preferredViewportKinds: ['stak'] }), handlers)[0]?.text).toContain(
      '“stack” is meant?',
    );
    expect(codes(mode({ layout: { rows: 4, columns: 5 } }))).toEqual([['layout-range', 'layout']]);
    expect(codes(mode({ layout: { rows: 1.5, columns: 3 } }))).toEqual([['layout-range', 'layout.rows']]);
    expect(codes(mode({ order: 'handler' }))).toEqual([['wrong-value', 'order']]);
  });

  it('survives anything', () => {
    for (const value of [null, 1, 'x', [], {}, { sopClassHandlers: [1, null, {}] }])
      expect(lintMode(value, handlers).length).toBeGreaterThan(0);
  });

  it('does not hold a handler against a mode that throws when asked', () => {
    const broken = aHandler('broken', [SopClass.CTImageStorage], () => {
      throw new Error('oops');
    });
    const taker = aHandler('taker', [SopClass.CTImageStorage], takeAll);
    const own = new Map([broken, taker].map((one) => [one.id, one]));
    expect(codes(mode({ sopClassHandlers: [broken.id, taker.id] }), own)).toEqual([]);
  });
});

describe('what was meant', () => {
  it('is the nearest word, if one is near', () => {
    expect(didYouMean('layuot', ['layout', 'order'])).toBe('layout');
    expect(didYouMean('SOPClassHandlers', ['sopClassHandlers'])).toBe('sopClassHandlers');
    expect(didYouMean('zzz', ['layout', 'order'])).toBeUndefined();
    expect(didYouMean('', [])).toBeUndefined();
  });
});
