import { CircleAlert, ImageOff, RotateCw } from 'lucide-react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { ViewportHandle, ViewportState } from '../../core/viewport.ts';
import type { ViewportCell } from '../../state/viewerState.ts';
import { useLiveViewport, useThumbnails } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { Text } from '../../ui/Text.tsx';
import { ShowInstead } from './three-d/ShowInstead.tsx';
import styles from './ViewportGrid.module.css';

/** What a viewport shows when it does not show its picture: empty, on its way, or why not. */
export function ViewportCover({
  state,
  cell,
  displaySet,
  handle,
  problem,
  onRetry,
}: {
  readonly state: ViewportState['status'];
  readonly cell: ViewportCell;
  readonly displaySet: DisplaySet | undefined;
  readonly handle: ViewportHandle | undefined;
  readonly problem: string | undefined;
  readonly onRetry: () => void;
}) {
  const thumbnails = useThumbnails();
  const progress = useLiveViewport(handle, (live) => live.progress);
  const failure = useLiveViewport(handle, (live) => live.failure);

  if (state === 'empty') {
    return (
      <div className={styles['cover']} data-kind="empty">
        {cell.absence ? (
          <div className={styles['told']} role="status">
            <ImageOff size={20} strokeWidth={1.5} aria-hidden />
            <strong>{cell.absence.title}</strong>
            <span>{cell.absence.reason}</span>
          </div>
        ) : (
          <p>Drop a series here</p>
        )}
      </div>
    );
  }
  if (state === 'error') {
    return (
      <div className={styles['cover']} data-kind="error">
        <div className={styles['told']} role="alert">
          <CircleAlert size={20} strokeWidth={1.5} aria-hidden />
          <strong>{failure?.title ?? `${displaySet?.label ?? 'The series'} cannot be shown`}</strong>
          {failure && displaySet && <Text>{describeSeries(displaySet)}</Text>}
          <span>{failure?.reason ?? problem}</span>
          {(failure?.canRetry ?? true) && (
            <Button onClick={onRetry}>
              <RotateCw size={14} aria-hidden /> Try again
            </Button>
          )}
          {failure?.instead && <ShowInstead viewportId={cell.id} {...failure.instead} />}
        </div>
      </div>
    );
  }
  const url = displaySet && thumbnails.peek(displaySet);
  return (
    <div
      className={styles['cover']}
      data-kind="loading"
      role="status"
      aria-label={`Loading ${displaySet?.label ?? ''}`}
    >
      {url !== undefined && <img src={url} alt="" className={styles['blurred']} />}
      <div className={styles['progress']}>
        <ProgressLine label={`Loading ${displaySet?.label ?? ''}`} value={progress} />
      </div>
    </div>
  );
}

/** "Series 2, Head 2.5 mm": the corners are empty while nothing is shown, so the cover says whose picture it would be. */
const describeSeries = ({ SeriesNumber, label }: DisplaySet): string =>
  [SeriesNumber === undefined ? undefined : `Series ${SeriesNumber}`, label].filter(Boolean).join(', ');
