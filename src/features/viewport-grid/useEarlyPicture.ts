import { useMemo } from 'react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { ViewportCell } from '../../state/viewerState.ts';
import { useViewerState } from '../../state/ViewerContext.tsx';

/**
 * What an empty viewport shows before the series of its first picture has come;
 * undefined once something hangs in it.
 */
export function useEarlyPicture(
  hung: ViewportCell,
): { readonly cell: ViewportCell; readonly displaySet: DisplaySet } | undefined {
  const early = useViewerState((state) =>
    hung.displaySetInstanceUID === undefined && state.early?.viewportId === hung.id ? state.early : undefined,
  );
  return useMemo(() => {
    if (!early) return undefined;
    const { displaySet, image } = early;
    const { displaySetInstanceUID } = displaySet;
    return { cell: { ...hung, displaySetInstanceUID, kind: 'stack', image }, displaySet };
  }, [early, hung]);
}
