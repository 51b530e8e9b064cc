import type { Vector3 } from '../../../core/dicom/geometry.ts';
import {
  patientToPixel,
  pixelToScreen,
  screenPerSpacing,
  screenToPixel,
  type Box,
  type ImageShape,
  type View,
} from '../../../core/viewTransform.ts';
import { cornerOf, type PlaneStack } from '../../../core/volume/planes.ts';

/** Where the middle of the viewport is on the picture: mm to the right of and below the picture's own middle. */
export function middleOfView(box: Box, shape: ImageShape, view: View): readonly [number, number] {
  const { rows, columns, spacing } = shape;
  const [column, row] = screenToPixel(shape, view, box, [box.width / 2, box.height / 2]);
  return [(column - (columns - 1) / 2) * spacing.column, (row - (rows - 1) / 2) * spacing.row];
}

/** The pan of an upright picture that brings a point of it to the middle of the viewport. */
export function panTo(
  box: Box,
  shape: ImageShape,
  zoom: number,
  [right, down]: readonly [number, number],
): readonly [number, number] {
  const scale = screenPerSpacing(shape, { ...upright, zoom }, box);
  // No minus zero: a pan is compared and stored.
  return [(-right * scale) / box.height || 0, (-down * scale) / box.height || 0];
}

const upright: View = { zoom: 1, pan: [0, 0], rotation: 0, flipHorizontal: false, flipVertical: false };

/**
 * Zoom and pan of a plane that takes the place of another: as many screen pixels
 * to the mm, and a point of the patient where it was on the screen.
 */
export function keptPlace(
  box: Box,
  view: View,
  from: PlaneStack,
  to: PlaneStack,
  point: Vector3,
): Pick<View, 'zoom' | 'pan'> {
  const { pixel: before } = patientToPixel(flat(from), point);
  const { pixel: after } = patientToPixel(flat(to), point);
  const zoom =
    view.zoom * (screenPerSpacing(from, view, box) / screenPerSpacing(to, { ...view, zoom: view.zoom }, box));
  const [x, y] = pixelToScreen(from, view, box, before);
  const [atX, atY] = pixelToScreen(to, { ...view, zoom, pan: [0, 0] }, box, after);
  return {
    zoom: nearly(zoom, 1),
    pan: [nearly((x - atX) / box.height, 0), nearly((y - atY) / box.height, 0)],
  };
}

/** Back where it began, whatever was rounded on the way. */
const nearly = (value: number, whole: number): number => (Math.abs(value - whole) < 1e-9 ? whole : value);

/** A plane's picture as far as places within it are concerned. */
const flat = (stack: PlaneStack) => ({
  FrameOfReferenceUID: undefined,
  origin: cornerOf(stack, 0),
  right: stack.right,
  down: stack.down,
  spacing: stack.spacing,
});

/** The zoom at which a turned volume fills the viewport: its picture has room for every other turn, too. */
export function filledZoom(
  box: Box,
  shape: ImageShape,
  size: { readonly width: number; readonly height: number },
  rotation: number,
): number {
  const turned = rotation % 180 !== 0;
  const perMm = screenPerSpacing(shape, { ...upright, rotation }, box);
  const [width, height] = turned ? [size.height, size.width] : [size.width, size.height];
  return Math.min(box.width / width, box.height / height) / perMm;
}
