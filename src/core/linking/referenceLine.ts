import { cross, dot, lengthOf, subtract, type Vector3 } from '../dicom/geometry.ts';
import { normalOf, patientToPixel, pixelToPatient, type Point } from '../viewTransform.ts';
import { sameFrame } from './follow.ts';
import type { PlacedPlane } from './pictureRow.ts';

/** A piece of a line in a picture, in its pixels (from the centre of the upper left one). */
export type Segment = readonly [from: Point, to: Point];

/** Planes turned less than this from each other count as parallel: a sine, 3 degrees. */
const parallelSine = Math.sin((3 * Math.PI) / 180);

/**
 * Where one picture is cut by another: within the edges of both.
 * @returns undefined where they do not meet, are parallel, or have no frame of reference in common.
 */
export function cutLine(picture: PlacedPlane, by: PlacedPlane): Segment | undefined {
  if (!sameFrame(picture, by)) return undefined;
  const normal = normalOf(picture);
  if (lengthOf(cross(normal, normalOf(by))) < parallelSine) return undefined;
  const corners = cornersOf(by);
  const heights = corners.map((corner) => dot(subtract(corner, picture.origin), normal));
  const met: Vector3[] = [];
  corners.forEach((corner, index) => {
    const next = (index + 1) % corners.length;
    const [a, b, other] = [heights[index] ?? 0, heights[next] ?? 0, corners[next]];
    // Half open, so that a corner on the plane is met once.
    if (!other || a < 0 === b < 0) return;
    const t = a / (a - b);
    met.push([
      corner[0] + (other[0] - corner[0]) * t,
      corner[1] + (other[1] - corner[1]) * t,
      corner[2] + (other[2] - corner[2]) * t,
    ]);
  });
  const [from, to] = met;
  if (!from || !to) return undefined;
  return clipped([patientToPixel(picture, from).pixel, patientToPixel(picture, to).pixel], picture);
}

/** The same plane, moved along its normal, mm. */
export function shifted(plane: PlacedPlane, mm: number): PlacedPlane {
  const normal = normalOf(plane);
  const [x, y, z] = plane.origin;
  return { ...plane, origin: [x + normal[0] * mm, y + normal[1] * mm, z + normal[2] * mm] };
}

/** The corners of a picture: of its outermost pixels, not their centres. Round about. */
function cornersOf(plane: PlacedPlane): readonly Vector3[] {
  const [right, bottom] = [plane.columns - 0.5, plane.rows - 0.5];
  const corners: readonly Point[] = [
    [-0.5, -0.5],
    [right, -0.5],
    [right, bottom],
    [-0.5, bottom],
  ];
  return corners.map((corner) => pixelToPatient(plane, corner));
}

/** What of a segment lies within a picture. */
function clipped([from, to]: Segment, { rows, columns }: PlacedPlane): Segment | undefined {
  let [enter, leave] = [0, 1];
  const limits = [columns - 0.5, rows - 0.5] as const;
  for (const axis of [0, 1] as const) {
    const way = to[axis] - from[axis];
    const [a, b] = [-0.5 - from[axis], limits[axis] - from[axis]];
    if (Math.abs(way) < 1e-12) {
      if (a > 0 || b < 0) return undefined;
    } else {
      enter = Math.max(enter, Math.min(a / way, b / way));
      leave = Math.min(leave, Math.max(a / way, b / way));
    }
  }
  if (enter >= leave) return undefined;
  const at = (t: number): Point => [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
  return [at(enter), at(leave)];
}
