import { SopClass } from '../dicom/sopClass.ts';
import { ConfigurationError, describeError } from '../errors.ts';
import type { Extension } from './extension.ts';
import { ImageSet } from './imageSet.ts';

/** What an extension loaded at run time is given: it cannot import our modules, so it gets what it needs. */
export interface ExtensionApi {
  /** Version of this contract, major.minor: it grows within a major, never breaks. */
  readonly version: '1.0';
  readonly ImageSet: typeof ImageSet;
  /** PS3.6 keyword to UID: `api.SopClass.CTImageStorage`. */
  readonly SopClass: typeof SopClass;
}

export const extensionApi: ExtensionApi = Object.freeze({ version: '1.0', ImageSet, SopClass });

/**
 * The extension that a run-time module exports by default: the object itself,
 * or what its function makes of `api`; else why it is none. What it brings is
 * checked by `createRegistryWith`.
 */
export function readExtension(
  defaultExport: unknown,
  api = extensionApi,
): { readonly extension: Extension } | { readonly reason: string } {
  let made = defaultExport;
  if (made === undefined) return { reason: `it has no default export; ${expected}` };
  if (typeof made === 'function') {
    try {
      made = made(api);
    } catch (error) {
      return { reason: `its function failed: ${describeError(error)}` };
    }
    if (made instanceof Promise) return { reason: `its function returned a promise; ${expected}` };
  }
  return isExtension(made) ? { extension: made } : { reason: `it is not an extension; ${expected}` };
}

const expected =
  'the default export must be an extension (an object with an id) or a function that returns one';

/**
 * The same, for callers that cannot go on without it.
 * @param name how to call the module in messages: its path in the configuration.
 * @throws ConfigurationError
 */
export function extensionFrom(defaultExport: unknown, name: string, api = extensionApi): Extension {
  const read = readExtension(defaultExport, api);
  if ('extension' in read) return read.extension;
  throw new ConfigurationError(`extensions.${name}`, `${name}: ${read.reason}.`);
}

function isExtension(value: unknown): value is Extension {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}
