import { imageAt } from '../displaySet/images.ts';
import type { DisplaySet, ViewportKind } from '../displaySet/displaySet.ts';
import type { Presentation } from '../viewport.ts';
import { add, scale } from '../volume/geometry.ts';
import { planeAxes, imagePosition, type Vector3 } from '../dicom/geometry.ts';
import { framePlane } from '../dicom/functionalGroups.ts';
import { imageOf } from './facts.ts';
import type { PlacePresentation } from './rule.ts';
import { chestWallTurn } from './turn.ts';
import { windowOf } from './windows.ts';

/**
 * How a display set is shown when a rule hangs it; undefined: as it comes. Zoom
 * and pan against an edge wait for the viewport's size (framing.ts).
 */
export function presentationFor(
  wanted: PlacePresentation | undefined,
  displaySet: DisplaySet,
  kind: ViewportKind,
): Presentation | undefined {
  if (!wanted) return undefined;
  const window = windowOf(wanted.window);
  const wall = wanted.chestWall && chestWallTurn(imageOf(displaySet), wanted.chestWall);
  const turn = wall && 'turn' in wall ? wall.turn : undefined;
  const through = wanted.plane && kind === 'volume' ? middleOf(displaySet) : undefined;
  return {
    zoom: wanted.zoom ?? 1,
    pan: [0, 0],
    rotation: turn?.rotation ?? wanted.rotation ?? 0,
    flipHorizontal: turn?.flipHorizontal ?? wanted.flipHorizontal ?? false,
    flipVertical: wanted.flipVertical ?? false,
    invert: wanted.invert ?? false,
    ...(wanted.colourMap !== undefined && { colourMap: wanted.colourMap }),
    ...(window && { windowCenter: window.center, windowWidth: window.width }),
    ...(wanted.plane &&
      through && {
        plane: {
          name: wanted.plane,
          through,
          slabMm: wanted.slabMm ?? 0,
          blend: wanted.blend ?? 'max',
        },
      }),
  };
}

/** The middle of the image in the middle: where planes of a volume open. */
function middleOf(displaySet: DisplaySet): Vector3 | undefined {
  const found = imageAt(displaySet, Math.floor((displaySet.numImageFrames - 1) / 2));
  if (!found) return undefined;
  const image = framePlane(found.instance, found.frame);
  const axes = planeAxes(image);
  const corner = imagePosition(image);
  const [row, column] = image.PixelSpacing ?? [];
  if (!axes || !corner || row === undefined || column === undefined) return undefined;
  const across = scale(axes.row, (((image.Columns ?? 1) - 1) / 2) * column);
  return add(add(corner, across), scale(axes.column, (((image.Rows ?? 1) - 1) / 2) * row));
}
