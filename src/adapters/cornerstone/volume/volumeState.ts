import { dot } from '../../../core/dicom/geometry.ts';
import type { DisplaySet, ViewportKind } from '../../../core/displaySet/displaySet.ts';
import { emptyViewportState, type Presentation, type ViewportState } from '../../../core/viewport.ts';
import { cornersOf, type VolumeGeometry } from '../../../core/volume/geometry.ts';
import { centreOf, extent, type PlaneStack } from '../../../core/volume/planes.ts';
import type { Box } from '../presentation.ts';
import { fitted } from '../presentation.ts';
import type { MadeOf } from './describePicture.ts';
import type { OpenVolume } from './openVolume.ts';
import { filledZoom, keptPlace, panTo } from './screenCentre.ts';

/** Pure steps of the viewport for volumes: its states, and how a picture follows another. */

/** Nothing is drawn yet. */
export const loadingState = ({ content, kind, choice }: OpenVolume): ViewportState => ({
  ...emptyViewportState,
  status: 'loading',
  displaySetInstanceUID: content.displaySet.displaySetInstanceUID,
  kind,
  imageCount: choice.stack.count,
  pendingIndex: choice.plane,
});

/** It cannot be shown as a volume at all. */
export const refusedState = (
  displaySet: DisplaySet,
  kind: ViewportKind,
  what: string,
  reason: string,
): ViewportState => ({
  ...emptyViewportState,
  displaySetInstanceUID: displaySet.displaySetInstanceUID,
  kind,
  status: 'error',
  failure: { title: `${displaySet.label} is ${what}`, reason, canRetry: false },
});

/** The picture that is asked for cannot be had: nothing is on the canvas. */
export const failedState = ({ content, kind, choice }: OpenVolume, title: string, reason: string) =>
  ({
    displaySetInstanceUID: content.displaySet.displaySetInstanceUID,
    kind,
    status: 'error',
    image: undefined,
    picture: undefined,
    plane: undefined,
    pendingIndex: choice.plane,
    progress: undefined,
    orientation: undefined,
    magnification: undefined,
    failure: { title, reason, canRetry: true },
  }) satisfies Partial<ViewportState>;

/** Whether all of a plane is seen as it is fitted: then all of another is, too. */
export const isWhole = ({ zoom, pan }: Presentation, isTurned: boolean): boolean =>
  !isTurned && zoom === 1 && pan.every((part) => part === 0);

/** As it is when it is fitted, but for a little. */
const isFitted = ({ zoom, pan }: Pick<Presentation, 'zoom' | 'pan'>): boolean =>
  Math.abs(zoom - 1) < 1e-6 && pan.every((part) => Math.abs(part) < 0.15);

/**
 * How a picture is shown that takes the place of another. A plane that is turned
 * keeps its point where it is; another plane keeps the middle of the viewport, or
 * is fitted where all of the former was seen.
 */
export function viewAfter(
  box: Box,
  view: Presentation,
  from: Pick<MadeOf, 'view' | 'stack'>,
  to: Pick<MadeOf, 'view' | 'stack' | 'plane'>,
): Partial<Presentation> {
  if (from.stack === to.stack) return {};
  if (from.view.name === to.view.name) {
    const kept = keptPlace(box, view, from.stack, to.stack, to.view.through);
    const isBack = from.view.orientation !== undefined && to.view.orientation === undefined;
    // Of a plane that was fitted before it was turned, only what scrolling moved it by is left.
    return isBack && isFitted(kept) ? { zoom: 1, pan: [0, 0] } : kept;
  }
  const { rotation, flipHorizontal, flipVertical } = fitted;
  const upright = { rotation, flipHorizontal, flipVertical };
  if (isWhole(view, from.view.orientation !== undefined)) return { ...upright, zoom: 1, pan: [0, 0] };
  // A turned volume's picture has room for every other turn: its zoom is of another kind.
  const isTurned = from.view.orientation ?? to.view.orientation;
  const { zoom } = isTurned ? keptPlace(box, view, from.stack, to.stack, to.view.through) : view;
  const centre = centreOf(to.stack, to.plane);
  const { right, down } = to.stack;
  const { through } = to.view;
  const offset = [dot(through, right) - dot(centre, right), dot(through, down) - dot(centre, down)] as const;
  return { ...upright, zoom, pan: panTo(box, to.stack, zoom, offset) };
}

/** All of a plane in the middle of the viewport. */
export function fittedView(
  box: Box,
  geometry: VolumeGeometry,
  made: { readonly stack: PlaneStack; readonly isTurned: boolean } | undefined,
  rotation: number,
): Pick<Presentation, 'zoom' | 'pan'> {
  if (!made?.isTurned) return { zoom: 1, pan: [0, 0] };
  const corners = cornersOf(geometry);
  const { right, down, spacing } = made.stack;
  const size = {
    width: extent(corners, right).length + spacing.column,
    height: extent(corners, down).length + spacing.row,
  };
  return { zoom: filledZoom(box, made.stack, size, rotation), pan: [0, 0] };
}
