import { useEffect, useState } from 'react';
import { visibleCells } from '../state/hanging.ts';
import type { Viewer } from '../state/viewer.ts';

/**
 * Whether the browser has a connection. When it comes back, what failed for want
 * of it is asked for again by itself: studies, series, and the viewports' images.
 */
export function useConnection(viewer: Viewer): boolean {
  const [online, setOnline] = useState(() => navigator.onLine);
  useEffect(() => {
    const onOffline = () => setOnline(false);
    const onOnline = () => {
      setOnline(true);
      resume(viewer);
    };
    window.addEventListener('offline', onOffline);
    window.addEventListener('online', onOnline);
    return () => {
      window.removeEventListener('offline', onOffline);
      window.removeEventListener('online', onOnline);
    };
  }, [viewer]);
  return online;
}

function resume(viewer: Viewer): void {
  const { studies, series, hanging } = viewer.store.getState();
  const lost = (kind: string | undefined) => kind === 'unreachable' || kind === 'timeout';
  for (const { StudyInstanceUID, status, error } of Object.values(studies)) {
    if (status === 'failed' && lost(error?.kind)) viewer.retryStudy(StudyInstanceUID);
  }
  for (const { key, status, error } of Object.values(series)) {
    if (status === 'failed' && lost(error?.kind)) viewer.retrySeries(key);
  }
  for (const { id } of visibleCells(hanging)) {
    const handle = viewer.live.handle(id);
    const state = handle?.getState();
    if (state && (state.status === 'error' || state.failedImages.size > 0)) handle?.retry();
  }
}
