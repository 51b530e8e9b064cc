import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Point } from '../../../core/viewTransform.ts';
import { useViewer, useViewerState } from '../../../state/ViewerContext.tsx';
import type { LayerProps } from '../layerProps.ts';
import styles from './tools.module.css';
import { usePlaceKeys, usePointing } from './usePointing.ts';

const leastFactor = 2;
const greatestFactor = 6;
const defaultFactor = 3;
const clampFactor = (factor: number) => Math.min(greatestFactor, Math.max(leastFactor, factor));

/** A round lens under the pointer while the magnifier is pressed; placed by key, it stays until Escape. */
export function LensLayer({ cell, handle }: LayerProps) {
  const viewer = useViewer();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [at, setAt] = useState<Point>();
  const factor = useViewerState((state) => state.preferences.lens) ?? defaultFactor;
  const isActive = useViewerState((state) => state.hanging.activeViewportId === cell.id);
  const isOpen = at !== undefined;

  const paint = useEffectEvent(() => {
    const target = canvas.current;
    if (!target || !at) return;
    const side = Math.round(target.clientWidth * window.devicePixelRatio);
    if (target.width !== side) target.width = target.height = side;
    const isPainted = handle.paintLens?.(target, at, factor) === true;
    target.dataset['painted'] = String(isPainted);
  });
  const enlarge = (by: number) => viewer.setPreference('lens', clampFactor(factor + by));
  const enlargeByWheel = useEffectEvent(enlarge);

  usePointing(handle, 'magnify', ({ phase, x, y }) => setAt(phase === 'end' ? undefined : [x, y]));
  useEffect(() => paint(), [at, factor]);
  useEffect(() => (isOpen ? handle.subscribe(() => paint()) : undefined), [handle, isOpen]);
  useEffect(() => {
    const root = canvas.current?.closest('[data-viewport-id]');
    if (!isOpen || !root) return undefined;
    const onWheel = (event: Event) => {
      if (!(event instanceof WheelEvent)) return;
      event.preventDefault();
      event.stopPropagation();
      enlargeByWheel(event.deltaY < 0 ? 0.5 : -0.5);
    };
    root.addEventListener('wheel', onWheel, { capture: true, passive: false });
    return () => root.removeEventListener('wheel', onWheel, { capture: true });
  }, [isOpen]);
  usePlaceKeys(isOpen && isActive, {
    move: (right, down) => setAt((place) => place && [place[0] + right * 4, place[1] + down * 4]),
    close: () => setAt(undefined),
    other(key) {
      if (key === '+' || key === '=') enlarge(0.5);
      else if (key === '-') enlarge(-0.5);
      else return false;
      return true;
    },
  });

  if (!at) return null;
  return (
    <div className={styles['layer']}>
      <div
        className={styles['lens']}
        style={{ left: at[0], top: at[1] }}
        data-testid="lens"
        data-factor={factor}
      >
        <canvas ref={canvas} />
        <span className={styles['lensFactor']}>{factor.toFixed(1)}x</span>
      </div>
    </div>
  );
}
