import { ConfigurationError } from '../errors.ts';
import type { ViewportKind } from '../displaySet/displaySet.ts';
import type { Mode } from '../mode/mode.ts';
import type { ThumbnailRenderer, ViewportModule } from '../viewport.ts';
import type { Extension } from './extension.ts';
import type { RegisteredHandler, SopClassHandler } from './sopClassHandler.ts';

/** What the extensions and modes of this viewer add up to. Made once at start-up, never changed. */
export interface Registry {
  readonly extensions: readonly Extension[];
  /** By id, in the order of registration. */
  readonly handlers: ReadonlyMap<string, RegisteredHandler>;
  /** The viewer's own modes first, then those of extensions. */
  readonly modes: readonly Mode[];
  mode(id: string): Mode | undefined;
  /** The mode's handlers in its order. */
  handlersFor(mode: Pick<Mode, 'id' | 'sopClassHandlers'>): readonly RegisteredHandler[];
  /** The module that shows a kind; the first that was registered for it. */
  viewportModuleFor(kind: ViewportKind): ViewportModule | undefined;
  thumbnailRendererFor(kind: ViewportKind): ThumbnailRenderer | undefined;
}

/** The published form of a handler's id. */
export function handlerId(extensionId: string, handlerName: string): string {
  return `${extensionId}.sopClassHandlerModule.${handlerName}`;
}

/**
 * @throws ConfigurationError when an extension or a mode is not what it should
 * be, two share an id, or a mode names a handler that nobody registered.
 */
export function createRegistry(extensions: readonly Extension[], modes: readonly Mode[]): Registry {
  const handlers = new Map<string, RegisteredHandler>();
  const viewports = new Map<ViewportKind, ViewportModule>();
  const renderers = new Map<ViewportKind, ThumbnailRenderer>();
  const modesById = new Map<string, Mode>();
  const addMode = (mode: Mode, key: string) => {
    checkMode(mode, key);
    if (modesById.has(mode.id)) fail(key, `there are two modes with the id "${mode.id}"`);
    modesById.set(mode.id, mode);
  };
  modes.forEach((mode, i) => addMode(mode, `modes[${i}]`));

  const ids = new Set<string>();
  extensions.forEach((extension, i) => {
    checkExtension(extension, `extensions[${i}]`);
    const { id } = extension;
    const key = `extensions.${id}`;
    if (ids.has(id)) fail(key, `there are two extensions with the id "${id}"`);
    ids.add(id);
    for (const handler of moduleOf(extension, 'getSopClassHandlerModule', key)) {
      checkHandler(handler, key);
      const registered = { id: handlerId(id, handler.name), extensionId: id, handler };
      if (handlers.has(registered.id)) fail(key, `it registers two handlers named "${handler.name}"`);
      handlers.set(registered.id, registered);
    }
    for (const viewport of moduleOf(extension, 'getViewportModule', key))
      for (const kind of viewport.kinds) if (!viewports.has(kind)) viewports.set(kind, viewport);
    for (const renderer of moduleOf(extension, 'getThumbnailModule', key))
      for (const kind of renderer.kinds) if (!renderers.has(kind)) renderers.set(kind, renderer);
    moduleOf(extension, 'getModes', key).forEach((mode, m) => addMode(mode, `${key}.modes[${m}]`));
  });

  const handlersByMode = new Map<string, readonly RegisteredHandler[]>();
  const resolve = ({ id, sopClassHandlers }: Pick<Mode, 'id' | 'sopClassHandlers'>) =>
    sopClassHandlers.map((handler) => handlers.get(handler) ?? unknownHandler(id, handler, handlers));
  for (const mode of modesById.values()) handlersByMode.set(mode.id, resolve(mode));

  return {
    extensions,
    handlers,
    modes: [...modesById.values()],
    mode: (id) => modesById.get(id),
    // A mode edited by the user keeps its id and has another list.
    handlersFor: (mode) =>
      (modesById.get(mode.id) === mode ? handlersByMode.get(mode.id) : undefined) ?? resolve(mode),
    viewportModuleFor: (kind) => viewports.get(kind),
    thumbnailRendererFor: (kind) => renderers.get(kind),
  };
}

