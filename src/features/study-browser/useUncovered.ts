import { useMemo } from 'react';
import { isClassNamed } from '../../core/displaySet/coverage.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';

/** Whether something here is of a SOP class that no handler of the mode reads: it cannot be shown whatever it holds. */
export function useUncovered(): boolean {
  const viewer = useViewer();
  const organized = useViewerState((state) => state.organized);
  const mode = useViewerState((state) => viewer.modes.get(state.modeId));
  return useMemo(() => {
    const handlers = mode ? viewer.registry.handlersFor(mode) : [];
    const classes = new Set(
      Object.values(organized).flatMap(({ unclaimed }) =>
        unclaimed.map(({ instance }) => instance.SOPClassUID),
      ),
    );
    return [...classes].some((uid) => !isClassNamed(uid, handlers));
  }, [organized, mode, viewer]);
}
