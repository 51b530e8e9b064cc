import { useEffect, useState } from 'react';
import { useThumbnails, useViewerState } from '../../state/ViewerContext.tsx';
import { fewInstances, WITHOUT_PICTURES } from '../../state/seriesOrder.ts';
import type { SeriesEntry } from '../../state/viewerState.ts';

/**
 * The picture of a series whose metadata is still to come: only of a large one, of which that takes
 * long, and as soon as the study's first picture is on the screen. Whether there is one is no news:
 * its display sets say so when they are here.
 */
export function useSeriesThumbnail({ summary, status }: SeriesEntry): string | undefined {
  const thumbnails = useThumbnails();
  const { Modality = '', NumberOfSeriesRelatedInstances: count = 0 } = summary;
  const isLarge = count > fewInstances && !WITHOUT_PICTURES.has(Modality);
  const due = useViewerState((state) => state.thumbnailsWanted && !state.opening);
  const known = useViewerState(({ early }) => {
    const shown = early?.displaySet.SeriesInstanceUID === summary.SeriesInstanceUID;
    return shown ? early.image.SOPInstanceUID : undefined;
  });
  const at = thumbnails.peekSeries(summary);
  const [, setLoaded] = useState<string>();
  const wanted = due && isLarge && at === undefined && status !== 'failed';

  useEffect(() => {
    if (!wanted) return undefined;
    const abort = new AbortController();
    thumbnails.loadSeries(summary, known, abort.signal).then(
      (url) => abort.signal.aborted || setLoaded(url),
      () => undefined,
    );
    return () => abort.abort();
  }, [thumbnails, summary, known, wanted]);

  return at;
}
