import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import { clipsAmong, isClip, resumeInStep } from '../../../state/cineSync.ts';
import type { StepBy } from '../../../state/cineSyncPlan.ts';
import { visibleCells } from '../../../state/hanging.ts';
import type { Viewer } from '../../../state/viewer.ts';
import type { ViewerState } from '../../../state/viewerState.ts';

/** What clips in step have in common, in words. */
export const stepWords: Readonly<Record<StepBy, string>> = {
  frame: 'frame by frame',
  phase: 'by the phase of the heart',
  time: 'by time',
};

/** Whether a viewport shows a clip: something with a rate or with frames of its own. */
export const showsClip = ({ hanging, displaySets }: ViewerState): boolean =>
  visibleCells(hanging).some(({ displaySetInstanceUID = '' }) => {
    const displaySet = displaySets.get(displaySetInstanceUID);
    return displaySet !== undefined && isClip(displaySet);
  });

/** Everything on the screen that can play, the active viewport first. */
export function clipsOnScreen(viewer: Viewer) {
  const { hanging, displaySets, maximisedViewportId } = viewer.store.getState();
  const shown = visibleCells(hanging).flatMap(({ id, displaySetInstanceUID }) => {
    const displaySet: DisplaySet | undefined =
      displaySetInstanceUID === undefined ? undefined : displaySets.get(displaySetInstanceUID);
    const isSeen = maximisedViewportId === undefined || maximisedViewportId === id;
    return displaySet && isSeen && viewer.live.handle(id) ? [{ viewportId: id, displaySet }] : [];
  });
  return clipsAmong(shown, hanging.activeViewportId);
}

/** Clips that a link or the history had in step are so again, as soon as all of them are here. */
export function playAgainInStep(viewer: Viewer): void {
  const { hanging, displaySets, maximisedViewportId } = viewer.store.getState();
  const wanted = visibleCells(hanging).flatMap(({ id, cine, displaySetInstanceUID = '' }) => {
    const displaySet = displaySets.get(displaySetInstanceUID);
    const isSeen = maximisedViewportId === undefined || maximisedViewportId === id;
    return displaySet && cine?.inStep && isSeen ? [{ viewportId: id, displaySet }] : [];
  });
  const isActive = ({ viewportId }: { readonly viewportId: string }) =>
    viewportId === hanging.activeViewportId;
  resumeInStep(viewer.cineSync, viewer.live, [
    ...wanted.filter(isActive),
    ...wanted.filter((each) => !isActive(each)),
  ]);
}

/** Plays all clips on the screen together, or stops them; says what it did. */
export function togglePlayInStep(viewer: Viewer): void {
  const { cineSync } = viewer;
  if (cineSync.store.getState().running) {
    cineSync.stop();
    viewer.announce('Stopped.');
    return;
  }
  const playing = cineSync.start(clipsOnScreen(viewer));
  const { running } = cineSync.store.getState();
  viewer.announce(
    running
      ? `${playing} clips play in step, ${stepWords[running.by]}.`
      : 'Nothing to play in step: show clips in two viewports or more.',
  );
}
