import { lengthOf, type Vector3 } from '../dicom/geometry.ts';
import type { VolumeGeometry } from '../volume/geometry.ts';

/** A part of a way, 0 to 1, the lower first. */
export type Part = readonly [from: number, to: number];

/**
 * What is left of a volume: parts of its extent along the axes of the patient,
 * from right to left, front to back, feet to head. The box follows the volume's
 * own axes, each under the name of the patient's axis nearest to it.
 */
export type Crop = readonly [rightToLeft: Part, frontToBack: Part, feetToHead: Part];

export const uncropped: Crop = [
  [0, 1],
  [0, 1],
  [0, 1],
];

/** The least that is left of an axis. */
const thinnest = 0.02;

export const isCropped = (crop: Crop): boolean => crop.some(([from, to]) => from > 0 || to < 1);

/** Any numbers as a box that leaves something. */
export function cropOf(crop: Crop): Crop {
  const part = ([from, to]: Part): Part => {
    const low = clamp(Number.isFinite(from) ? from : 0, 0, 1 - thinnest);
    return [low, clamp(Number.isFinite(to) ? to : 1, low + thinnest, 1)];
  };
  return [part(crop[0]), part(crop[1]), part(crop[2])];
}

/** The patient's axis (0 to the left, 1 to the back, 2 to the head) of each axis of the volume, and whether they run alike. */
export interface AxisOfPatient {
  readonly axis: 0 | 1 | 2;
  readonly alike: boolean;
}

const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

/** Which axis of the patient each of i, j and k lies along, all three different. */
export function axesOfPatient({
  steps,
}: Pick<VolumeGeometry, 'steps'>): readonly [AxisOfPatient, AxisOfPatient, AxisOfPatient] {
  const along = (index: 0 | 1 | 2, axis: 0 | 1 | 2) => steps[index][axis] / lengthOf(steps[index]);
  const fit = ([a, b, c]: (typeof orders)[number]) =>
    Math.abs(along(0, a)) + Math.abs(along(1, b)) + Math.abs(along(2, c));
  const [i, j, k] = orders.reduce((best, order) => (fit(order) > fit(best) + 1e-9 ? order : best));
  return [
    { axis: i, alike: along(0, i) > 0 },
    { axis: j, alike: along(1, j) > 0 },
    { axis: k, alike: along(2, k) > 0 },
  ];
}

/** The box along i, j and k of a volume, 0 to 1 from the outer face of the first voxel to that of the last. */
export function cropBox(
  geometry: Pick<VolumeGeometry, 'steps'>,
  crop: Crop,
): { readonly low: Vector3; readonly high: Vector3 } {
  const parts = axesOfPatient(geometry).map(({ axis, alike }): Part => {
    const [from, to] = crop[axis];
    return alike ? [from, to] : [1 - to, 1 - from];
  }) as [Part, Part, Part]; // as many as there are axes
  return {
    low: [parts[0][0], parts[1][0], parts[2][0]],
    high: [parts[0][1], parts[1][1], parts[2][1]],
  };
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
