import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { DropPreview } from './DropPreview.tsx';
import styles from './ViewportGrid.module.css';

/** While something is picked up by key or tap: this viewport as a place to put it down. */
export function CarryTarget({
  viewportId,
  number,
}: {
  readonly viewportId: string;
  readonly number: number;
}) {
  const viewer = useViewer();
  const carrying = useViewerState((state) => state.carrying);
  if (!carrying) return null;
  const { displaySetInstanceUID, fromViewportId, targetViewportId } = carrying;
  const verdict = viewer.dropVerdict(displaySetInstanceUID);
  return (
    <>
      {targetViewportId === viewportId && (
        <DropPreview
          verdict={
            fromViewportId === undefined || !verdict.allowed
              ? verdict
              : {
                  ...verdict,
                  text: fromViewportId === viewportId ? 'It is already here' : `Swap with viewport ${number}`,
                }
          }
          picture={displaySetInstanceUID}
        />
      )}
      <button
        type="button"
        className={styles['carryTarget']}
        aria-label={`Put down in viewport ${number}`}
        onClick={() => viewer.putDown(viewportId)}
        tabIndex={-1}
      />
    </>
  );
}
