import { SopClass } from '../dicom/sopClass.ts';
import { ConfigurationError, describeError } from '../errors.ts';
import type { Extension } from './extension.ts';
import { ImageSet } from './imageSet.ts';

/** What an extension loaded at run time is given: it cannot import our modules, so it gets what it needs. */
export interface ExtensionApi {
  /** Version of this contract, major.minor: grows within a major, never breaks. */
  readonly version: '1.0';
  readonly ImageSet: typeof ImageSet;
  /** PS3.6 keyword to UID: `api.SopClass.CTImageStorage`. */
  readonly SopClass: typeof SopClass;
}

export const extensionApi: ExtensionApi = { version: '1.0', ImageSet, SopClass };

/**
 * The extension that a run-time module exports by default: the object itself,
 * or what its function makes of `api`. Its shape is checked by `createRegistry`.
 * @param name how to call the module in messages: its path in the configuration.
 * @throws ConfigurationError when the export is neither, or its function fails.
 */
export function extensionFrom(defaultExport: unknown, name: string, api = extensionApi): Extension {
  let made = defaultExport;
  if (typeof defaultExport === 'function') {
    try {
      made = defaultExport(api);
    } catch (error) {
      const message = `The extension ${name} failed to start: ${describeError(error)}`;
      throw new ConfigurationError(`extensions.${name}`, message, { cause: error });
    }
  }
  if (!isExtension(made)) {
    const message = `The default export of ${name} must be an extension (an object with an id) or a function that returns one.`;
    throw new ConfigurationError(`extensions.${name}`, message);
  }
  return made;
}

function isExtension(value: unknown): value is Extension {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}
