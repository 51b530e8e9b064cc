import type { PlacedPlane } from '../../../core/linking/pictureRow.ts';
import { pixelToScreen, type Box, type Point } from '../../../core/viewTransform.ts';
import type { ViewportState } from '../../../core/viewport.ts';

/** The picture on the canvas as a plane of the patient; undefined where it has no place there, or is not drawn. */
export function placedPlane({ status, picture }: ViewportState): PlacedPlane | undefined {
  if (status !== 'rendered' || !picture?.plane) return undefined;
  return { ...picture.plane, rows: picture.rows, columns: picture.columns };
}

/** Where a pixel of the picture on the canvas is on the screen. */
export function onScreen(
  { picture, presentation }: ViewportState,
  box: Box,
  pixel: Point,
): Point | undefined {
  return picture && presentation ? pixelToScreen(picture, presentation, box, pixel) : undefined;
}

/** The size of a viewport's picture, CSS pixels; undefined where it is not on the page. */
export function boxOf(viewportId: string): Box | undefined {
  const host = document.querySelector(`[data-viewport-id="${CSS.escape(viewportId)}"] > [data-image]`);
  return host ? { width: host.clientWidth, height: host.clientHeight } : undefined;
}

export const setLine = (line: SVGLineElement, [from, to]: readonly [Point, Point]): void => {
  const values = { x1: from[0], y1: from[1], x2: to[0], y2: to[1] };
  for (const [name, value] of Object.entries(values)) line.setAttribute(name, value.toFixed(2));
};

export const show = (element: SVGElement, isShown: boolean): void => {
  element.style.display = isShown ? '' : 'none';
};
