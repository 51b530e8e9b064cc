import { useRef, type PointerEvent } from 'react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { ViewportHandle } from '../../core/viewport.ts';
import { useLiveViewport } from '../../state/ViewerContext.tsx';
import styles from './ViewportGrid.module.css';

/** Position and load state at the right edge: what is here is lighter, what needs a word has a tick. */
export function ScrollBar({
  handle,
  displaySet,
  number,
}: {
  readonly handle: ViewportHandle | undefined;
  readonly displaySet: DisplaySet;
  readonly number: number;
}) {
  const count = useLiveViewport(handle, (live) => live.imageCount);
  const index = useLiveViewport(handle, (live) => live.image?.index ?? 0);
  const pending = useLiveViewport(handle, (live) => live.pendingIndex);
  const loaded = useLiveViewport(handle, (live) => loadedGradient(live.loaded));
  const track = useRef<HTMLDivElement>(null);
  if (count < 2) return null;

  const scrollTo = ({ clientY }: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    if (!box) return;
    const part = Math.min(1, Math.max(0, (clientY - box.top) / box.height));
    handle?.scrollTo(Math.round(part * (count - 1)));
  };
  const shown = pending ?? index;
  // From edge to edge of the bar, so that the first and the last position are seen whole.
  const place = (at: number) => `calc((100% - 6px) * ${at / Math.max(1, count - 1)} + 3px)`;
  const marks = displaySet.messages.flatMap((message) => message.imageIndices ?? []);
  return (
    <div
      ref={track}
      className={styles['scrollBar']}
      role="slider"
      aria-orientation="vertical"
      aria-label={`Image in viewport ${number}`}
      aria-valuemin={1}
      aria-valuemax={count}
      aria-valuenow={shown + 1}
      aria-valuetext={`Image ${shown + 1} of ${count}`}
      tabIndex={-1}
      style={{ backgroundImage: loaded }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        scrollTo(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) scrollTo(event);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {[...new Set(marks)].slice(0, 200).map((at) => (
        <span key={at} className={styles['tick']} style={{ top: place(at) }} />
      ))}
      <span className={styles['thumb']} style={{ top: place(shown) }} />
    </div>
  );
}

/** Runs of loaded images as a gradient with hard edges, at most 128 steps however many images. */
export function loadedGradient(loaded: Uint8Array | undefined): string {
  if (!loaded || loaded.length === 0) return 'none';
  const buckets = Math.min(128, loaded.length);
  const stops: string[] = [];
  let from = 0;
  let colour = bucketColour(loaded, 0, buckets);
  for (let bucket = 1; bucket <= buckets; bucket += 1) {
    const next = bucket === buckets ? undefined : bucketColour(loaded, bucket, buckets);
    if (next === colour) continue;
    stops.push(`${colour} ${percent(from, buckets)} ${percent(bucket, buckets)}`);
    from = bucket;
    colour = next ?? '';
  }
  return `linear-gradient(to bottom, ${stops.join(', ')})`;
}

const percent = (part: number, whole: number) => `${((part / whole) * 100).toFixed(2)}%`;

function bucketColour(loaded: Uint8Array, bucket: number, buckets: number): string {
  const start = Math.floor((bucket * loaded.length) / buckets);
  const end = Math.max(start + 1, Math.floor(((bucket + 1) * loaded.length) / buckets));
  for (let index = start; index < end; index += 1) if (!loaded[index]) return 'transparent';
  return 'var(--control)';
}
