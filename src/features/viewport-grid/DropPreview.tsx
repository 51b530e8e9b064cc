import { Ban } from 'lucide-react';
import type { DropVerdict } from '../../state/hangingCommands.ts';
import { useThumbnails, useViewerState } from '../../state/ViewerContext.tsx';
import styles from './ViewportGrid.module.css';

/** What will happen on release, or why nothing can: drawn over the viewport that is aimed at. */
export function DropPreview({
  verdict,
  picture,
}: {
  readonly verdict: DropVerdict;
  /** The display set whose thumbnail to draw, when it is at hand. */
  readonly picture: string | undefined;
}) {
  const thumbnails = useThumbnails();
  const displaySet = useViewerState((state) =>
    picture === undefined ? undefined : state.displaySets.get(picture),
  );
  const url = displaySet && thumbnails.peek(displaySet);
  return (
    <div
      className={styles['dropPreview']}
      data-testid="drop-preview"
      data-refused={!verdict.allowed || undefined}
    >
      {verdict.allowed ? (
        url !== undefined && <img src={url} alt="" />
      ) : (
        <Ban size={28} strokeWidth={1.5} aria-hidden />
      )}
      <p>{verdict.text}</p>
    </div>
  );
}
