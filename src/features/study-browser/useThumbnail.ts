import { useEffect, useState } from 'react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { describeError, isAbort } from '../../core/errors.ts';
import { useThumbnails, useViewer, useViewerState } from '../../state/ViewerContext.tsx';

export interface ThumbnailPicture {
  readonly status: 'pending' | 'image' | 'icon' | 'error';
  readonly url: string | undefined;
  readonly problem: string | undefined;
}

const glyph: ThumbnailPicture = { status: 'icon', url: undefined, problem: undefined };
const pending: ThumbnailPicture = { status: 'pending', url: undefined, problem: undefined };

/**
 * The picture of a display set: at once when it is at hand, else asked for, else
 * its glyph. Nothing is asked for before the first picture of the study is on the
 * screen; nor after a mode switch, until the reader turns to the list again, so
 * that switching costs no request.
 */
export function useThumbnail(displaySet: DisplaySet): ThumbnailPicture {
  const viewer = useViewer();
  const thumbnails = useThumbnails();
  const wanted = useViewerState((state) => state.thumbnailsWanted);
  const due = useViewerState((state) => state.thumbnailsWanted && !state.opening);
  const at = thumbnails.peek(displaySet);
  const [loaded, setLoaded] = useState<{ of: DisplaySet; picture: ThumbnailPicture } | undefined>();
  const hasPicture = displaySet.numImageFrames > 0;

  useEffect(() => {
    if (!hasPicture || at !== undefined || !due) return undefined;
    const abort = new AbortController();
    const isOver = viewer.awaitThumbnail();
    const loading = thumbnails.load(displaySet, abort.signal);
    loading.then(isOver, isOver);
    loading.then(
      (url) => {
        if (abort.signal.aborted) return;
        setLoaded({
          of: displaySet,
          picture: url === undefined ? glyph : { status: 'image', url, problem: undefined },
        });
      },
      (error: unknown) => {
        if (isAbort(error) || abort.signal.aborted) return;
        setLoaded({
          of: displaySet,
          picture: { status: 'error', url: undefined, problem: describeError(error) },
        });
      },
    );
    return () => {
      abort.abort();
      isOver();
    };
  }, [viewer, thumbnails, displaySet, hasPicture, at, due]);

  if (!hasPicture) return glyph;
  if (at !== undefined) return { status: 'image', url: at, problem: undefined };
  if (loaded?.of === displaySet) return loaded.picture;
  return wanted ? pending : glyph;
}
