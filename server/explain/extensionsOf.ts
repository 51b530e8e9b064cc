import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeError } from '../../src/core/errors.ts';
import {
  extensionDeadlineMs,
  loadExtensions,
  type LoadedExtensions,
} from '../../src/core/extension/loadExtensions.ts';

/**
 * The extensions that a configuration file names, loaded from the folder it is
 * in, as the viewer loads them from its origin.
 * @throws Error when the file cannot be read or names none properly
 */
export async function extensionsOf(configFile: string): Promise<LoadedExtensions> {
  let config: unknown;
  try {
    config = JSON.parse(await readFile(configFile, 'utf8'));
  } catch (error) {
    throw new Error(`The configuration ${configFile} cannot be read: ${describeError(error)}`, {
      cause: error,
    });
  }
  return loadExtensions(namesIn(config, configFile), {
    base: pathToFileURL(resolve(configFile)).href,
    importModule: (url): Promise<object> => import(url),
    deadlineMs: extensionDeadlineMs,
  });
}

function namesIn(config: unknown, configFile: string): readonly string[] {
  if (typeof config !== 'object' || config === null || !('extensions' in config)) return [];
  const { extensions } = config;
  if (Array.isArray(extensions) && extensions.every((name) => typeof name === 'string')) return extensions;
  throw new Error(`The configuration ${configFile} must have its extensions as a list of paths.`);
}
