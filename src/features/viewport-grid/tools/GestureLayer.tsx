import { useEffect } from 'react';
import { bindingsWith } from '../../../core/tools.ts';
import { useViewer } from '../../../state/ViewerContext.tsx';
import type { LayerProps } from '../layerProps.ts';

/** What fingers do that is no drag: held, they pick up; twice, they fit. Draws nothing. */
export function GestureLayer({ cell, handle }: LayerProps) {
  const viewer = useViewer();
  useEffect(
    () =>
      handle.onGesture?.((gesture) => {
        const { hanging, preferences } = viewer.store.getState();
        const { touchHold, touchTwice } = bindingsWith(preferences.mouse);
        const displaySetInstanceUID = hanging.cells.find(({ id }) => id === cell.id)?.displaySetInstanceUID;
        if (gesture === 'twice' && touchTwice === 'fit') handle.fit();
        else if (gesture === 'twice' && touchTwice === 'maximise') viewer.toggleMaximised(cell.id);
        else if (gesture === 'hold' && touchHold === 'pickUp' && displaySetInstanceUID !== undefined)
          viewer.pickUp({ displaySetInstanceUID, by: 'tap', fromViewportId: cell.id });
      }),
    [viewer, handle, cell.id],
  );
  return null;
}
