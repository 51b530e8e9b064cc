import { compareOptional, compareStrings } from '../../core/collections.ts';
import {
  distanceAlongNormal,
  oppositeLetters,
  orientationLetters,
  planeAxes,
  sameOrientation,
  type PlaneAxes,
  type Vector3,
} from '../../core/dicom/geometry.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { firstPlane } from './placement.ts';

export interface OrderedImages {
  readonly images: readonly Instance[];
  /** For the explanation: "position along the normal (F to H)". */
  readonly sortedBy: string;
}

/**
 * Stack order: by position along the normal where all images share one
 * orientation and have a position, always from feet to head, right to left,
 * front to back, whichever way the scanner turned the plane; else by
 * InstanceNumber; then by time; and SOPInstanceUID settles the rest.
 */
export function inStackOrder(images: readonly Instance[]): OrderedImages {
  const direction = commonDirection(images);
  const distances = direction && distancesAlong(images, direction);
  if (direction && distances) {
    const sorted = [...images].sort(
      (a, b) => nearly(distances.get(a) ?? 0, distances.get(b) ?? 0) || byNumberAndTime(a, b),
    );
    const to = orientationLetters(direction).charAt(0);
    return { images: sorted, sortedBy: `position along the normal (${oppositeLetters(to)} to ${to})` };
  }
  const sorted = [...images].sort(byNumberAndTime);
  const numbers = new Set(images.map(({ InstanceNumber }) => InstanceNumber));
  if (numbers.size > 1 || images.length === 1) return { images: sorted, sortedBy: 'InstanceNumber' };
  const times = new Set(images.map(timeOf));
  return { images: sorted, sortedBy: times.size > 1 ? 'acquisition time' : 'SOPInstanceUID' };
}

/** The shared normal, turned so that its largest part points to the head, the left or the back. */
function commonDirection(images: readonly Instance[]): Vector3 | undefined {
  const reference = firstPlane(images);
  if (!reference || !images.every((image) => isParallel(image, reference))) return undefined;
  const [x, y, z] = reference.normal;
  const largest = [z, x, y].reduce((a, b) => (Math.abs(b) > Math.abs(a) + 1e-6 ? b : a));
  return largest < 0 ? [-x, -y, -z] : [x, y, z];
}

function isParallel(image: Instance, reference: PlaneAxes): boolean {
  const axes = planeAxes(image);
  return axes !== undefined && sameOrientation(axes, reference);
}

function distancesAlong(
  images: readonly Instance[],
  direction: Vector3,
): ReadonlyMap<Instance, number> | undefined {
  const distances = new Map<Instance, number>();
  for (const image of images) {
    const distance = distanceAlongNormal(image, direction);
    if (distance === undefined) return undefined;
    // In steps of 10 micrometres, so that two images of one position compare as equal, both ways round.
    distances.set(image, Math.round(distance * 100));
  }
  return distances;
}

const nearly = (a: number, b: number) => a - b;

function byNumberAndTime(a: Instance, b: Instance): number {
  return (
    compareOptional(a.InstanceNumber, b.InstanceNumber) ||
    compareOptional(timeOf(a), timeOf(b)) ||
    compareStrings(a.SOPInstanceUID, b.SOPInstanceUID)
  );
}

/** PS3.5 6.2: DT, or DA and TM; as text they order as the times do within one time zone. */
function timeOf(image: Instance): string | undefined {
  return (
    image.AcquisitionDateTime ??
    join(image.AcquisitionDate, image.AcquisitionTime) ??
    join(image.ContentDate, image.ContentTime)
  );
}

function join(date: string | undefined, time: string | undefined): string | undefined {
  return date === undefined && time === undefined ? undefined : `${date ?? ''}${time ?? ''}`;
}
