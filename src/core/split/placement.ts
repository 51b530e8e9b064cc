import { sameItems } from '../collections.ts';
import { distanceAlongNormal, planeAxes, type PlaneAxes } from '../dicom/geometry.ts';
import type { Instance } from '../dicom/instance.ts';
import { parallelPlanes } from '../dicom/parallelPlanes.ts';
import { isAscending } from '../orderByKey.ts';
import { onceForList } from './onceForList.ts';

/**
 * How the images of a group lie in space. `clean`: one image a position, evenly
 * spaced or too few to say. `uneven`: one image a position, at odd distances.
 * `repeated`: a position has several images, so some attribute must tell them
 * apart. `unknown`: no positions.
 */
export type Placement = 'clean' | 'uneven' | 'repeated' | 'unknown';

/** Distances in steps of this many mm are compared: rounding of what scanners write. */
const stepMm = 0.02;

/** Where the images of a list lie, looked up once for its placement, its order and its verdict. */
export const planesOf = onceForList(parallelPlanes);

export const placementOf: (images: readonly Instance[]) => Placement = onceForList((images) => {
  const plane = firstPlane(images);
  const given = plane && distancesOf(images, plane);
  if (!given) return 'unknown';
  const distances = isAscending(given) ? given : given.slice().sort();
  let least = Infinity;
  let most = 0;
  for (let i = 1; i < distances.length; i++) {
    const gap = (distances[i] ?? 0) - (distances[i - 1] ?? 0);
    if (gap < stepMm) return 'repeated';
    if (gap < least) least = gap;
    if (gap > most) most = gap;
  }
  // Slices thin out at the ends of many stacks and one may be missing; half a slice between two is another matter.
  return distances.length < 3 || most / least < 1.9 || isWhole(distances, least) ? 'clean' : 'uneven';
});

/** Whether all gaps are whole numbers of the least one: missing slices, not two interleaved sets. */
function isWhole(distances: Float64Array, least: number): boolean {
  for (let i = 1; i < distances.length; i++) {
    const gap = (distances[i] ?? 0) - (distances[i - 1] ?? 0);
    if (Math.abs(gap / least - Math.round(gap / least)) > 0.1) return false;
  }
  return true;
}

/** Images by position along the normal, in steps; undefined when one of them has no position. */
export function positionKeys(images: readonly Instance[]): readonly number[] | undefined {
  const plane = firstPlane(images);
  const distances = plane && distancesOf(images, plane);
  return distances && Array.from(distances, (distance) => Math.round(distance / stepMm));
}

function firstPlane(images: readonly Instance[]): PlaneAxes | undefined {
  for (const image of images) {
    const plane = planeAxes(image);
    if (plane) return plane;
  }
  return undefined;
}

/** Not to be changed: others may ask for the same. */
function distancesOf(images: readonly Instance[], plane: PlaneAxes): Float64Array | undefined {
  const planes = planesOf(images);
  if (planes && sameAxes(planes.axes, plane)) return planes.distances;
  const { normal } = plane;
  const distances = new Float64Array(images.length);
  for (let i = 0; i < images.length; i++) {
    const image = images[i];
    const distance = image && distanceAlongNormal(image, normal);
    if (distance === undefined) return undefined;
    distances[i] = distance;
  }
  return distances;
}

const sameAxes = (a: PlaneAxes, b: PlaneAxes) => sameItems(a.row, b.row) && sameItems(a.column, b.column);

/** Whether groups of one series reach into each other along the normal: side by side they are parts of one stack. */
export function overlap(images: readonly Instance[], parts: readonly (readonly Instance[])[]): boolean {
  const plane = firstPlane(images);
  const ranges = parts.flatMap((part) => {
    const distances = plane && distancesOf(part, plane);
    return distances ? [{ from: Math.min(...ends(distances)), to: Math.max(...ends(distances)) }] : [];
  });
  ranges.sort((a, b) => a.from - b.from);
  return ranges.some(({ from }, i) => i > 0 && from < (ranges[i - 1]?.to ?? -Infinity) - stepMm);
}

function ends(distances: Float64Array): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const distance of distances) {
    if (distance < least) least = distance;
    if (distance > most) most = distance;
  }
  return [least, most];
}
