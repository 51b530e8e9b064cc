import { useLayoutEffect, useRef } from 'react';
import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import { imageDistances, placeLabel } from '../../../core/displaySet/imageDistances.ts';
import type { ViewportHandle } from '../../../core/viewport.ts';
import { useLiveViewport } from '../../../state/ViewerContext.tsx';
import { barPlace } from '../scrollMarks.ts';
import styles from './scroll.module.css';

/** Longer side of the small picture, pixels. */
const side = 112;

/**
 * The image at a place of the scroll bar in small, with its number and where it
 * lies: drawn from what is decoded and at hand, never asked for.
 */
export function PositionTip({
  handle,
  displaySet,
  index,
  count,
}: {
  readonly handle: ViewportHandle;
  readonly displaySet: DisplaySet;
  readonly index: number;
  readonly count: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const isPlane = useLiveViewport(handle, (live) => live.plane !== undefined);
  const isHere = useLiveViewport(handle, (live) => live.plane === undefined && live.loaded?.[index] === 1);
  const look = useLiveViewport(handle, (live) => live.presentation);
  const draws = handle.preview !== undefined && !isPlane;
  useLayoutEffect(() => {
    const picture = isHere ? handle.preview?.(index, side) : undefined;
    if (!canvas.current || !picture) return;
    canvas.current.width = picture.width;
    canvas.current.height = picture.height;
    canvas.current.getContext('2d')?.putImageData(picture, 0, 0);
  }, [handle, index, isHere, look]);

  // Turned, then mirrored, as the picture on the canvas is.
  const mirror = `scale(${look?.flipHorizontal ? -1 : 1}, ${look?.flipVertical ? -1 : 1})`;
  return (
    <div
      className={styles['tip']}
      data-testid="position-tip"
      data-index={index}
      data-here={isHere}
      aria-hidden
      style={{
        top: `clamp(${draws ? 76 : 16}px, ${barPlace(index, count)}, calc(100% - ${draws ? 76 : 16}px))`,
      }}
    >
      {draws && (
        <div className={styles['picture']}>
          {isHere ? (
            <canvas ref={canvas} style={{ transform: `${mirror} rotate(${look?.rotation ?? 0}deg)` }} />
          ) : (
            <span>Not loaded yet</span>
          )}
        </div>
      )}
      <div className={styles['words']}>
        <span>
          {index + 1}/{count}
        </span>
        {!isPlane && <span>{placeOf(displaySet, index)}</span>}
      </div>
    </div>
  );
}

/** "H12.5 mm" where the images are parallel and say where they are. */
export function placeOf(displaySet: DisplaySet, index: number): string {
  const found = imageDistances(displaySet);
  const mm = found?.distances[index];
  return found && mm !== undefined && !Number.isNaN(mm) ? `${placeLabel(mm, found.normal)} mm` : '';
}
