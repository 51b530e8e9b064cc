import type { FrameIdentity, InstanceIdentity, SeriesIdentity } from '../../core/dicom/instance.ts';
import { DataSourceError } from '../../core/errors.ts';
import { foreignUri, invalidUid } from './failures.ts';

/**
 * A UID as it may stand in a path: PS3.5 9.1's alphabet and length, beginning
 * and ending in a digit so that "." and ".." cannot pass. Component rules (no
 * leading zeros) are left alone: archives hold such objects.
 */
const UID = /^\d(?:[\d.]{0,62}\d)?$/;

export const isUid = (value: string): boolean => UID.test(value);

function checked(keyword: string, value: string): string {
  if (!isUid(value)) throw invalidUid(keyword, value);
  return value;
}

/** Each of these throws `DataSourceError` (rejected) for a UID that is none. */
export const checkedStudyUid = (StudyInstanceUID: string): string =>
  checked('StudyInstanceUID', StudyInstanceUID);

export function studyPath(StudyInstanceUID: string): string {
  return `/studies/${checkedStudyUid(StudyInstanceUID)}`;
}

export function seriesPath({ StudyInstanceUID, SeriesInstanceUID }: SeriesIdentity): string {
  return `${studyPath(StudyInstanceUID)}/series/${checked('SeriesInstanceUID', SeriesInstanceUID)}`;
}

export function instancePath(instance: InstanceIdentity): string {
  return `${seriesPath(instance)}/instances/${checked('SOPInstanceUID', instance.SOPInstanceUID)}`;
}

/** @see PS3.18 10.4.1.1.6: frames count from 1 */
export function framePath(frame: FrameIdentity): string {
  if (!Number.isSafeInteger(frame.frame) || frame.frame < 1)
    throw new DataSourceError('rejected', `There is no frame ${frame.frame}: frames count from 1.`);
  return `${instancePath(frame)}/frames/${frame.frame}`;
}

/**
 * The configured root as an absolute URL without a trailing slash, query or hash.
 * @param base what a relative root is relative to: the document's base
 */
export function resolveRoot(root: string, base: string | undefined): URL {
  const url = new URL(root, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new TypeError(`A DICOMweb root is an http or https address, not ${url.protocol}`);
  url.hash = '';
  url.search = '';
  url.username = '';
  url.password = '';
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

/** The root as text to put a path behind, without a trailing slash. */
export const rootText = (root: URL): string => root.origin + root.pathname.replace(/\/+$/, '');

/** Whether a URL is the root or below it, by origin and path. */
export function isBelowRoot(url: URL, root: URL): boolean {
  const path = root.pathname.replace(/\/+$/, '');
  return url.origin === root.origin && (url.pathname === path || url.pathname.startsWith(`${path}/`));
}

/**
 * Where the bytes behind a BulkDataURI or RetrieveURL are asked for: always
 * below the configured root. Archives build these from the Host header they
 * saw, so behind a proxy they name another host or another path in front of
 * `/studies/{uid}/`; what follows is kept and put behind the root. Anything else
 * that is not below the root is refused, without a request.
 * @throws DataSourceError rejected
 */
export function resolveBulkDataUri(uri: string, root: URL): URL {
  let url: URL;
  try {
    url = new URL(uri, `${rootText(root)}/`);
  } catch (cause) {
    throw new DataSourceError('rejected', 'This object names its data by an address that is none.', {
      detail: uri.slice(0, 200),
      cause,
    });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw foreignUri(uri);
  url.hash = '';
  url.username = '';
  url.password = '';
  if (isBelowRoot(url, root)) return url;
  const studies = /\/studies\/([^/]+)\/.+$/.exec(url.pathname);
  if (!studies || !isUid(studies[1] ?? '')) throw foreignUri(uri);
  return new URL(rootText(root) + studies[0] + url.search);
}
