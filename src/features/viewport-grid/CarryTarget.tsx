import { cellOf, numberOf } from '../../state/hanging.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { DropPreview } from './DropPreview.tsx';
import { hasRoomBeside } from './dropZone.ts';
import { TapZones } from './TapZones.tsx';
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
  // Without something that is carried there is nothing to draw, whatever hangs.
  const hanging = useViewerState((state) => (state.carrying ? state.hanging : undefined));
  const isNew = carrying?.fromViewportId === undefined;
  const hasRoom = useViewerState((state) => hasRoomBeside(state, isNew));
  if (!carrying || !hanging) return null;
  const { by, displaySetInstanceUID, fromViewportId, targetViewportId } = carrying;
  const verdict = viewer.dropVerdict(displaySetInstanceUID);
  if (by === 'tap' && hasRoom && verdict.allowed && fromViewportId !== viewportId) {
    const from = fromViewportId === undefined ? undefined : numberOf(hanging, fromViewportId);
    const isEmpty = cellOf(hanging, viewportId)?.displaySetInstanceUID === undefined;
    const middle =
      from !== undefined ? `Swap with viewport ${from}` : isEmpty ? 'Show here' : 'Show here instead';
    return <TapZones viewportId={viewportId} number={number} middle={middle} moved={from} />;
  }
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
