import type { SeriesEntry, SeriesKey } from './viewerState.ts';

/**
 * What the reader sees of the list comes before the rest of it: metadata of series that are
 * not in view waits for that of those which are, and for the thumbnails in view.
 */
export interface InViewFirst {
  /** A series without metadata is in view; returns what says that it no longer is. */
  see(key: SeriesKey): () => void;
  /** A thumbnail in view is on its way; returns what says that it is here, or given up. */
  awaitThumbnail(): () => void;
  /** Which series' metadata may be fetched now. */
  due(series: Readonly<Record<SeriesKey, SeriesEntry>>): (key: SeriesKey) => boolean;
}

/** An archive that takes long for thumbnails does not hold up the rest for longer, ms. */
export const patienceMs = 1500;

/** @param onChange called when more may be due */
export function createInViewFirst(onChange: () => void): InViewFirst {
  const seen = new Set<SeriesKey>();
  let awaited = 0;
  let isHeld = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const release = () => {
    clearTimeout(timer);
    isHeld = false;
    onChange();
  };

  return {
    see(key) {
      seen.add(key);
      onChange();
      return () => {
        seen.delete(key);
        onChange();
      };
    },
    awaitThumbnail() {
      awaited += 1;
      if (awaited === 1) {
        isHeld = true;
        timer = setTimeout(release, patienceMs);
      }
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        awaited -= 1;
        if (awaited === 0) release();
      };
    },
    due(series) {
      const waits = isHeld || [...seen].some((key) => series[key]?.status === 'listed');
      return (key) => !waits || seen.has(key);
    },
  };
}
