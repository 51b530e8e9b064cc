import { useEffect, useState } from 'react';
import { useLiveViewport } from '../../../state/ViewerContext.tsx';
import type { LayerProps } from '../layerProps.ts';
import styles from './scroll.module.css';

/** Shorter waits are not worth a word, ms. */
const momentMs = 250;

/**
 * Says which image is on its way when that takes longer than a moment. The corners
 * go on naming the image whose pixels are seen.
 */
export function PendingWords({ handle, displaySet }: LayerProps) {
  const pending = useLiveViewport(handle, (live) =>
    live.status === 'rendered' && live.pendingIndex !== (live.plane ?? live.image)?.index
      ? live.pendingIndex
      : undefined,
  );
  const count = useLiveViewport(handle, (live) => live.imageCount);
  const noun = useLiveViewport(handle, (live) => (live.plane ? 'plane' : 'image'));
  const hasCine = useLiveViewport(handle, (live) => live.cine?.playing === true) || displaySet.isMultiFrame;
  const waits = pending !== undefined;
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setTimeout(() => setLong(true), momentMs);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [waits]);
  if (!waits || !isLong) return null;
  return (
    <div
      className={styles['pending']}
      role="status"
      data-testid="pending-words"
      data-raised={hasCine || undefined}
    >
      Loading {noun} {pending + 1} of {count}
    </div>
  );
}
