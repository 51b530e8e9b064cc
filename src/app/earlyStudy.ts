import { isUid, resolveRoot } from '../adapters/dicomweb/paths.ts';
import { oneStudyUrl, seriesSearchUrl } from '../adapters/dicomweb/studySearch.ts';
import { rootOfSource } from './earlySource.ts';

/** Whether the page that an address names is that of studies in a mode. */
export const isStudyPage = (address: URL, base: URL): boolean =>
  address.pathname.startsWith(base.pathname) && address.pathname.length > base.pathname.length;

/**
 * What the study page asks the archive first: the first study's series, and the study itself; to the
 * letter as the page will ask.
 * @param config unchecked; what is wrong with it is told by who checks it.
 * @param base the folder that the viewer is served from, with a slash at its end.
 */
export function firstStudyUrls(config: unknown, address: URL, base: URL): readonly string[] {
  if (!isStudyPage(address, base)) return [];
  const [uid = ''] = (address.searchParams.get('StudyInstanceUIDs') ?? '')
    .split(',')
    .map((text) => text.trim());
  const root = rootOfSource(config, address);
  if (root === undefined || !isUid(uid)) return [];
  try {
    const url = resolveRoot(root, base.href);
    return [seriesSearchUrl(url, uid), oneStudyUrl(url, uid)];
  } catch {
    // Not an address: who checks the configuration says so.
    return [];
  }
}
