import { useEffect } from 'react';
import { bindingsWith } from '../../../core/tools.ts';
import type { PrimaryTool } from '../../../core/viewport.ts';
import { useViewer, useViewerState } from '../../../state/ViewerContext.tsx';

/** Tells every viewport that is mounted which tool is chosen, and what mouse and fingers do: also those to come. */
export function usePointerSettings(tool: PrimaryTool): void {
  const viewer = useViewer();
  const own = useViewerState((state) => state.preferences.mouse);
  useEffect(() => {
    const bindings = bindingsWith(own);
    const tell = () => {
      for (const { id } of viewer.store.getState().hanging.cells) {
        const handle = viewer.live.handle(id);
        handle?.setPrimaryTool(tool);
        handle?.setBindings?.(bindings);
      }
    };
    tell();
    return viewer.live.subscribe(tell);
  }, [viewer, own, tool]);
}
