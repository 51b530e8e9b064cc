import { CircleAlert, Layers, RotateCw } from 'lucide-react';
import { useEffect } from 'react';
import { useViewer } from '../../state/ViewerContext.tsx';
import type { SeriesEntry } from '../../state/viewerState.ts';
import { Button } from '../../ui/Button.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { Text } from '../../ui/Text.tsx';
import styles from './StudyBrowser.module.css';
import { useSeriesThumbnail } from './useSeriesThumbnail.ts';

export interface SeriesRowProps {
  readonly entry: SeriesEntry;
  readonly onRetry: () => void;
  readonly onWanted: () => void;
}

/** A series that the archive lists and whose metadata is still to come, or did not. */
export function SeriesRow({ entry, onRetry, onWanted }: SeriesRowProps) {
  const { summary, status, error, loaded, total, waitingSeconds } = entry;
  const { SeriesNumber, SeriesDescription, Modality, NumberOfSeriesRelatedInstances: count } = summary;
  const images = count === undefined ? undefined : `${count.toLocaleString()} image${count === 1 ? '' : 's'}`;
  const failed = status === 'failed';
  const url = useSeriesThumbnail(entry);
  const viewer = useViewer();
  // It comes before those that are not in view.
  useEffect(() => viewer.seeSeries(entry.key), [viewer, entry.key]);
  return (
    <div
      className={styles['row']}
      role={failed ? 'alert' : 'group'}
      aria-label={[
        SeriesNumber !== undefined && `Series ${SeriesNumber}`,
        SeriesDescription,
        Modality,
        images,
      ]
        .filter(Boolean)
        .join(', ')}
      data-series-row={summary.SeriesInstanceUID}
      data-status={status}
      onPointerEnter={onWanted}
    >
      <div className={styles['picture']}>
        {url !== undefined && !failed ? (
          <img src={url} alt="" draggable={false} />
        ) : (
          <span className={styles['glyph']} data-pending={!failed || undefined}>
            {failed ? <CircleAlert size={24} strokeWidth={1.25} /> : <Layers size={24} strokeWidth={1.25} />}
          </span>
        )}
      </div>
      <div className={styles['words']}>
        <div className={styles['title']}>
          {SeriesNumber !== undefined && <span className={styles['number']}>{SeriesNumber}</span>}
          <Text className={styles['label']}>{SeriesDescription ?? 'No description'}</Text>
        </div>
        {failed ? (
          <>
            <div className={styles['failure']}>{error?.message ?? 'The series could not be loaded.'}</div>
            <Button onClick={onRetry} aria-label={`Retry series ${SeriesNumber ?? ''}`}>
              <RotateCw size={12} aria-hidden /> Retry
            </Button>
          </>
        ) : (
          <>
            <div className={styles['facts']}>
              <span className={styles['modality']}>{Modality ?? 'n/a'}</span>
              <span>{images}</span>
            </div>
            {status === 'loading' && (
              <div className={styles['facts']}>
                {waitingSeconds === undefined
                  ? 'Loading…'
                  : `Server busy, retrying in ${Math.ceil(waitingSeconds)} s`}
              </div>
            )}
          </>
        )}
        {status === 'loading' && (
          <ProgressLine
            label={`Loading series ${SeriesNumber ?? ''}`}
            value={total !== undefined && total > 0 ? loaded / total : undefined}
          />
        )}
      </div>
    </div>
  );
}
