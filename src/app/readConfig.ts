import { ConfigurationError } from '../core/errors.ts';

export interface SourceConfig {
  readonly id: string;
  readonly displayName?: string | undefined;
  readonly dicomweb: { readonly root: string };
}

export interface Config {
  readonly sources: readonly SourceConfig[];
  /** The mode of a double click in the study list. */
  readonly defaultMode?: string | undefined;
  /** ES modules on the viewer's own origin, relative to the page: `./extensions/foo.js` (docs/extensions.md). */
  readonly extensions?: readonly string[] | undefined;
}

/**
 * Checks a configuration; every message names the key. By hand: the first screen waits for it, and a library
 * for this is larger than all that is checked.
 * @throws ConfigurationError
 */
export function readConfig(value: unknown): Config {
  const { sources, defaultMode, extensions } = readObject(value, '');
  const config: Config = {
    sources: readArray(sources, 'sources').map((source, index) => readSource(source, `sources.${index}`)),
    defaultMode: defaultMode === undefined ? undefined : readText(defaultMode, 'defaultMode', true),
    extensions:
      extensions === undefined
        ? undefined
        : readArray(extensions, 'extensions').map((name, index) => readText(name, `extensions.${index}`)),
  };
  if (config.sources.length === 0) throw wrong('sources', 'expected at least one source');
  const ids = config.sources.map(({ id }) => id);
  const double = ids.find((id, index) => ids.indexOf(id) !== index);
  if (double !== undefined) {
    throw new ConfigurationError('sources', `config.json: two sources have the id "${double}"`);
  }
  return config;
}

function readSource(value: unknown, key: string): SourceConfig {
  const { id, displayName, dicomweb } = readObject(value, key);
  const readId = readText(id, `${key}.id`);
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(readId)) {
    throw wrong(`${key}.id`, 'expected lower case letters, digits and dashes, at most 64');
  }
  const { root } = readObject(dicomweb, `${key}.dicomweb`);
  return {
    id: readId,
    displayName: displayName === undefined ? undefined : readText(displayName, `${key}.displayName`, true),
    dicomweb: { root: readText(root, `${key}.dicomweb.root`) },
  };
}

function readObject(value: unknown, key: string): Readonly<Record<string, unknown>> {
  if (isObject(value)) return value;
  throw wrong(key, `expected an object, got ${nameOf(value)}`);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readArray(value: unknown, key: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw wrong(key, `expected an array, got ${nameOf(value)}`);
}

function readText(value: unknown, key: string, mayBeEmpty = false): string {
  if (typeof value !== 'string') throw wrong(key, `expected a text, got ${nameOf(value)}`);
  if (value === '' && !mayBeEmpty) throw wrong(key, 'expected a text that is not empty');
  return value;
}

function nameOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}

function wrong(key: string, problem: string): ConfigurationError {
  const name = key || 'config.json';
  return new ConfigurationError(name, `config.json: ${name}: ${problem}`);
}
