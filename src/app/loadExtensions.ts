import { describeError } from '../core/errors.ts';
import {
  extensionDeadlineMs,
  loadExtensions as load,
  type LoadedExtensions,
} from '../core/extension/loadExtensions.ts';

/**
 * Loads extensions in the page or in a module worker: the same code from the
 * same addresses, so both organize alike.
 * @param names as in the configuration, or whole addresses.
 * @param base what names are relative to, and whose origin they must have; for a worker its own address will do when names are whole.
 * @param onSettled told whenever one has settled, with all that have.
 */
export function loadExtensions(
  names: readonly string[],
  base: string,
  onSettled?: (soFar: LoadedExtensions) => void,
): Promise<LoadedExtensions> {
  const options = { base, importModule, deadlineMs: extensionDeadlineMs };
  return load(names, onSettled ? { ...options, onSettled } : options);
}

async function importModule(url: string): Promise<object> {
  try {
    // The address is known only at run time; it is of our own origin (extensionUrl), as script-src demands.
    const module: object = await import(/* @vite-ignore */ url);
    return module;
  } catch (error) {
    throw new Error(await reasonFor(url, error), { cause: error });
  }
}

/**
 * A browser says of a module only that it could not be fetched: asking for the
 * file once more tells whether it is missing, no JavaScript, or imports something that is.
 */
async function reasonFor(url: string, error: unknown): Promise<string> {
  if (error instanceof SyntaxError) return `it is not valid JavaScript: ${error.message}`;
  // A module's own failure while it runs may be a TypeError as well; then it says something else.
  if (!(error instanceof TypeError) || !/import|modul/i.test(error.message))
    return `it failed while it was loaded: ${describeError(error)}`;
  try {
    const { ok, status, headers } = await fetch(url, { redirect: 'error' });
    if (!ok) return `the server answered ${status}`;
    const type = headers.get('Content-Type')?.split(';')[0]?.trim() ?? 'nothing';
    if (!/javascript|ecmascript/i.test(type)) return `the server calls it ${type}, not text/javascript`;
    return 'something that it imports could not be loaded';
  } catch {
    return 'the server did not answer';
  }
}
