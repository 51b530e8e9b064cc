import { dot, subtract, type Vector3 } from '../dicom/geometry.ts';
import {
  add,
  cornersOf,
  directionToIndex,
  finestMm,
  scale,
  toIndex,
  type VolumeGeometry,
} from '../volume/geometry.ts';
import type { SampleGrid } from '../volume/reslice.ts';

/** Directions from which a projection is seen, all the way round. */
export const directionCount = 36;
export const degreesOf = (index: number): number => (index * 360) / directionCount;
export const directionAt = (degrees: number): number =>
  ((Math.round((degrees * directionCount) / 360) % directionCount) + directionCount) % directionCount;

/** The picture of a projection: the same size from every direction, upright, head at the top. */
export interface ProjectionShape {
  readonly columns: number;
  readonly rows: number;
  /** Points along the rays. */
  readonly layers: number;
  /** Between columns, rows and layers, mm. */
  readonly stepMm: number;
  /** What everything turns about, mm. */
  readonly centre: Vector3;
}

/** Points that one projection takes into account; more would not be seen, and would be waited for. */
const mostPoints = 24e6;

/** Fine enough for the voxels, as far as that many points allow. */
export function projectionShape(volume: VolumeGeometry): ProjectionShape {
  const corners = cornersOf(volume);
  const [first = [0, 0, 0], ...others] = corners;
  const centre = scale(others.reduce(add, first), 1 / corners.length);
  const pixel = finestMm(volume);
  const away = corners.map((corner) => subtract(corner, centre));
  // Voxels have a width: half of it lies outside their centres.
  const width = 2 * Math.max(...away.map(([x, y]) => Math.hypot(x, y))) + pixel;
  const height = 2 * Math.max(...away.map(([, , z]) => Math.abs(z))) + pixel;
  const stepMm = Math.max(pixel, Math.cbrt((width * width * height) / mostPoints));
  const count = (mm: number) => Math.max(1, Math.ceil(mm / stepMm - 1e-6));
  return { columns: count(width), rows: count(height), layers: count(width), stepMm, centre };
}

/** From the front at 0; from the patient's left side at 90. Directions to the right and down the picture, and away from the reader. */
export function projectionAxes(degrees: number): {
  readonly right: Vector3;
  readonly down: Vector3;
  readonly forward: Vector3;
} {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [exact(Math.cos(angle)), exact(Math.sin(angle))];
  return { right: [cos, sin, 0], down: [0, 0, -1], forward: [exact(-sin), cos, 0] };
}

/** A quarter turn is one: no crumbs of 1e-17, no minus zero. */
const exact = (value: number): number => Math.round(value * 1e12) / 1e12 || 0;

/** Centre of the upper left pixel in the middle of the volume, mm. */
export function projectionCorner(shape: ProjectionShape, degrees: number): Vector3 {
  const { right, down } = projectionAxes(degrees);
  const back = (direction: Vector3, count: number) => scale(direction, (-(count - 1) / 2) * shape.stepMm);
  return add(add(shape.centre, back(right, shape.columns)), back(down, shape.rows));
}

/**
 * The points of a projection among the voxels.
 * @param coarse 1 for all of them; n for every nth in each direction: a picture of a part of the size.
 */
export function projectionGrid(
  volume: VolumeGeometry,
  shape: ProjectionShape,
  degrees: number,
  coarse: number,
): SampleGrid {
  const { right, down, forward } = projectionAxes(degrees);
  const count = (n: number) => Math.ceil(n / coarse);
  const stepMm = shape.stepMm * coarse;
  // In the middle of the points that each stands for.
  const inset = ((coarse - 1) / 2) * shape.stepMm;
  const front = scale(forward, (-(shape.layers - 1) / 2) * shape.stepMm);
  const corner = add(projectionCorner(shape, degrees), front);
  const start = [right, down, forward].reduce((at, way) => add(at, scale(way, inset)), corner);
  return {
    columns: count(shape.columns),
    rows: count(shape.rows),
    start: toIndex(volume, start),
    right: directionToIndex(volume, scale(right, stepMm)),
    down: directionToIndex(volume, scale(down, stepMm)),
    next: directionToIndex(volume, scale(forward, stepMm)),
    layers: count(shape.layers),
    isExact: false,
  };
}

/** Each point of a coarse picture as a block of the whole one. */
export function enlarged(
  picture: Float32Array,
  { columns, rows }: Pick<ProjectionShape, 'columns' | 'rows'>,
  coarse: number,
): Float32Array {
  if (coarse === 1) return picture;
  const from = Math.ceil(columns / coarse);
  const out = new Float32Array(columns * rows);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++)
      out[y * columns + x] = picture[Math.floor(y / coarse) * from + Math.floor(x / coarse)] ?? NaN;
  return out;
}

/** Where a point of the patient is on the picture from a direction, pixels. */
export function projectedAt(
  shape: ProjectionShape,
  degrees: number,
  point: Vector3,
): readonly [number, number] {
  const { right, down } = projectionAxes(degrees);
  const offset = subtract(point, projectionCorner(shape, degrees));
  return [dot(offset, right) / shape.stepMm, dot(offset, down) / shape.stepMm];
}

const sides = ['front', 'left', 'back', 'right'] as const;

/** "From the front", "From the front, 30° to the left": as the reader would walk around the patient. */
export function directionText(degrees: number): string {
  const whole = ((Math.round(degrees) % 360) + 360) % 360;
  const side = Math.floor(whole / 90);
  const more = whole % 90;
  const name = (at: number) => sides[at % 4] ?? 'front';
  return more === 0 ? `From the ${name(side)}` : `From the ${name(side)}, ${more}° to the ${name(side + 1)}`;
}
