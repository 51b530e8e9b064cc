import { describe, expect, it } from 'vitest';
import type { Mode } from '../mode/mode.ts';
import { ConfigurationError } from '../errors.ts';
import { SopClass } from '../dicom/sopClass.ts';
import type { Extension } from './extension.ts';
import { createRegistry } from './registry.ts';

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
