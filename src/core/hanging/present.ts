import { imageAt, indexOfImage } from '../displaySet/images.ts';
import type { DisplaySet, ViewportKind } from '../displaySet/displaySet.ts';
import type { Presentation } from '../viewport.ts';
import { add, scale } from '../volume/geometry.ts';
import type { CutName } from '../volume/planes.ts';
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

/** A plane of a volume as it comes, fitted, through the middle of an image (default: the one in the middle). */
export function planePresentation(
  displaySet: DisplaySet,
  name: CutName,
  image?: ImageName,
): Presentation | undefined {
  const through = middleOf(displaySet, image);
  const made = presentationFor({ plane: name }, displaySet, 'volume');
  return made?.plane && through ? { ...made, plane: { ...made.plane, through } } : undefined;
}

/** The plane that a display set's images are nearest to. */
export function nearestCut(displaySet: DisplaySet): (typeof cuts)[number] | undefined {
  const found = imageAt(displaySet, 0);
  const axes = found && planeAxes(framePlane(found.instance, found.frame));
  if (!axes) return undefined;
  const along = axes.normal.map(Math.abs);
  return cuts[along.indexOf(Math.max(...along))];
}

/** By the axis of the patient that is across them: left, back, head. */
const cuts = ['sagittal', 'coronal', 'axial'] as const;

type ImageName = Parameters<typeof indexOfImage>[1];

/** The middle of an image, or of the one in the middle: where planes of a volume open. */
function middleOf(displaySet: DisplaySet, named?: ImageName): Vector3 | undefined {
  const asked = named ? indexOfImage(displaySet, named) : -1;
  const found = imageAt(displaySet, asked < 0 ? Math.floor((displaySet.numImageFrames - 1) / 2) : asked);
  if (!found) return undefined;
  const image = framePlane(found.instance, found.frame);
  const axes = planeAxes(image);
  const corner = imagePosition(image);
  const [row, column] = image.PixelSpacing ?? [];
  if (!axes || !corner || row === undefined || column === undefined) return undefined;
  const across = scale(axes.row, (((image.Columns ?? 1) - 1) / 2) * column);
  return add(add(corner, across), scale(axes.column, (((image.Rows ?? 1) - 1) / 2) * row));
}
