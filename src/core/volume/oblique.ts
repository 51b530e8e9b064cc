import { cross, dot, lengthOf, subtract, type Vector3 } from '../dicom/geometry.ts';
import { add, cornersOf, finestMm, scale, type VolumeGeometry } from './geometry.ts';
import {
  anatomicalAxes,
  extent,
  unit,
  type CutName,
  type PlaneOrientation,
  type PlaneStack,
} from './planes.ts';

/** Planes that are turned away from the patient's axes: how they are turned, named and cut. */

/** Directions this near to a plane's own are taken to be the plane itself: a cosine, about 0.02 degrees. */
const itself = 1 - 6e-8;
/** More pixels to a side than this are no sharper on any screen. */
const maxSide = 2048;

/**
 * Two directions as a plane has them: of unit length, at right angles.
 * @returns undefined for what spans no plane, or is not finite.
 */
export function normalised({ right, down }: PlaneOrientation): PlaneOrientation | undefined {
  const across = unit(right);
  const along = unit(add(down, scale(across, -dot(down, across))));
  const isPlane =
    [...across, ...along].every(Number.isFinite) &&
    // Nearly parallel ones leave only rounding.
    Math.abs(dot(unit(right), unit(down))) < 0.999;
  return isPlane ? { right: across, down: along } : undefined;
}

export const normalOf = ({ right, down }: PlaneOrientation): Vector3 => cross(right, down);

/** A direction turned about an axis of unit length, by the right-hand rule. */
export function turnVector(vector: Vector3, axis: Vector3, degrees: number): Vector3 {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return add(
    add(scale(vector, cos), scale(cross(axis, vector), sin)),
    scale(axis, dot(axis, vector) * (1 - cos)),
  );
}

export function turned(from: PlaneOrientation, axis: Vector3, degrees: number): PlaneOrientation {
  const about = unit(axis);
  const made = {
    right: turnVector(from.right, about, degrees),
    down: turnVector(from.down, about, degrees),
  };
  // Many small turns would leave the right angle.
  return normalised(made) ?? from;
}

/** Whether an orientation is, to what can be seen, that of a plane itself. */
export const isSame = (a: PlaneOrientation, b: PlaneOrientation): boolean =>
  dot(a.right, b.right) >= itself && dot(a.down, b.down) >= itself;

/** How a plane is turned away from the one it began as, degrees from -180 to 180. */
export interface PlaneAngles {
  /** About the line to the right: positive takes the lower edge away from the reader. */
  readonly tilt: number;
  /** About the line down, before the tilt: positive brings the right edge to the reader. */
  readonly swivel: number;
  /** Within the plane: the picture turns clockwise. */
  readonly rotation: number;
}

/** The plane that is turned from `base`: swivelled, tilted, then rotated in itself. */
export function fromAngles(
  base: PlaneOrientation,
  { tilt, swivel, rotation }: PlaneAngles,
): PlaneOrientation {
  const swivelled = turned(base, base.down, swivel);
  const tilted = turned(swivelled, swivelled.right, tilt);
  // What lies in the plane goes clockwise where the plane's own directions go the other way.
  return turned(tilted, normalOf(tilted), -rotation);
}

/** The inverse of `fromAngles`; a plane tilted by 90 degrees has no swivel. */
export function anglesOf(base: PlaneOrientation, orientation: PlaneOrientation): PlaneAngles {
  const normal = normalOf(base);
  const inBase = (vector: Vector3) => [dot(vector, base.right), dot(vector, base.down), dot(vector, normal)];
  const [nx = 0, ny = 0, nz = 0] = inBase(normalOf(orientation));
  const degrees = (radians: number) => {
    const rounded = Math.round((radians * 180) / Math.PI / 1e-6) * 1e-6;
    return rounded === 0 ? 0 : rounded;
  };
  const isUpright = Math.hypot(nx, nz) > 1e-6;
  const tilt = degrees(Math.atan2(-ny, Math.hypot(nx, nz)));
  const swivel = isUpright ? degrees(Math.atan2(nx, nz)) : 0;
  const straight = fromAngles(base, { tilt, swivel, rotation: 0 });
  const rotation = degrees(
    Math.atan2(-dot(orientation.right, straight.down), dot(orientation.right, straight.right)),
  );
  return { tilt, swivel, rotation };
}

