import { useLayoutEffect, useRef, useState } from 'react';
import { pixelToScreen, screenToPixel, type Box, type Point } from '../../../core/viewTransform.ts';
import { useLiveViewport, useViewerState } from '../../../state/ViewerContext.tsx';
import type { LayerProps } from '../layerProps.ts';
import { besidePoint } from './besidePoint.ts';
import { readingAt, type ReadingLine } from './reading.ts';
import styles from './tools.module.css';
import { usePlaceKeys, usePointing } from './usePointing.ts';

/** A point of the picture with what it holds; it stays on its pixel, through all images, until Escape. */
export function ProbeLayer({ cell, handle }: LayerProps) {
  const layer = useRef<HTMLDivElement>(null);
  const [pixel, setPixel] = useState<Point>();
  const isActive = useViewerState((state) => state.hanging.activeViewportId === cell.id);
  const size = (): Box => ({
    width: layer.current?.clientWidth ?? 0,
    height: layer.current?.clientHeight ?? 0,
  });

  usePointing(handle, 'probe', ({ phase, x, y }) => {
    const { picture, presentation } = handle.getState();
    if (phase === 'end' || !picture || !presentation) return;
    const [column, row] = screenToPixel(picture, presentation, size(), [x, y]);
    setPixel([Math.round(column), Math.round(row)]);
  });
  usePlaceKeys(pixel !== undefined && isActive, {
    move(right, down) {
      const { picture } = handle.getState();
      setPixel((at) => at && picture && stepOnScreen(at, [right, down]));
    },
    close: () => setPixel(undefined),
  });
  /** Arrows follow the screen, however the picture is turned. */
  function stepOnScreen(at: Point, [right, down]: Point): Point {
    const { picture, presentation } = handle.getState();
    if (!picture || !presentation) return at;
    const origin = screenToPixel(picture, presentation, size(), [0, 0]);
    const aside = screenToPixel(picture, presentation, size(), [right, down]);
    const along = (axis: 0 | 1) =>
      Math.sign(Math.round((aside[axis] - origin[axis]) * 1e6)) * Math.max(Math.abs(right), Math.abs(down));
    const limit = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
    return [limit(at[0] + along(0), picture.columns), limit(at[1] + along(1), picture.rows)];
  }

  return (
    <div ref={layer} className={styles['layer']}>
      {pixel && <Reading handle={handle} pixel={pixel} size={size} />}
    </div>
  );
}

function Reading({
  handle,
  pixel,
  size,
}: Pick<LayerProps, 'handle'> & { readonly pixel: Point; readonly size: () => Box }) {
  // Everything that the place and the value depend on: the picture, how it lies, and how large the viewport is.
  const state = useLiveViewport(handle, (live) => (live.status === 'rendered' ? live : undefined));
  if (!state?.picture || !state.presentation) return null;
  const box = size();
  const [x, y] = pixelToScreen(state.picture, state.presentation, box, pixel);
  const lines = readingAt(state.picture, pixel, handle.valueAt?.(pixel[0], pixel[1]));
  return (
    <>
      <span className={styles['probePoint']} style={{ left: x, top: y }} data-testid="probe-point" />
      <Card point={[x, y]} box={box} lines={lines} />
    </>
  );
}

function Card({
  point,
  box,
  lines,
}: {
  readonly point: Point;
  readonly box: Box;
  readonly lines: readonly ReadingLine[];
}) {
  const card = useRef<HTMLDListElement>(null);
  const [size, setSize] = useState<Box>({ width: 0, height: 0 });
  const words = lines.flat().join(' ');
  // It is as large as its words need.
  useLayoutEffect(() => {
    const { offsetWidth: width = 0, offsetHeight: height = 0 } = card.current ?? {};
    setSize({ width, height });
  }, [words]);
  const [left, top] = besidePoint(point, size, box);
  return (
    <dl ref={card} className={styles['probe']} style={{ left, top }} data-testid="probe" role="status">
      {lines.map(([what, value]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
