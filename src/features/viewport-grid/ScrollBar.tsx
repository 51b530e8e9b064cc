import { useMemo, useRef, useState, type PointerEvent } from 'react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { ViewportHandle } from '../../core/viewport.ts';
import { useMessages } from '../../state/useMessages.ts';
import { useLiveViewport } from '../../state/ViewerContext.tsx';
import { PositionTip } from './scroll/PositionTip.tsx';
import { BAR_INSET, barPlace, markAt, scrollMarks, type ScrollMark } from './scrollMarks.ts';
import { ScrollMarkButtons, ScrollMarkTip } from './ScrollMarkButtons.tsx';
import styles from './ViewportGrid.module.css';

/**
 * Position and load state at the right edge: what is here is lighter. A band
 * marks where something is wrong between two images, a tick an image that a
 * message is about; both say what when pointed at, and a click goes there. Elsewhere a small
 * picture shows what is there, while the bar is pointed at, dragged or has the focus.
 */
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
  const index = useLiveViewport(handle, (live) => live.plane?.index ?? live.image?.index ?? 0);
  const pending = useLiveViewport(handle, (live) => live.pendingIndex);
  const loaded = useLiveViewport(handle, (live) => loadedGradient(live.loaded));
  const track = useRef<HTMLDivElement>(null);
  const messages = useMessages(displaySet);
  const marks = useMemo(() => scrollMarks({ ...displaySet, messages }), [displaySet, messages]);
  const [pointed, setPointed] = useState<ScrollMark>();
  const [hovered, setHovered] = useState<number>();
  const [focused, setFocused] = useState(false);
  const last = useRef(0);
  if (count < 2) return null;

  const partAt = ({ clientY }: PointerEvent) => {
    const { top = 0, height = 1 } = track.current?.getBoundingClientRect() ?? {};
    return { y: clientY - top, height };
  };
  const indexAt = (event: PointerEvent) => {
    const { y, height } = partAt(event);
    const part = Math.min(1, Math.max(0, (y - BAR_INSET) / Math.max(1, height - 2 * BAR_INSET)));
    return Math.round(part * (count - 1));
  };
  const scrollTo = (event: PointerEvent) => handle?.scrollTo(indexAt(event));
  const markUnder = (event: PointerEvent) => {
    const { y, height } = partAt(event);
    return markAt(marks, y, { height, count });
  };
  const goTo = (mark: ScrollMark) => handle?.scrollTo(mark.from);
  const shown = pending ?? index;
  const told = hovered ?? (focused ? shown : undefined);
  return (
    <>
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
        tabIndex={0}
        onFocus={({ target }) => setFocused(target.matches(':focus-visible'))}
        onBlur={() => setFocused(false)}
        style={{ backgroundImage: loaded }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = event.clientY;
          const mark = markUnder(event);
          if (mark) goTo(mark);
          else scrollTo(event);
        }}
        onPointerMove={(event) => {
          // A hand that trembles on a mark does not leave it.
          const moved = event.clientY !== last.current;
          last.current = event.clientY;
          if (moved && event.currentTarget.hasPointerCapture(event.pointerId)) scrollTo(event);
          setPointed(markUnder(event));
          setHovered(indexAt(event));
        }}
        onPointerLeave={() => {
          setPointed(undefined);
          setHovered(undefined);
        }}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {marks.map((mark) => (
          <Mark key={`${mark.code} ${mark.from} ${mark.to}`} mark={mark} count={count} />
        ))}
        <span className={styles['thumb']} style={{ top: barPlace(shown, count) }} />
      </div>
      <ScrollMarkButtons marks={marks} count={count} number={number} onGo={goTo} />
      {pointed && <ScrollMarkTip mark={pointed} count={count} />}
      {handle && !pointed && told !== undefined && (
        <PositionTip handle={handle} displaySet={displaySet} index={told} count={count} />
      )}
    </>
  );
}

/** Drawn from the middle of its first image's place to the middle of its last one's. */
function Mark({ mark, count }: { readonly mark: ScrollMark; readonly count: number }) {
  const { kind, severity, code, from, to } = mark;
  const length = (to - from) / Math.max(1, count - 1);
  return (
    <span
      className={styles['scrollMark']}
      data-scroll-mark={code}
      data-kind={kind}
      data-severity={severity}
      data-from={from}
      data-to={to}
      style={{ top: barPlace(from, count), height: `calc((100% - ${2 * BAR_INSET}px) * ${length})` }}
    />
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
