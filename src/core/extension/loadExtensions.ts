import { describeError } from '../errors.ts';
import { readExtension } from './api.ts';
import type { Extension } from './extension.ts';

/** An extension that was loaded at run time. */
export interface LoadedExtension {
  /** How the configuration names it: `./extensions/foo.js`. */
  readonly name: string;
  /** Where it was loaded from, whole. */
  readonly url: string;
  readonly extension: Extension;
}

/** Why an extension was left out. */
export interface ExtensionFault {
  readonly name: string;
  /** A sentence, or the end of one: "the server answered 404". */
  readonly reason: string;
}

export interface LoadedExtensions {
  /** In the order of the configuration. */
  readonly extensions: readonly LoadedExtension[];
  readonly faults: readonly ExtensionFault[];
}

export interface LoadOptions {
  /** What paths are relative to, and whose origin they must have. */
  readonly base: string;
  /** Imports a module: `(url) => import(url)`. Its failures are told in their own words. */
  importModule(url: string): Promise<object>;
  /** For each one alone, ms: what has not loaded by then is left out. */
  readonly deadlineMs: number;
  /** Told whenever one has settled, with all that have. */
  onSettled?(soFar: LoadedExtensions): void;
}

/** As long as no other deadline is given, ms. */
export const extensionDeadlineMs = 5000;

/**
 * Loads ES modules that the configuration names, all at once, and takes the
 * extension that each exports by default. It never rejects: what fails, hangs
 * or is no extension is named among the faults. What the extensions bring is
 * checked by `createRegistryWith`.
 */
export async function loadExtensions(
  names: readonly string[],
  options: LoadOptions,
): Promise<LoadedExtensions> {
  const settled: (LoadedExtension | ExtensionFault | undefined)[] = names.map(() => undefined);
  await Promise.all(
    names.map(async (name, i) => {
      settled[i] = await loadOne(name, names.indexOf(name) < i, options);
      options.onSettled?.(sorted(settled));
    }),
  );
  return sorted(settled);
}

/** In the order of the configuration, whatever came first. */
function sorted(settled: readonly (LoadedExtension | ExtensionFault | undefined)[]): LoadedExtensions {
  return {
    extensions: settled.flatMap((one) => (one && 'extension' in one ? one : [])),
    faults: settled.flatMap((one) => (one && 'reason' in one ? one : [])),
  };
}

async function loadOne(
  name: string,
  isDouble: boolean,
  { base, importModule, deadlineMs }: LoadOptions,
): Promise<LoadedExtension | ExtensionFault> {
  if (isDouble) return { name, reason: 'the configuration names it twice' };
  const url = extensionUrl(name, base);
  if ('reason' in url) return { name, reason: url.reason };
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      const reason = `it did not load within ${deadlineMs / 1000} s`;
      timer = setTimeout(() => reject(new Error(reason)), deadlineMs);
    });
    const module = await Promise.race([importModule(url.href), late]);
    const read = readExtension('default' in module ? module.default : undefined);
    return 'extension' in read ? { name, url: url.href, extension: read.extension } : { name, ...read };
  } catch (error) {
    return { name, reason: describeError(error).replace(/\.$/, '') };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The whole address of an extension, or why it is not loaded: code comes from
 * the viewer's own origin only, and an address holds no credentials.
 */
export function extensionUrl(
  name: string,
  base: string,
): { readonly href: string } | { readonly reason: string } {
  let url: URL;
  try {
    url = new URL(name, base);
  } catch {
    return { reason: 'it is not an address' };
  }
  const own = new URL(base);
  if (url.username !== '' || url.password !== '') return { reason: 'its address holds a name or a password' };
  // The origin of blob: is that of the page which made it, so the scheme is looked at too.
  if (url.protocol !== own.protocol || url.host !== own.host)
    return { reason: `it is not on the viewer's own origin, ${originOf(own)}` };
  return { href: url.href };
}

/** `null` for files, which Node loads. */
const originOf = ({ origin, protocol }: URL): string => (origin === 'null' ? protocol : origin);
