import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { imageAt } from '../../core/displaySet/images.ts';
import { numberOf, visibleCells } from '../../state/hanging.ts';
import type { Viewer } from '../../state/viewer.ts';
import type { InstanceLine } from './instanceLines.ts';

/**
 * Goes to an image: in the viewport that shows the display set (the active one
 * first), else in the active viewport, which then shows it.
 */
export function jumpToImage(viewer: Viewer, displaySet: DisplaySet, index: number): void {
  const { displaySetInstanceUID, numImageFrames } = displaySet;
  const image = imageAt(displaySet, index);
  if (!image) return;
  const viewportId = viewportOf(viewer, displaySetInstanceUID);
  const handle = viewportId === undefined ? undefined : viewer.live.handle(viewportId);
  if (viewportId === undefined || !handle) {
    const { SOPInstanceUID } = image.instance;
    viewer.showDisplaySet({ displaySetInstanceUID, image: { SOPInstanceUID, frame: image.frame } });
    return;
  }
  viewer.setActiveViewport(viewportId);
  handle.scrollTo(index);
  viewer.announce(
    `Image ${index + 1} of ${numImageFrames} in viewport ${numberOf(viewer.store.getState().hanging, viewportId)}.`,
  );
}

/** Goes to an instance: its picture, or the object itself where it has none. */
export function jumpToInstance(viewer: Viewer, { instance, displaySet, imageIndex }: InstanceLine): void {
  if (imageIndex >= 0) {
    jumpToImage(viewer, displaySet, imageIndex);
    return;
  }
  const { displaySetInstanceUID } = displaySet;
  const { SOPInstanceUID } = instance;
  viewer.showDisplaySet({ displaySetInstanceUID, image: { SOPInstanceUID, frame: 1 } });
}

function viewportOf(viewer: Viewer, displaySetInstanceUID: string): string | undefined {
  const { hanging } = viewer.store.getState();
  const showing = visibleCells(hanging).filter(
    (cell) => cell.displaySetInstanceUID === displaySetInstanceUID,
  );
  return (showing.find(({ id }) => id === hanging.activeViewportId) ?? showing[0])?.id;
}