/**
 * The planes that are turned: squares of one size whichever way they are turned,
 * with the middle of the volume in their middle, so that nothing is cut off and
 * nothing jumps while they are turned.
 * @param base the planes that they began as: their name, and which way they are counted.
 * @param through a point that one of the planes goes through exactly.
 */
export function obliqueStack(
  volume: VolumeGeometry,
  base: PlaneStack,
  { right, down }: PlaneOrientation,
  through: Vector3,
): PlaneStack {
  const corners = cornersOf(volume);
  const middle = scale(
    corners.reduce((sum, corner) => add(sum, corner), [0, 0, 0] as Vector3),
    1 / corners.length,
  );
  const reach = Math.max(...corners.map((corner) => lengthOf(subtract(corner, middle))));
  const finest = finestMm(volume);
  const spacing = Math.max(finest, (2 * reach) / (maxSide - 1));
  const side = Math.ceil((2 * reach) / spacing) + 1;
  const normal = normalOf({ right, down });
  const forward = dot(normalOf(base), base.forward) < 0 ? scale(normal, -1) : normal;
  const across = extent(corners, forward);
  // Counted from the volume's first corner, in whole steps from the point.
  const from = across.from - 0.01 * finest;
  const before = Math.floor((dot(through, forward) - from) / finest);
  const first = dot(through, forward) - before * finest;
  const half = ((side - 1) / 2) * spacing;
  const corner = add(add(middle, scale(right, -half)), scale(down, -half));
  return {
    name: base.name,
    right,
    down,
    forward,
    columns: side,
    rows: side,
    spacing: { column: spacing, row: spacing },
    count: Math.max(1, Math.floor((across.from + across.length - first) / finest + 0.01) + 1),
    stepMm: finest,
    origin: add(corner, scale(forward, first - dot(corner, forward))),
    isAcquired: false,
  };
}

/**
 * The same planes with fewer pixels, for a picture on the way to another: each
 * way by a whole number, so that no more than so many samples are taken.
 */
export function coarser(stack: PlaneStack, layers: number, samples: number): PlaneStack {
  const by = Math.min(8, Math.ceil(Math.sqrt((stack.columns * stack.rows * layers) / samples)));
  if (by <= 1) return stack;
  const { columns, rows, spacing, origin, right, down } = stack;
  const [wide, high] = [Math.ceil(columns / by), Math.ceil(rows / by)];
  const shift = (count: number, made: number, mm: number) => ((count - 1) / 2 - ((made - 1) / 2) * by) * mm;
  return {
    ...stack,
    columns: wide,
    rows: high,
    spacing: { column: spacing.column * by, row: spacing.row * by },
    origin: add(
      add(origin, scale(right, shift(columns, wide, spacing.column))),
      scale(down, shift(rows, high, spacing.row)),
    ),
  };
}

/** What a plane is called: the plane itself, or how it is turned from the nearest of the patient's. */
export const planeTitles: Readonly<Record<CutName, string>> = {
  axial: 'Axial',
  sagittal: 'Sagittal',
  coronal: 'Coronal',
  acquired: 'As acquired',
};

/** "Oblique, tilted 23° from axial"; "Axial, rotated 15°" for one turned only in itself. */
export function planeTitle(name: CutName, orientation: PlaneOrientation | undefined): string {
  if (!orientation) return planeTitles[name];
  const normal = normalOf(orientation);
  const nearest = (['axial', 'sagittal', 'coronal'] as const)
    .map((each) => ({ each, cosine: Math.abs(dot(normal, anatomicalAxes[each].forward)) }))
    .reduce((a, b) => (b.cosine > a.cosine + 1e-9 ? b : a));
  const tilt = roundedDegrees(Math.acos(Math.min(1, nearest.cosine)));
  if (tilt !== '0') return `Oblique, tilted ${tilt}° from ${nearest.each}`;
  const { right } = anatomicalAxes[nearest.each];
  const rotated = roundedDegrees(Math.acos(Math.max(-1, Math.min(1, dot(orientation.right, right)))));
  return rotated === '0' ? planeTitles[nearest.each] : `${planeTitles[nearest.each]}, rotated ${rotated}°`;
}

const roundedDegrees = (radians: number): string => String(Math.round((radians * 1800) / Math.PI) / 10);