function unknownHandler(mode: string, handler: string, known: ReadonlyMap<string, unknown>): never {
  return fail(
    `modes.${mode}.sopClassHandlers`,
    `the mode "${mode}" names the handler "${handler}", which no extension registers. Known: ${
      [...known.keys()].join(', ') || 'none'
    }`,
  );
}

function fail(key: string, message: string): never {
  throw new ConfigurationError(key, `${key}: ${message}.`);
}

type Modules = Required<Omit<Extension, 'id'>>;

/** Calls a contribution and checks that it gives a list; absent is an empty one. */
function moduleOf<K extends keyof Modules>(
  extension: Extension,
  name: K,
  key: string,
): ReturnType<Modules[K]> | readonly [] {
  const get: unknown = extension[name];
  if (get === undefined) return [];
  if (typeof get !== 'function') return fail(`${key}.${name}`, 'it must be a function that returns a list');
  let list: unknown;
  try {
    list = get.call(extension);
  } catch (error) {
    throw new ConfigurationError(`${key}.${name}`, `${key}.${name}: calling it failed.`, { cause: error });
  }
  if (!isListOf<ReturnType<Modules[K]>>(list))
    return fail(`${key}.${name}`, 'it must return a list of objects');
  return list;
}

/** The items' own members are checked where they matter (`checkHandler`, `checkMode`). */
function isListOf<T>(list: unknown): list is T {
  return Array.isArray(list) && list.every((item) => typeof item === 'object' && item !== null);
}

/** Run-time extensions come from people: every check says what is expected. */
function checkExtension(extension: unknown, key: string): asserts extension is Extension {
  if (typeof extension !== 'object' || extension === null) fail(key, 'an extension must be an object');
  if (!('id' in extension) || typeof extension.id !== 'string' || !/^[a-z][a-z0-9-]*$/.test(extension.id))
    fail(`${key}.id`, 'an extension needs an id of lower case letters, digits and dashes');
}

function checkHandler(handler: SopClassHandler, key: string): void {
  const { name, sopClassUids, getDisplaySetsFromSeries }: Partial<Record<keyof SopClassHandler, unknown>> =
    handler;
  if (typeof name !== 'string' || name === '')
    fail(`${key}.getSopClassHandlerModule`, 'a handler needs a name');
  const where = `${key}.${name}`;
  if (!Array.isArray(sopClassUids) || !sopClassUids.every((uid) => typeof uid === 'string' && uid !== ''))
    fail(where, 'sopClassUids must be a list of UIDs');
  if (typeof getDisplaySetsFromSeries !== 'function')
    fail(where, 'getDisplaySetsFromSeries must be a function');
}

function checkMode(mode: Mode, key: string): void {
  const { id, displayName, sopClassHandlers, isApplicable, layout }: Partial<Record<keyof Mode, unknown>> =
    mode;
  if (typeof id !== 'string' || !/^[a-z][a-z0-9-]*$/.test(id))
    fail(`${key}.id`, 'a mode needs an id of lower case letters, digits and dashes');
  if (typeof displayName !== 'string' || displayName === '')
    fail(`${key}.displayName`, 'a mode needs a name');
  if (!Array.isArray(sopClassHandlers) || !sopClassHandlers.every((h) => typeof h === 'string'))
    fail(`${key}.sopClassHandlers`, 'it must be a list of handler ids');
  if (new Set(sopClassHandlers).size !== sopClassHandlers.length)
    fail(`${key}.sopClassHandlers`, 'it names a handler twice');
  if (typeof isApplicable !== 'function') fail(`${key}.isApplicable`, 'it must be a function');
  if (!isLayout(layout)) fail(`${key}.layout`, 'it must have rows and columns from 1 to 8');
}

function isLayout(layout: unknown): boolean {
  if (typeof layout !== 'object' || layout === null || !('rows' in layout) || !('columns' in layout))
    return false;
  return [layout.rows, layout.columns].every(
    (n) => typeof n === 'number' && Number.isInteger(n) && n >= 1 && n <= 8,
  );
}
