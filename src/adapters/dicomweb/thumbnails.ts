import type { FrameIdentity } from '../../core/dicom/instance.ts';
import { DataSourceError } from '../../core/errors.ts';
import { abortError } from './clock.ts';
import type { DicomResponse } from './fetchDicom.ts';
import { framePath, instancePath } from './paths.ts';

/** Path and query of a rendered picture, at most `size` pixels wide and high (PS3.18 8.3.5.1.3, 10.4.1.1.3). */
export function thumbnailPath(frame: FrameIdentity, size: number): string {
  const pixels = Math.min(1024, Math.max(16, Math.round(size)));
  const resource = frame.frame === 1 ? instancePath(frame) : framePath(frame);
  return `${resource}/rendered?viewport=${pixels},${pixels}&quality=70`;
}

/** A picture by its first bytes, never by its label; undefined when it is neither JPEG nor PNG. */
export function pictureOf({ bytes }: Pick<DicomResponse, 'bytes'>): Blob | undefined {
  const starts = (...signature: number[]): boolean => signature.every((byte, i) => bytes[i] === byte);
  if (starts(0xff, 0xd8, 0xff)) return new Blob([bytes], { type: 'image/jpeg' });
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return new Blob([bytes], { type: 'image/png' });
  return undefined;
}

/** Statuses by which a server says that it has no such resource at all. */
const DOES_NOT_RENDER = new Set([404, 406, 501]);

/**
 * Whether this archive renders, found out once: the first request goes alone,
 * the others wait for its verdict. A refusal counts for the whole archive only
 * while it has never rendered anything; later ones concern that one instance.
 */
export function createRenderProbe(): (
  ask: () => Promise<Blob | undefined>,
  signal: AbortSignal,
) => Promise<Blob | undefined> {
  const archive: { renders: boolean | undefined; first: Promise<void> | undefined } = {
    renders: undefined,
    first: undefined,
  };

  const attempt = async (ask: () => Promise<Blob | undefined>): Promise<Blob | undefined> => {
    if (archive.renders === false) return undefined;
    try {
      const picture = await ask();
      if (picture) archive.renders = true;
      return picture;
    } catch (error) {
      if (!(error instanceof DataSourceError) || !concernsOneInstance(error)) throw error;
      if (archive.renders === undefined && DOES_NOT_RENDER.has(error.status ?? 0)) archive.renders = false;
      return undefined;
    }
  };

  return async (ask, signal) => {
    if (archive.first) {
      await orAbort(archive.first, signal);
      return attempt(ask);
    }
    const answer = attempt(ask);
    archive.first = answer.then(
      () => undefined,
      (): void => {
        // No verdict (down, signed out, no longer wanted): the next one begins anew.
        archive.first = undefined;
      },
    );
    return answer;
  };
}

/** The rest (unreachable, timeout, signed out, busy) is a rejection: the same picture may come later. */
function concernsOneInstance({ kind, status }: DataSourceError): boolean {
  if (kind === 'unauthorized') return status !== 401; // a web page in place of a picture
  return !['unreachable', 'timeout', 'busy'].includes(kind);
}

function orAbort(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(abortError());
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    void promise.then(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
  });
}
