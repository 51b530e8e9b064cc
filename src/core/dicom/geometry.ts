import { sameItems } from '../collections.ts';
import type { Instance } from './instance.ts';

/**
 * Planes and directions in the patient coordinate system: x to the patient's
 * left, y to the back, z to the head, in mm (PS3.3 C.7.6.2.1.1).
 */

export type Vector3 = readonly [x: number, y: number, z: number];

/** Row direction (along a row, to higher columns) and column direction of an image, unit length. */
export interface PlaneAxes {
  readonly row: Vector3;
  readonly column: Vector3;
  /** row x column: the direction in which slices are counted. */
  readonly normal: Vector3;
}

/** Orientations whose axes differ by less than this count as one: about 5 degrees. */
export const orientationToleranceCosine = 0.996;

/**
 * The axes of an image plane.
 * @returns undefined without six finite numbers, or when they are not two
 * directions at right angles (within 5 degrees): such an image has no plane.
 * @see PS3.3 C.7.6.2.1.1
 */
export function planeAxes({
  ImageOrientationPatient,
}: Pick<Instance, 'ImageOrientationPatient'>): PlaneAxes | undefined {
  if (ImageOrientationPatient?.length !== 6) return undefined;
  const [a = NaN, b = NaN, c = NaN, d = NaN, e = NaN, f = NaN] = ImageOrientationPatient;
  const row = unit([a, b, c]);
  const column = unit([d, e, f]);
  if (!row || !column || Math.abs(dot(row, column)) > 0.087) return undefined;
  const normal = unit(cross(row, column));
  return normal && { row, column, normal };
}

/** `planeAxes` for the images of a series in turn: neighbours of one orientation, nearly all, share one value. */
export function planeAxesInTurn(): typeof planeAxes {
  let last: Pick<Instance, 'ImageOrientationPatient'> | undefined;
  let axes: PlaneAxes | undefined;
  return (image) => {
    if (!last || !sameItems(image.ImageOrientationPatient, last.ImageOrientationPatient)) {
      axes = planeAxes(image);
      last = image;
    }
    return axes;
  };
}

export function imagePosition({
  ImagePositionPatient,
}: Pick<Instance, 'ImagePositionPatient'>): Vector3 | undefined {
  if (ImagePositionPatient?.length !== 3) return undefined;
  const [x = NaN, y = NaN, z = NaN] = ImagePositionPatient;
  return Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z) ? [x, y, z] : undefined;
}

/**
 * Distance of an image plane from the origin of its Frame of Reference, along
 * a normal.
 * @returns mm, or undefined when the Image Plane Module is absent; callers fall back to InstanceNumber.
 * @see PS3.3 C.7.6.2.1.1 Image Position and Image Orientation
 */
export function distanceAlongNormal(
  instance: Pick<Instance, 'ImagePositionPatient'>,
  normal: Vector3,
): number | undefined {
  const position = instance.ImagePositionPatient;
  if (position?.length !== 3) return undefined;
  // By index: taken apart as a list, each position would leave an iterator and its results to the collector.
  const x = position[0] ?? NaN;
  const y = position[1] ?? NaN;
  const z = position[2] ?? NaN;
  const distance = x * normal[0] + y * normal[1] + z * normal[2];
  return Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z) ? distance : undefined;
}

/** A plane's normal, turned so that its largest part points to the head, the left or the back: the way stacks are looked through. */
export function upwardOf({ normal: [x, y, z] }: PlaneAxes): Vector3 {
  const largest = [z, x, y].reduce((a, b) => (Math.abs(b) > Math.abs(a) + 1e-6 ? b : a));
  return largest < 0 ? [-x, -y, -z] : [x, y, z];
}

/** Whether two planes have the same axes, within `orientationToleranceCosine`. */
export function sameOrientation(a: PlaneAxes, b: PlaneAxes): boolean {
  return (
    a === b ||
    (dot(a.row, b.row) > orientationToleranceCosine && dot(a.column, b.column) > orientationToleranceCosine)
  );
}

export type PlaneName = 'axial' | 'sagittal' | 'coronal' | 'oblique';

/** By the axis that the normal is nearest to; oblique beyond 30 degrees of all of them. */
export function planeName({ normal }: PlaneAxes): PlaneName {
  const [x, y, z] = normal.map(Math.abs) as [number, number, number]; // three in, three out
  const limit = Math.cos(Math.PI / 6);
  if (z >= limit) return 'axial';
  if (x >= limit) return 'sagittal';
  if (y >= limit) return 'coronal';
  return 'oblique';
}

/**
 * A direction as letters, the strongest first: A, P, R, L, H, F, at most three,
 * leaving out what is under a tenth of the whole ("L", "AL").
 * @returns '' for a vector without direction.
 * @see PS3.3 C.7.6.1.1.1 Patient Orientation
 */
export function orientationLetters([x, y, z]: Vector3): string {
  const parts: readonly (readonly [size: number, letter: string])[] = [
    [Math.abs(x), x > 0 ? 'L' : 'R'],
    [Math.abs(y), y > 0 ? 'P' : 'A'],
    [Math.abs(z), z > 0 ? 'H' : 'F'],
  ];
  return parts
    .filter(([size]) => size > 0.1)
    .sort(([a], [b]) => b - a)
    .map(([, letter]) => letter)
    .join('');
}

/** The opposite of letters that `orientationLetters` gave, or of PatientOrientation: "AL" to "PR". */
export function oppositeLetters(letters: string): string {
  const opposite: Readonly<Record<string, string>> = { A: 'P', P: 'A', R: 'L', L: 'R', H: 'F', F: 'H' };
  return Array.from(letters, (letter) => opposite[letter] ?? '').join('');
}

export function dot(a: Vector3, b: Vector3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vector3, b: Vector3): Vector3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function subtract(a: Vector3, b: Vector3): Vector3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function lengthOf(a: Vector3): number {
  return Math.sqrt(dot(a, a));
}

function unit(vector: Vector3): Vector3 | undefined {
  const size = lengthOf(vector);
  if (!Number.isFinite(size) || size < 1e-3) return undefined;
  return [vector[0] / size, vector[1] / size, vector[2] / size];
}
