import type { ViewportHandle, ViewportState } from '../../../core/viewport.ts';

/** The image asked for last, else the one on the canvas. */
export const wantedIndex = ({ pendingIndex, image, plane }: ViewportState): number =>
  pendingIndex ?? plane?.index ?? image?.index ?? 0;

/** One frame on or back within the part that is played, round its ends; playing stops. */
export function stepFrame(handle: ViewportHandle, by: 1 | -1): boolean {
  const state = handle.getState();
  if (state.imageCount < 2) return false;
  handle.scrollTo(frameAfter(state, by));
  return true;
}

/** Where a step leads: into the part that is played, from wherever it begins. */
export function frameAfter(
  state: Pick<ViewportState, 'pendingIndex' | 'image' | 'plane' | 'cine' | 'imageCount'>,
  by: 1 | -1,
): number {
  const { first, last } = state.cine?.range ?? { first: 0, last: state.imageCount - 1 };
  const next = (state.pendingIndex ?? state.plane?.index ?? state.image?.index ?? 0) + by;
  const isPlayed = next >= first && next <= last;
  return isPlayed ? next : by > 0 ? first : last;
}
