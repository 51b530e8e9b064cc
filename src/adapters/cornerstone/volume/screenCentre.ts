import type { Presentation } from '../../../core/viewport.ts';
import { fitScale, type Box, type ImageShape } from '../presentation.ts';

type View = Pick<Presentation, 'zoom' | 'pan' | 'rotation' | 'flipHorizontal' | 'flipVertical'>;

/** Screen pixels for one mm. */
function pixelsPerMm(
  box: Box,
  shape: ImageShape,
  { zoom, rotation }: Pick<View, 'zoom' | 'rotation'>,
): number {
  return (zoom * fitScale(box, shape, rotation)) / Math.min(shape.spacing.row, shape.spacing.column);
}

/** Where the middle of the viewport is on the picture: mm to the right of and below the picture's own middle. */
export function middleOfView(box: Box, shape: ImageShape, view: View): readonly [number, number] {
  const scale = pixelsPerMm(box, shape, view);
  const x = (-view.pan[0] * box.height * (view.flipHorizontal ? -1 : 1)) / scale;
  const y = (-view.pan[1] * box.height * (view.flipVertical ? -1 : 1)) / scale;
  const angle = (view.rotation * Math.PI) / 180;
  return [x * Math.cos(angle) + y * Math.sin(angle), -x * Math.sin(angle) + y * Math.cos(angle)];
}

/** The pan of an upright picture that brings a point of it to the middle of the viewport. */
export function panTo(
  box: Box,
  shape: ImageShape,
  zoom: number,
  [right, down]: readonly [number, number],
): readonly [number, number] {
  const scale = pixelsPerMm(box, shape, { zoom, rotation: 0 });
  // No minus zero: a pan is compared and stored.
  return [(-right * scale) / box.height || 0, (-down * scale) / box.height || 0];
}
