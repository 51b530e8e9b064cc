import { ConfigurationError, describeError } from '../errors.ts';
import type { Mode } from '../mode/mode.ts';
import type { ThumbnailRenderer, ViewportModule } from '../viewport.ts';
import type { Extension } from './extension.ts';
import type { SopClassHandler } from './sopClassHandler.ts';

/**
 * What an extension brings, checked: extensions come from people, and no
 * compiler has seen those that are loaded at run time. Every message says what
 * is expected.
 */
export interface Contributions {
  readonly id: string;
  readonly handlers: readonly SopClassHandler[];
  readonly viewports: readonly ViewportModule[];
  readonly thumbnails: readonly ThumbnailRenderer[];
  readonly modes: readonly Mode[];
}

/** @throws ConfigurationError always: `key` is what is wrong, dotted. */
export function fail(key: string, message: string, cause?: unknown): never {
  throw new ConfigurationError(key, `${key}: ${message}.`, cause === undefined ? undefined : { cause });
}

/**
 * Calls everything that an extension offers and checks what it gives.
 * @param key how to call it as long as its id is not known.
 * @throws ConfigurationError
 */
export function contributionsOf(extension: unknown, key: string): Contributions {
  checkExtension(extension, key);
  const { id } = extension;
  const own = `extensions.${id}`;
  const handlers = moduleOf(extension, 'getSopClassHandlerModule', own);
  handlers.forEach((handler) => checkHandler(handler, own));
  const names = handlers.map(({ name }) => name);
  const double = names.find((name, i) => names.indexOf(name) !== i);
  if (double !== undefined) fail(own, `it registers two handlers named "${double}"`);
  const viewports = moduleOf(extension, 'getViewportModule', own);
  viewports.forEach((viewport, i) => checkDrawing(viewport, 'mount', `${own}.getViewportModule[${i}]`));
  const thumbnails = moduleOf(extension, 'getThumbnailModule', own);
  thumbnails.forEach((thumbnail, i) => checkDrawing(thumbnail, 'render', `${own}.getThumbnailModule[${i}]`));
  const modes = moduleOf(extension, 'getModes', own).map((mode, i) =>
    checkedMode(mode, `${own}.modes[${i}]`),
  );
  return { id, handlers, viewports, thumbnails, modes };
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
    return fail(`${key}.${name}`, `calling it failed: ${describeError(error)}`, error);
  }
  if (!isListOf<ReturnType<Modules[K]>>(list))
    return fail(`${key}.${name}`, 'it must return a list of objects');
  return list;
}

/** The items' own members are checked one by one, below. */
function isListOf<T>(list: unknown): list is T {
  return Array.isArray(list) && list.every((item) => typeof item === 'object' && item !== null);
}

const ID = /^[a-z][a-z0-9-]*$/;

function checkExtension(extension: unknown, key: string): asserts extension is Extension {
  if (typeof extension !== 'object' || extension === null) fail(key, 'an extension must be an object');
  if (!('id' in extension) || typeof extension.id !== 'string' || !ID.test(extension.id))
    fail(`${key}.id`, 'an extension needs an id of lower case letters, digits and dashes');
}

function checkHandler(handler: SopClassHandler, key: string): void {
  const given: Partial<Record<keyof SopClassHandler, unknown>> = handler;
  const { name, sopClassUids, getDisplaySetsFromSeries, reasonLeft, identity } = given;
  if (typeof name !== 'string' || name === '')
    fail(`${key}.getSopClassHandlerModule`, 'a handler needs a name');
  const where = `${key}.${name}`;
  if (!isTexts(sopClassUids) || sopClassUids.includes('')) fail(where, 'sopClassUids must be a list of UIDs');
  if (typeof getDisplaySetsFromSeries !== 'function')
    fail(where, 'getDisplaySetsFromSeries must be a function');
  if (identity !== undefined && typeof identity !== 'string')
    fail(where, 'identity must be the id of a handler');
  if (reasonLeft !== undefined && typeof reasonLeft !== 'function')
    fail(where, 'reasonLeft must be a function');
  for (const list of ['splitBy', 'sortBy'] as const)
    if (given[list] !== undefined && !isTexts(given[list])) fail(where, `${list} must be a list of words`);
}

/** A viewport or a thumbnail renderer: what it is for, and the function that does it. */
function checkDrawing(item: object, verb: 'mount' | 'render', key: string): void {
  if (!('kinds' in item) || !isTexts(item.kinds)) fail(key, 'kinds must be a list of viewport kinds');
  const does: unknown = Reflect.get(item, verb);
  if (typeof does !== 'function') fail(key, `it needs a function ${verb}`);
}

/**
 * The mode, with what it leaves open filled in: no description, an icon, any study, two viewports.
 * @throws ConfigurationError
 */
export function checkedMode(mode: Mode, key: string): Mode {
  const given: Partial<Record<keyof Mode, unknown>> = mode;
  const { id, displayName, sopClassHandlers, isApplicable, layout, order } = given;
  if (typeof id !== 'string' || !ID.test(id))
    fail(`${key}.id`, 'a mode needs an id of lower case letters, digits and dashes');
  if (typeof displayName !== 'string' || displayName === '')
    fail(`${key}.displayName`, 'a mode needs a name');
  for (const name of ['description', 'icon'] as const)
    if (given[name] !== undefined && typeof given[name] !== 'string')
      fail(`${key}.${name}`, 'it must be a text');
  if (!isTexts(sopClassHandlers)) fail(`${key}.sopClassHandlers`, 'it must be a list of handler ids');
  if (new Set(sopClassHandlers).size !== sopClassHandlers.length)
    fail(`${key}.sopClassHandlers`, 'it names a handler twice');
  if (isApplicable !== undefined && typeof isApplicable !== 'function')
    fail(`${key}.isApplicable`, 'it must be a function');
  if (layout !== undefined && !isLayout(layout))
    fail(`${key}.layout`, 'it must have rows and columns from 1 to 8');
  if (order !== undefined && order !== 'series' && order !== 'handlers')
    fail(`${key}.order`, 'it must be "series" or "handlers"');
  for (const name of ['preferredViewportKinds', 'tools', 'panels'] as const)
    if (given[name] !== undefined && !isTexts(given[name]))
      fail(`${key}.${name}`, 'it must be a list of words');
  const complete = [given.description, given.icon, isApplicable, layout].every((one) => one !== undefined);
  if (complete) return mode;
  return {
    ...mode,
    description: mode.description ?? '',
    icon: mode.icon ?? 'layout-grid',
    isApplicable: mode.isApplicable ?? (() => ({ applicable: true })),
    layout: mode.layout ?? { rows: 1, columns: 2 },
  };
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

function isLayout(layout: unknown): boolean {
  if (typeof layout !== 'object' || layout === null || !('rows' in layout) || !('columns' in layout))
    return false;
  return [layout.rows, layout.columns].every(
    (n) => typeof n === 'number' && Number.isInteger(n) && n >= 1 && n <= 8,
  );
}
