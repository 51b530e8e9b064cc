import { cross, dot, subtract, type Vector3 } from './dicom/geometry.ts';

/**
 * From the pixels of a picture to the screen and into the patient, and back.
 * Pixels are counted in fractions from the centre of the upper left one (PS3.3
 * C.7.6.2.1.1), points of the screen in CSS pixels from the upper left corner of
 * the viewport, points of the patient in mm.
 */

export interface Box {
  readonly width: number;
  readonly height: number;
}

export type Point = readonly [x: number, y: number];

/** A picture as it is drawn. */
export interface ImageShape {
  readonly rows: number;
  readonly columns: number;
  /** Distances of rows and of columns, in mm or only in proportion. */
  readonly spacing: { readonly row: number; readonly column: number };
}

/** Where a picture lies in the patient. */
export interface PatientPlane {
  /** Planes of two pictures can be compared only where both have the same. */
  readonly FrameOfReferenceUID: string | undefined;
  /** Centre of the upper left pixel. */
  readonly origin: Vector3;
  /** Along a row, and down a column; unit length, at right angles. */
  readonly right: Vector3;
  readonly down: Vector3;
  /** mm. */
  readonly spacing: { readonly row: number; readonly column: number };
}

/**
 * What mm of a picture are mm of (PS3.3 10.7.1): of the patient, of the patient as
 * calibrated, of the detector, of the film.
 */
export type Measured = 'patient' | 'calibrated' | 'detector' | 'film';

/** What is on a canvas, as far as places on it are concerned. */
export interface Picture extends ImageShape {
  /** Undefined where only pixels are known: then `spacing` is a proportion. */
  readonly measured: Measured | undefined;
  /** Only where the object says it, whole and sane. */
  readonly plane: PatientPlane | undefined;
}

/** How a picture is turned, enlarged and moved: the part of a `Presentation` that places depend on. */
export interface View {
  /** 1 = fitted to the viewport. */
  readonly zoom: number;
  /** In viewport heights, right and down positive; 0,0 = centred. */
  readonly pan: readonly [number, number];
  /** Degrees clockwise. */
  readonly rotation: number;
  readonly flipHorizontal: boolean;
  readonly flipVertical: boolean;
}

/** Screen pixels for one image pixel (its shorter side) when the image is fitted. */
export function fitScale(box: Box, image: ImageShape, rotation: number): number {
  const { width, height } = drawnSize(image);
  const turned = rotation % 180 !== 0;
  return Math.min(box.width / (turned ? height : width), box.height / (turned ? width : height));
}

/** Size in units of a pixel's shorter side. */
function drawnSize({ rows, columns, spacing }: ImageShape): Box {
  const unit = Math.min(spacing.row, spacing.column);
  return { width: (columns * spacing.column) / unit, height: (rows * spacing.row) / unit };
}

/** Where a pixel is on the screen: turned, then mirrored, then enlarged and moved. */
export function pixelToScreen(picture: ImageShape, view: View, box: Box, [column, row]: Point): Point {
  const { rows, columns, spacing } = picture;
  const scale = screenPerSpacing(picture, view, box);
  const x = (column - (columns - 1) / 2) * spacing.column * scale;
  const y = (row - (rows - 1) / 2) * spacing.row * scale;
  const [turnedX, turnedY] = turn([x, y], view.rotation);
  return [
    box.width / 2 + view.pan[0] * box.height + turnedX * (view.flipHorizontal ? -1 : 1),
    box.height / 2 + view.pan[1] * box.height + turnedY * (view.flipVertical ? -1 : 1),
  ];
}

/** Which pixel is at a point of the screen; outside the picture too. */
export function screenToPixel(picture: ImageShape, view: View, box: Box, [x, y]: Point): Point {
  const { rows, columns, spacing } = picture;
  const scale = screenPerSpacing(picture, view, box);
  const fromCentre: Point = [
    (x - box.width / 2 - view.pan[0] * box.height) * (view.flipHorizontal ? -1 : 1),
    (y - box.height / 2 - view.pan[1] * box.height) * (view.flipVertical ? -1 : 1),
  ];
  const [across, along] = turn(fromCentre, -view.rotation);
  return [
    (columns - 1) / 2 + across / (spacing.column * scale),
    (rows - 1) / 2 + along / (spacing.row * scale),
  ];
}

/** A direction on the screen as one along the rows and columns of the picture, of the same length. */
export const screenToImageAxes = (
  { rotation, flipHorizontal, flipVertical }: Omit<View, 'zoom' | 'pan'>,
  [x, y]: Point,
): Point => turn([x * (flipHorizontal ? -1 : 1), y * (flipVertical ? -1 : 1)], -rotation);

/** A direction along the rows and columns of the picture as one on the screen, of the same length. */
export function imageAxesToScreen(
  { rotation, flipHorizontal, flipVertical }: Omit<View, 'zoom' | 'pan'>,
  along: Point,
): Point {
  const [x, y] = turn(along, rotation);
  return [x * (flipHorizontal ? -1 : 1), y * (flipVertical ? -1 : 1)];
}

/** Screen pixels for one mm, or for one unit of `spacing` where it is no mm. */
export function screenPerSpacing(picture: ImageShape, { zoom, rotation }: View, box: Box): number {
  return (zoom * fitScale(box, picture, rotation)) / Math.min(picture.spacing.row, picture.spacing.column);
}

/** Whether a pixel belongs to the picture. */
export const isInside = ({ rows, columns }: ImageShape, [column, row]: Point): boolean =>
  column >= -0.5 && row >= -0.5 && column < columns - 0.5 && row < rows - 0.5;

/** PS3.3 C.7.6.2.1.1: where the centre of a pixel lies in the patient, mm. */
export function pixelToPatient(plane: PatientPlane, [column, row]: Point): Vector3 {
  const { origin, right, down, spacing } = plane;
  const at = (axis: 0 | 1 | 2) =>
    origin[axis] + right[axis] * column * spacing.column + down[axis] * row * spacing.row;
  return [at(0), at(1), at(2)];
}

/** The pixel nearest to a point of the patient, and how far the point is from the picture, mm along its normal. */
export function patientToPixel(
  plane: PatientPlane,
  point: Vector3,
): { readonly pixel: Point; readonly distanceMm: number } {
  const { origin, right, down, spacing } = plane;
  const offset = subtract(point, origin);
  return {
    pixel: [dot(offset, right) / spacing.column, dot(offset, down) / spacing.row],
    distanceMm: dot(offset, normalOf(plane)),
  };
}

/** Away from the viewer: right x down. */
export const normalOf = ({ right, down }: Pick<PatientPlane, 'right' | 'down'>): Vector3 =>
  cross(right, down);

/** Clockwise on a screen, where y points down. Quarter turns are exact. */
function turn([x, y]: Point, degrees: number): Point {
  const quarter = (((degrees % 360) + 360) % 360) / 90;
  if (quarter === 0) return [x, y];
  if (quarter === 1) return [-y, x];
  if (quarter === 2) return [-x, -y];
  if (quarter === 3) return [y, -x];
  const angle = (degrees * Math.PI) / 180;
  return [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)];
}
