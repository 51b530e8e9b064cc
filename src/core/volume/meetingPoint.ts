import { cross, dot, subtract, type Vector3 } from '../dicom/geometry.ts';
import { add, scale } from './geometry.ts';

/** A plane of the patient: a point of it, and its normal of unit length. */
export interface Flat {
  readonly through: Vector3;
  readonly normal: Vector3;
}

/** Planes nearer to parallel than this meet somewhere far away: a sine, 3 degrees. */
const parallelSine = Math.sin((3 * Math.PI) / 180);

/** Whether planes are turned enough from each other to cut each other in a line. */
export const areCrossing = (a: Flat, b: Flat): boolean => {
  const line = cross(a.normal, b.normal);
  return Math.sqrt(dot(line, line)) >= parallelSine;
};

/** A point moved straight onto a plane. */
export const ontoPlane = (plane: Flat, point: Vector3): Vector3 =>
  add(point, scale(plane.normal, dot(subtract(plane.through, point), plane.normal)));

/**
 * Where two planes and a third meet; where there is no third across both, the
 * point of their line that is nearest to a point of the second.
 * @returns undefined where the two are parallel.
 */
export function meetingPoint(a: Flat, b: Flat, third: Flat | undefined): Vector3 | undefined {
  if (!areCrossing(a, b)) return undefined;
  const line = cross(a.normal, b.normal);
  const isAcross = third && Math.abs(dot(line, third.normal)) >= parallelSine;
  const c = isAcross ? third : { through: b.through, normal: line };
  const determinant = dot(line, c.normal);
  const way = (plane: Flat) => dot(plane.normal, plane.through);
  const sum = add(
    add(scale(cross(b.normal, c.normal), way(a)), scale(cross(c.normal, a.normal), way(b))),
    scale(line, way(c)),
  );
  return scale(sum, 1 / determinant);
}
