import { Ban } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Side } from '../../core/layout/edit.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { DropVerdict } from '../../state/hangingCommands.ts';
import { useThumbnails, useViewerState } from '../../state/ViewerContext.tsx';
import styles from './ViewportGrid.module.css';

/** What will happen on release, or why nothing can: drawn over the viewport that is aimed at. */
export function DropPreview({
  verdict,
  picture,
  zone = 'middle',
}: {
  readonly verdict: DropVerdict;
  /** The display set whose thumbnail to draw, when it is at hand. */
  readonly picture: string | undefined;
  /** The half of the viewport that the new one gets. */
  readonly zone?: Side | 'middle';
}) {
  const displaySet = useViewerState((state) =>
    picture === undefined ? undefined : state.displaySets.get(picture),
  );
  const url = usePicture(displaySet);
  return (
    <div
      className={styles['dropPreview']}
      data-testid="drop-preview"
      data-zone={verdict.allowed ? zone : 'middle'}
      data-refused={!verdict.allowed || undefined}
    >
      <div className={styles['dropCard']}>
        {verdict.allowed ? (
          url !== undefined && <img src={url} alt="" />
        ) : (
          <Ban size={24} strokeWidth={1.5} aria-hidden />
        )}
        <p>{verdict.text}</p>
      </div>
    </div>
  );
}

/** The thumbnail that is at hand, or else as soon as it comes; none is no reason to say anything here. */
function usePicture(displaySet: DisplaySet | undefined): string | undefined {
  const thumbnails = useThumbnails();
  const atHand = displaySet && thumbnails.peek(displaySet);
  const [loaded, setLoaded] = useState<{ readonly of: DisplaySet; readonly url: string }>();
  useEffect(() => {
    if (!displaySet || atHand !== undefined) return undefined;
    const controller = new AbortController();
    thumbnails.load(displaySet, controller.signal).then(
      (url) => {
        if (url !== undefined && !controller.signal.aborted) setLoaded({ of: displaySet, url });
      },
      // The study browser tells of a thumbnail that could not be had.
      () => undefined,
    );
    return () => controller.abort();
  }, [thumbnails, displaySet, atHand]);
  return atHand ?? (loaded?.of === displaySet ? loaded?.url : undefined);
}
