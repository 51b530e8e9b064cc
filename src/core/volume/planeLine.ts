import { cross, dot, type Vector3 } from '../dicom/geometry.ts';
import {
  patientToPixel,
  pixelToPatient,
  pixelToScreen,
  screenToPixel,
  type Box,
  type PatientPlane,
  type Picture,
  type Point,
  type View,
} from '../viewTransform.ts';
import { add } from './geometry.ts';
import { meetingPoint, ontoPlane, type Flat } from './meetingPoint.ts';

/** A picture on the screen that lies somewhere in the patient. */
export interface OnScreen {
  readonly picture: Picture;
  readonly plane: PatientPlane;
  readonly view: View;
  readonly box: Box;
}

export type ScreenLine = readonly [from: Point, to: Point];

export const toScreen = ({ picture, plane, view, box }: OnScreen, point: Vector3): Point =>
  pixelToScreen(picture, view, box, patientToPixel(plane, point).pixel);

/** The point of the picture's plane that is seen at a point of the screen. */
export const fromScreen = ({ picture, plane, view, box }: OnScreen, at: Point): Vector3 =>
  pixelToPatient(plane, screenToPixel(picture, view, box, at));

/** Where a plane cuts what is seen of a picture: from edge to edge of the viewport; undefined where it does not. */
export function lineOnScreen(screen: OnScreen, own: Flat, cut: Flat): ScreenLine | undefined {
  const met = meetingPoint(own, cut, undefined);
  if (!met) return undefined;
  const a = toScreen(screen, met);
  const b = toScreen(screen, add(met, cross(own.normal, cut.normal)));
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  if (!(length > 0)) return undefined;
  return within(screen.box, a, [(b[0] - a[0]) / length, (b[1] - a[1]) / length]);
}

/** The part of a line through `at` that lies within a box; undefined where it passes by. */
function within({ width, height }: Box, at: Point, way: Point): ScreenLine | undefined {
  let [from, to] = [-Infinity, Infinity];
  for (const axis of [0, 1] as const) {
    const size = axis === 0 ? width : height;
    if (Math.abs(way[axis]) < 1e-9) {
      if (at[axis] < 0 || at[axis] > size) return undefined;
      continue;
    }
    const ends = [-at[axis] / way[axis], (size - at[axis]) / way[axis]];
    from = Math.max(from, Math.min(...ends));
    to = Math.min(to, Math.max(...ends));
  }
  const point = (t: number): Point => [at[0] + way[0] * t, at[1] + way[1] * t];
  return to - from > 1 ? [point(from), point(to)] : undefined;
}

/**
 * How far a point of the screen has gone round another, degrees by the right-hand
 * rule about the picture's normal: what the line under it is turned by.
 */
export function turnOnScreen(screen: OnScreen, about: Vector3, from: Point, to: Point): number {
  const { right, down } = screen.plane;
  const angle = (at: Point) => {
    const way = fromScreen(screen, at);
    const [x, y, z] = [way[0] - about[0], way[1] - about[1], way[2] - about[2]];
    const offset: Vector3 = [x, y, z];
    return Math.atan2(dot(offset, down), dot(offset, right));
  };
  const degrees = ((angle(to) - angle(from)) * 180) / Math.PI;
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

/** A point of a plane moved with the hand from one point of the screen to another: only across the plane. */
export const movedAcross = (screen: OnScreen, plane: Flat, from: Point, to: Point): Vector3 => {
  const [a, b] = [fromScreen(screen, from), fromScreen(screen, to)];
  const way: Vector3 = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  return ontoPlane({ through: add(plane.through, way), normal: plane.normal }, plane.through);
};

/** How far a point of the screen is from a plane, mm. */
export function distanceTo(screen: OnScreen, plane: Flat, at: Point): number {
  const point = fromScreen(screen, at);
  const offset: Vector3 = [
    point[0] - plane.through[0],
    point[1] - plane.through[1],
    point[2] - plane.through[2],
  ];
  return Math.abs(dot(offset, plane.normal));
}
