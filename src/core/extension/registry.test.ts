import { describe, expect, it } from 'vitest';
import type { Mode } from '../mode/mode.ts';
import { ConfigurationError } from '../errors.ts';
import { SopClass } from '../dicom/sopClass.ts';
import type { Extension } from './extension.ts';
import type { LoadedExtension } from './loadExtensions.ts';
import { createRegistry, createRegistryWith } from './registry.ts';

const handler = {
  name: 'stack',
  sopClassUids: [SopClass.CTImageStorage],
  getDisplaySetsFromSeries: () => [],
};
const extension: Extension = { id: 'image-stack', getSopClassHandlerModule: () => [handler] };
const mode: Mode = {
  id: 'viewer',
  displayName: 'General',
  description: '',
  icon: 'layout-grid',
  sopClassHandlers: ['image-stack.sopClassHandlerModule.stack'],
  isApplicable: () => ({ applicable: true }),
  layout: { rows: 1, columns: 1 },
};
function failure(extensions: readonly unknown[], modes: readonly unknown[] = []): ConfigurationError {
  try {
    // Run-time extensions are not checked by a compiler: these are what people get wrong.
    createRegistry(extensions as readonly Extension[], modes as readonly Mode[]);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('createRegistry', () => {
  it('gives handlers their published ids and resolves modes in their order', () => {
    const other = { ...handler, name: 'other' };
    const registry = createRegistry(
      [extension, { id: 'more', getSopClassHandlerModule: () => [other] }],
      [
        {
          ...mode,
          sopClassHandlers: ['more.sopClassHandlerModule.other', 'image-stack.sopClassHandlerModule.stack'],
        },
      ],
    );
    expect([...registry.handlers.keys()]).toEqual([
      'image-stack.sopClassHandlerModule.stack',
      'more.sopClassHandlerModule.other',
    ]);
    const viewer = registry.mode('viewer');
    expect(viewer && registry.handlersFor(viewer).map(({ handler: { name } }) => name)).toEqual([
      'other',
      'stack',
    ]);
  });
  it('resolves a mode that was edited, by its own list', () => {
    const registry = createRegistry([extension], [mode]);
    expect(registry.handlersFor({ ...mode, sopClassHandlers: [] })).toEqual([]);
  });
  it('takes the modes of extensions too', () => {
    const registry = createRegistry(
      [extension, { id: 'x', getModes: () => [{ ...mode, id: 'mine' }] }],
      [mode],
    );
    expect(registry.modes.map(({ id }) => id)).toEqual(['viewer', 'mine']);
  });
  it('stops at a handler that nobody registers, naming it and the known ones', () => {
    const { message, key } = failure(
      [extension],
      [{ ...mode, sopClassHandlers: ['image-stak.sopClassHandlerModule.stack'] }],
    );
    expect(key).toBe('modes.viewer.sopClassHandlers');
    expect(message).toContain('"image-stak.sopClassHandlerModule.stack"');
    expect(message).toContain('Known: image-stack.sopClassHandlerModule.stack');
  });
  it.each<[string, unknown[], unknown[], RegExp]>([
    ['no object', [42], [], /extensions\[0\].*must be an object/],
    ['no id', [{}], [], /needs an id/],
    ['a capital in the id', [{ id: 'Foo' }], [], /lower case/],
    ['an id twice', [extension, extension], [], /two extensions with the id "image-stack"/],
    ['a module that is no function', [{ id: 'a', getSopClassHandlerModule: [] }], [], /must be a function/],
    [
      'a module that returns one handler',
      [{ id: 'a', getSopClassHandlerModule: () => handler }],
      [],
      /must return a list/,
    ],
    [
      'a module that throws',
      [
        {
          id: 'a',
          getSopClassHandlerModule: () => {
            throw new Error('x');
          },
        },
      ],
      [],
      /calling it failed/,
    ],
    [
      'a handler without a name',
      [{ id: 'a', getSopClassHandlerModule: () => [{ ...handler, name: '' }] }],
      [],
      /needs a name/,
    ],
    [
      'a handler without classes',
      [{ id: 'a', getSopClassHandlerModule: () => [{ ...handler, sopClassUids: undefined }] }],
      [],
      /list of UIDs/,
    ],
    [
      'a handler twice',
      [{ id: 'a', getSopClassHandlerModule: () => [handler, handler] }],
      [],
      /two handlers named "stack"/,
    ],
    [
      'a mode twice',
      [],
      [
        { ...mode, sopClassHandlers: [] },
        { ...mode, sopClassHandlers: [] },
      ],
      /two modes with the id "viewer"/,
    ],
    [
      'a handler twice in a mode',
      [extension],
      [{ ...mode, sopClassHandlers: [...mode.sopClassHandlers, ...mode.sopClassHandlers] }],
      /names a handler twice/,
    ],
    ['a layout of nothing', [], [{ ...mode, layout: { rows: 0, columns: 1 } }], /rows and columns/],
  ])('says what is wrong: %s', (_, extensions, modes, text) => {
    expect(failure(extensions, modes).message).toMatch(text);
  });
});

describe('extensions loaded at run time', () => {
  // What people write is not checked by a compiler.
  const loaded = (name: string, extension: object): LoadedExtension => ({
    name,
    url: `http://127.0.0.1/${name}`,
    extension: extension as Extension,
  });
  const minimal = { id: 'mine', displayName: 'Mine' };
  const own = (id: string) => ({ ...handler, name: id });
  const withMode = (id: string, ...sopClassHandlers: readonly string[]) => ({
    id,
    getSopClassHandlerModule: () => [own(id)],
    getModes: () => [{ id: `${id}-mode`, displayName: id, sopClassHandlers }],
  });
  const add = (...all: readonly LoadedExtension[]) => createRegistryWith([extension], [mode], all);
  const idOf = (id: string) => `${id}.sopClassHandlerModule.${id}`;

  it('adds their handlers and modes after the own ones, and fills in what a mode leaves open', () => {
    const { registry, accepted, faults } = add(
      loaded('a.js', withMode('a', idOf('a'), ...mode.sopClassHandlers)),
    );
    expect(faults).toEqual([]);
    expect(accepted.map(({ name }) => name)).toEqual(['a.js']);
    expect(registry.modes.map(({ id }) => id)).toEqual(['viewer', 'a-mode']);
    const added = registry.mode('a-mode');
    expect(added).toMatchObject({ description: '', layout: { rows: 1, columns: 2 } });
    expect(added && registry.handlersFor(added).map(({ id }) => id)).toEqual([
      idOf('a'),
      ...mode.sopClassHandlers,
    ]);
  });

  it.each<[string, object, RegExp]>([
    [
      'a mode of an id that is taken',
      { id: 'x', getModes: () => [{ ...minimal, id: 'viewer', sopClassHandlers: [] }] },
      /two modes with the id "viewer"/,
    ],
    [
      'the id of an extension that is here',
      { id: 'image-stack' },
      /two extensions with the id "image-stack"/,
    ],
    [
      'a mode with an unknown handler',
      withMode('x', 'nobody.sopClassHandlerModule.y'),
      /which no extension registers/,
    ],
    [
      'a handler that is no function',
      { id: 'x', getSopClassHandlerModule: () => [{ ...handler, getDisplaySetsFromSeries: 1 }] },
      /must be a function/,
    ],
    ['a viewport without kinds', { id: 'x', getViewportModule: () => [{ mount: () => undefined }] }, /kinds/],
    [
      'a viewport that cannot be mounted',
      { id: 'x', getViewportModule: () => [{ kinds: ['stack'] }] },
      /function mount/,
    ],
    [
      'a mode twice',
      { id: 'x', getModes: () => [1, 2].map(() => ({ ...minimal, sopClassHandlers: [] })) },
      /two modes with the id "mine"/,
    ],
    [
      'a description that is no text',
      { id: 'x', getModes: () => [{ ...minimal, sopClassHandlers: [], description: {} }] },
      /description: it must be a text/,
    ],
    [
      'an unheard-of order',
      { id: 'x', getModes: () => [{ ...minimal, sopClassHandlers: [], order: 'size' }] },
      /"series" or "handlers"/,
    ],
    [
      'modules that throw',
      {
        id: 'x',
        getModes: () => {
          throw new Error('boom');
        },
      },
      /calling it failed: boom/,
    ],
  ])('leaves out, whole, one with %s', (_, bad, reason) => {
    const { registry, accepted, faults } = add(
      loaded('bad.js', bad),
      loaded('a.js', withMode('a', idOf('a'))),
    );
    expect(faults).toEqual([{ name: 'bad.js', reason: expect.stringMatching(reason) }]);
    expect(accepted.map(({ name }) => name)).toEqual(['a.js']);
    expect(registry.extensions).toHaveLength(2);
    expect(registry.modes.map(({ id }) => id)).toEqual(['viewer', 'a-mode']);
    expect([...registry.handlers.keys()]).toEqual([...mode.sopClassHandlers, idOf('a')]);
  });

  it('may use handlers of each other, in any order; what relies on one that is left out goes too', () => {
    const [a, b] = [loaded('a.js', withMode('a', idOf('b'))), loaded('b.js', withMode('b', idOf('b')))];
    expect(add(a, b).faults).toEqual([]);
    const { registry, faults } = add(
      a,
      loaded('b.js', withMode('b', idOf('c'))),
      loaded('d.js', withMode('d', idOf('a'))),
    );
    expect(faults.map(({ name }) => name)).toEqual(['a.js', 'b.js', 'd.js']);
    expect(registry.modes).toEqual([mode]);
  });

  it('has the first of two with one id', () => {
    const { accepted, faults } = add(loaded('one.js', { id: 'x' }), loaded('two.js', { id: 'x' }));
    expect(accepted.map(({ name }) => name)).toEqual(['one.js']);
    expect(faults.map(({ name }) => name)).toEqual(['two.js']);
  });

  it('stops at a fault in what is built in, as ever', () => {
    expect(() => createRegistryWith([], [mode], [])).toThrow(ConfigurationError);
  });
});
