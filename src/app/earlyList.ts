import { resolveRoot } from '../adapters/dicomweb/paths.ts';
import { studySearchUrl } from '../adapters/dicomweb/studySearch.ts';
import { readListState } from '../features/study-list/listState.ts';
import { firstQuery } from '../features/study-list/loadBlock.ts';
import { rootOfSource } from './earlySource.ts';

/**
 * The search that the study list will begin with, from its address and the
 * configuration as it came: what the list itself asks for, to the letter.
 * @param config unchecked; what is wrong with it is told by who checks it.
 * @param base the folder that the viewer is served from, with a slash at its end.
 * @param today as YYYYMMDD.
 * @returns undefined where the address is not the list's, or nothing can be asked yet.
 */
export function firstListUrl(config: unknown, address: URL, base: URL, today: string): string | undefined {
  if (address.pathname !== base.pathname) return undefined;
  const root = rootOfSource(config, address);
  if (root === undefined) return undefined;
  try {
    const query = firstQuery(readListState(address.searchParams, today));
    return studySearchUrl(resolveRoot(root, base.href), query);
  } catch {
    // Not an address, or not a date: the list says which.
    return undefined;
  }
}
