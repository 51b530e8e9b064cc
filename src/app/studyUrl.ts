import { readScreen } from '../state/screenLink.ts';
import type { OpenRequest } from '../state/openRequest.ts';

/** The study page's URL (docs/urls.md): what a link asks for, or what is wrong with it. */
export type StudyUrl = { readonly request: OpenRequest } | { readonly problem: string };

const UID = /^[0-9.]{1,64}$/;
/** More than a viewer has; a link beyond it is not read to its end. */
const MAX_HANDLERS = 500;

/**
 * Reads `/{modeId}?StudyInstanceUIDs=UID[,UID…]` with its optional parameters.
 * A repeated parameter means the same as a comma.
 */
export function readStudyUrl(modeId: string, query: URLSearchParams, defaultSourceId: string): StudyUrl {
  const uids = [
    ...new Set(
      query
        .getAll('StudyInstanceUIDs')
        .flatMap((value) => value.split(','))
        .map((value) => value.trim())
        .filter(Boolean),
    ),
  ];
  if (uids.length === 0) return { problem: 'The link names no study: StudyInstanceUIDs is missing.' };
  const named = {
    SeriesInstanceUID: query.get('SeriesInstanceUID')?.trim() || undefined,
    SOPInstanceUID: query.get('SOPInstanceUID')?.trim() || undefined,
    displaySetInstanceUID: query.get('displaySet')?.trim() || undefined,
  };
  const wrong = [...uids, ...Object.values(named)].find((uid) => uid !== undefined && !UID.test(uid));
  if (wrong !== undefined) {
    return { problem: `"${wrong.slice(0, 80)}" is not a valid UID: digits and dots, at most 64.` };
  }
  const frameText = query.get('frame');
  const frame = frameText === null ? undefined : Number(frameText);
  if (frame !== undefined && !(Number.isInteger(frame) && frame >= 1)) {
    return { problem: `The frame must be a number from 1, not "${String(frameText).slice(0, 40)}".` };
  }
  const handlers = query
    .getAll('handlers')
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter(Boolean)
    .slice(0, MAX_HANDLERS);
  const screenText = query.get('screen')?.trim();
  const screen = screenText ? readScreen(screenText) : undefined;
  return {
    request: {
      sourceId: query.get('source') ?? defaultSourceId,
      modeId,
      StudyInstanceUIDs: uids,
      ...(named.SeriesInstanceUID === undefined ? {} : { SeriesInstanceUID: named.SeriesInstanceUID }),
      ...(named.SOPInstanceUID === undefined ? {} : { SOPInstanceUID: named.SOPInstanceUID }),
      ...(named.displaySetInstanceUID === undefined
        ? {}
        : { displaySetInstanceUID: named.displaySetInstanceUID }),
      ...(frame === undefined ? {} : { frame }),
      ...(handlers.length === 0 ? {} : { handlers }),
      ...(screen && ('problem' in screen ? { screenProblem: screen.problem } : { screen })),
    },
  };
}

/** The address of a whole screen: the study page's, and what is on it as text. */
export const screenPath = (path: string, screen: string): string => `${path}&screen=${screen}`;
