import type { ViewportKind } from '../core/displaySet/displaySet.ts';
import type { Presentation } from '../core/viewport.ts';
import type { Framing, ViewportCell } from './viewerState.ts';

const framingOf = (kind: ViewportKind | undefined): Framing =>
  kind === 'volume3d' ? '3d' : kind === 'mip' ? 'projection' : 'planes';

const fitted = {
  zoom: 1,
  pan: [0, 0],
  rotation: 0,
  flipHorizontal: false,
  flipVertical: false,
  invert: false,
} as const;

/**
 * A viewport's content as another kind of picture. Going to 3D or to a projection
 * and back leaves each as it was: zoomed, moved, turned, cropped and coloured by
 * itself. Only the window goes along, for it means the same values everywhere.
 * What is seen for the first time is fitted.
 */
export function asKind(cell: ViewportCell, kind: ViewportKind): ViewportCell {
  const [from, to] = [framingOf(cell.kind), framingOf(kind)];
  const { presentation, views } = cell;
  if (from === to || !presentation) return { ...cell, kind };
  const own = views?.[to];
  return {
    ...cell,
    kind,
    presentation: own ? withWindowOf(own, presentation) : { ...presentation, ...fitted },
    views: { ...views, [from]: presentation },
  };
}

/** A view with the window that was set elsewhere since. */
function withWindowOf(own: Presentation, now: Presentation): Presentation {
  const { windowCenter, windowWidth, voiLut, fusion } = now;
  const { voiLut: _former, ...rest } = own;
  const petWindow = own.fusion && fusion?.petWindow;
  return {
    ...rest,
    ...(windowCenter === undefined || windowWidth === undefined ? {} : { windowCenter, windowWidth }),
    ...(voiLut === undefined ? {} : { voiLut }),
    ...(own.fusion && petWindow ? { fusion: { ...own.fusion, petWindow } } : {}),
  };
}
