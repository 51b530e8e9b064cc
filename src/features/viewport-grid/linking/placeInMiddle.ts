import { pixelToPatient, screenToPixel } from '../../../core/viewTransform.ts';
import type { Viewer } from '../../../state/viewer.ts';
import { crosshairReport } from './crosshairWords.ts';
import { boxOf, placedPlane } from './placed.ts';

/**
 * The crosshair by keyboard: where it is, if this viewport shows its point, else
 * in the middle of what is seen; it takes the focus, so that arrow keys move it.
 */
export function placeInMiddle(viewer: Viewer, viewportId: string): void {
  const live = viewer.live.state(viewportId);
  const plane = placedPlane(live);
  const box = boxOf(viewportId);
  const { picture, presentation } = live;
  if (plane?.FrameOfReferenceUID === undefined || !picture || !presentation || !box) {
    viewer.announce('This viewport shows no image with a place in the patient.');
    return;
  }
  const former = viewer.crosshair.get();
  if (former?.viewportId !== viewportId || former.FrameOfReferenceUID !== plane.FrameOfReferenceUID) {
    const middle = screenToPixel(picture, presentation, box, [box.width / 2, box.height / 2]);
    const point = pixelToPatient(plane, middle);
    const { FrameOfReferenceUID } = plane;
    viewer.crosshair.set({ viewportId, FrameOfReferenceUID, point, isMoving: false });
  }
  const at = viewer.crosshair.get();
  if (at) viewer.announce(crosshairReport(viewer, at));
  document
    .querySelector<HTMLElement>(`[data-viewport-id="${CSS.escape(viewportId)}"] button[data-crosshair]`)
    ?.focus();
}
