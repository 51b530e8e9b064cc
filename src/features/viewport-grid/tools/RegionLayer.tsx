import { useRef, useState } from 'react';
import type { Point } from '../../../core/viewTransform.ts';
import { useViewerState } from '../../../state/ViewerContext.tsx';
import type { LayerProps } from '../layerProps.ts';
import styles from './tools.module.css';
import { usePlaceKeys, usePointing } from './usePointing.ts';

interface Region {
  readonly from: Point;
  readonly to: Point;
}

/** Regions smaller than this are a click, px. */
const least = 4;

/** A region is drawn, and the window is set to what lies in it. Placed by key: arrows size it, Enter takes it. */
export function RegionLayer({ cell, handle }: LayerProps) {
  const [region, setRegion] = useState<Region>();
  const isActive = useViewerState((state) => state.hanging.activeViewportId === cell.id);

  // Kept beside the state: a pointer is let go before what it drew last is on the page.
  const drawn = useRef<Region | undefined>(undefined);
  const draw = (next: Region | undefined) => {
    drawn.current = next;
    setRegion(next);
  };
  const take = () => {
    const { from, to } = drawn.current ?? {};
    draw(undefined);
    if (from && to && Math.abs(to[0] - from[0]) >= least && Math.abs(to[1] - from[1]) >= least)
      handle.fitWindow?.({ from, to });
  };
  usePointing(handle, 'region', ({ phase, x, y }) => {
    if (phase === 'start') draw({ from: [x, y], to: [x, y] });
    else if (phase === 'move') draw(drawn.current && { ...drawn.current, to: [x, y] });
    else take();
  });
  usePlaceKeys(region !== undefined && isActive, {
    move(right, down) {
      const { from, to } = drawn.current ?? {};
      if (!from || !to) return;
      draw({ from: [from[0] - right * 4, from[1] - down * 4], to: [to[0] + right * 4, to[1] + down * 4] });
    },
    close: () => draw(undefined),
    other(key) {
      if (key === 'Enter') take();
      return key === 'Enter';
    },
  });

  if (!region) return null;
  const { from, to } = region;
  return (
    <div className={styles['layer']}>
      <div
        className={styles['region']}
        data-testid="window-region"
        style={{
          left: Math.min(from[0], to[0]),
          top: Math.min(from[1], to[1]),
          width: Math.abs(to[0] - from[0]),
          height: Math.abs(to[1] - from[1]),
        }}
      />
    </div>
  );
}
