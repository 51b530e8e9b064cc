import { useEffect } from 'react';
import type { Viewer } from '../state/viewer.ts';
import { studyPath } from './urls.ts';

/**
 * Keeps the address true when a study is opened beside the others or closed: the
 * link names what is open, and Back closes what was opened.
 */
export function useStudyAddress(
  viewer: Viewer,
  navigate: (path: string) => void,
  defaultSourceId: string | undefined,
): void {
  useEffect(
    () =>
      viewer.store.subscribe((state, former) => {
        const { studyOrder, sourceId, modeId, orders } = state;
        if (studyOrder === former.studyOrder || studyOrder.length === 0 || former.studyOrder.length === 0)
          return;
        const named = new URLSearchParams(window.location.search).get('StudyInstanceUIDs') ?? '';
        // What the address asked for has just been opened.
        if (named.split(',').join() === studyOrder.join() || studyOrder[0] !== former.studyOrder[0]) return;
        const source = { id: sourceId, isDefault: sourceId === defaultSourceId };
        navigate(studyPath(modeId, studyOrder, source, orders[modeId]));
      }),
    [viewer, navigate, defaultSourceId],
  );
}
