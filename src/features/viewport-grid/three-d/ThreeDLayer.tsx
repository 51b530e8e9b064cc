import { useEffect } from 'react';
import { useLiveViewport, useViewerState } from '../../../state/ViewerContext.tsx';
import { ProgressLine } from '../../../ui/ProgressLine.tsx';
import type { LayerProps } from '../layerProps.ts';
import { isTyping } from '../useShortcuts.ts';
import { turnByKey } from './turnByKey.ts';
import styles from './ThreeD.module.css';

/** Over a volume in 3D: how much of it is here, and the arrows, which turn it. */
export function ThreeDLayer({ cell, handle, displaySet }: LayerProps) {
  const here = useLiveViewport(handle, ({ threeD }) => (threeD ? threeD.slicesHere / threeD.slices : 1));
  const isShown = useLiveViewport(handle, ({ threeD }) => threeD !== undefined);
  const isActive = useViewerState((state) => state.hanging.activeViewportId === cell.id);
  const isCarrying = useViewerState((state) => state.carrying !== undefined);

  useEffect(() => {
    if (!isShown || !isActive || isCarrying) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      // A button, a slider or a list keeps its own arrows.
      const isFree =
        target === document.body || (target instanceof Element && target.matches('[data-viewport-id]'));
      if (event.defaultPrevented || isTyping(target) || !isFree) return;
      if (turnByKey(handle, event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [handle, isShown, isActive, isCarrying]);

  if (!isShown || here >= 1) return null;
  return (
    <div className={styles['progress']}>
      <ProgressLine label={`Loading ${displaySet.label}`} value={here} />
    </div>
  );
}
