import {
  cross,
  dot,
  imagePosition,
  lengthOf,
  planeAxes,
  subtract,
  type PlaneAxes,
  type Vector3,
} from '../dicom/geometry.ts';
import type { PlaneImage } from '../dicom/geometryVerdict.ts';
import type { GeometryVerdict } from '../displaySet/displaySet.ts';

/**
 * Where the voxels of a volume lie in the patient. Voxel (i, j, k) is at
 * `origin + i steps[0] + j steps[1] + k steps[2]`: i along a row, j down a
 * column, k from slice to slice. The steps need not be at right angles: a tilted
 * gantry slides each slice over the one before it.
 */
export interface VolumeGeometry {
  /** Voxels along i, j and k: columns, rows, slices. */
  readonly size: Vector3;
  /** Centre of voxel (0, 0, 0), mm. */
  readonly origin: Vector3;
  /** mm. */
  readonly steps: readonly [Vector3, Vector3, Vector3];
  /** Rows of the inverse of `steps`: index along i, j, k for each mm along a direction. */
  readonly inverse: readonly [Vector3, Vector3, Vector3];
}

/** The volume, with the index of the image that is each of its slices; or why the images are none. */
export type VolumeOrReason =
  | { readonly geometry: VolumeGeometry; readonly imageOfSlice: readonly number[] }
  | { readonly reason: string };

/** A slice may be this part of the slice distance, or of a pixel, from where an even volume has it. */
const misplaced = 0.25;

/**
 * Whether a display set can be cut into planes, by its geometry verdict.
 * Slices that a tilted gantry has slid over each other can: they are resampled.
 * @returns why not, in the verdict's words; undefined when it can.
 */
export function whyNoVolume(geometry: GeometryVerdict | undefined): string | undefined {
  if (!geometry) return 'The images have no position in the patient.';
  const { reconstructable, findings, positions = 0, summary } = geometry;
  if (reconstructable) return undefined;
  if (positions >= 3 && findings.length > 0 && findings.every(({ code }) => code === 'tilted'))
    return undefined;
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

/** Slices in whatever order as a volume, counted from feet to head, right to left, front to back. */
export function volumeOf(images: readonly PlaneImage[]): VolumeOrReason {
  const [first] = images;
  const axes = first && planeAxes(first);
  const spacing = first?.PixelSpacing;
  const [rowSpacing = 0, columnSpacing = 0] = spacing ?? [];
  if (!axes || !(rowSpacing > 0 && columnSpacing > 0))
    return { reason: 'Orientation or pixel spacing is not given.' };
  const placed = placedAlong(images, turnedUp(axes));
  if (!placed) return { reason: 'Not every image has a position in the patient.' };
  const { positions, imageOfSlice } = placed;
  const [origin, last] = [positions[0], positions.at(-1)];
  const gaps = positions.length - 1;
  if (!origin || !last || gaps < 2) return { reason: 'There are fewer than 3 slices.' };

  const steps = [
    scale(axes.row, columnSpacing),
    scale(axes.column, rowSpacing),
    scale(subtract(last, origin), 1 / gaps),
  ] as const;
  const inverse = inverseOf(steps);
  if (!inverse) return { reason: 'All slices are at one position.' };
  const size: Vector3 = [first.Columns ?? 0, first.Rows ?? 0, positions.length];
  const geometry: VolumeGeometry = { size, origin, steps, inverse };
  const stray = positions.findIndex((position, k) => {
    const [i, j, at] = toIndex(geometry, position);
    return Math.max(Math.abs(i), Math.abs(j), Math.abs(at - k)) > misplaced;
  });
  if (stray >= 0) {
    const image = (imageOfSlice[stray] ?? 0) + 1;
    return { reason: `Image ${image} of ${images.length} does not lie where even slices would have it.` };
  }
  return { geometry, imageOfSlice };
}

function placedAlong(images: readonly PlaneImage[], normal: Vector3) {
  const items = images.flatMap((image, index) => {
    const position = imagePosition(image);
    return position ? [{ index, position, distance: dot(position, normal) }] : [];
  });
  if (items.length < images.length) return undefined;
  items.sort((a, b) => a.distance - b.distance);
  return {
    positions: items.map(({ position }) => position),
    imageOfSlice: items.map(({ index }) => index),
  };
}

/** The normal, turned so that its largest part points to the head, the left or the back: the direction of stacks. */
export function turnedUp({ normal }: Pick<PlaneAxes, 'normal'>): Vector3 {
  const [x, y, z] = normal;
  const largest = [z, x, y].reduce((a, b) => (Math.abs(b) > Math.abs(a) + 1e-6 ? b : a));
  return largest < 0 ? [-x, -y, -z] : normal;
}

/** Index along i, j, k (fractions between voxels) of a point in the patient, mm. */
export const toIndex = (geometry: VolumeGeometry, point: Vector3): Vector3 =>
  directionToIndex(geometry, subtract(point, geometry.origin));

/** What a way of `direction` mm is in voxels. */
export const directionToIndex = ({ inverse }: VolumeGeometry, direction: Vector3): Vector3 => [
  dot(inverse[0], direction),
  dot(inverse[1], direction),
  dot(inverse[2], direction),
];

/** Where a voxel, or a point between voxels, lies in the patient, mm. */
export const toPatient = ({ origin, steps: [i, j, k] }: VolumeGeometry, index: Vector3): Vector3 =>
  add(add(add(origin, scale(i, index[0])), scale(j, index[1])), scale(k, index[2]));

/** The centres of the voxels at the eight corners, mm. */
export function cornersOf(geometry: VolumeGeometry): readonly Vector3[] {
  const [i, j, k] = geometry.size.map((n) => [0, n - 1]) as [number[], number[], number[]];
  return i.flatMap((a) => j.flatMap((b) => k.map((c) => toPatient(geometry, [a, b, c]))));
}

/** The least distance between neighbouring voxels, mm. */
export const finestMm = ({ steps }: VolumeGeometry): number => Math.min(...steps.map(lengthOf));

export const add = (a: Vector3, b: Vector3): Vector3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const scale = (a: Vector3, by: number): Vector3 => [a[0] * by, a[1] * by, a[2] * by];

function inverseOf([a, b, c]: VolumeGeometry['steps']): VolumeGeometry['inverse'] | undefined {
  const determinant = dot(a, cross(b, c));
  // Against the size of the steps: a flat heap of slices has no inverse.
  if (Math.abs(determinant) < 1e-6 * lengthOf(a) * lengthOf(b) * Math.max(lengthOf(c), 1e-3))
    return undefined;
  return [
    scale(cross(b, c), 1 / determinant),
    scale(cross(c, a), 1 / determinant),
    scale(cross(a, b), 1 / determinant),
  ];
}
