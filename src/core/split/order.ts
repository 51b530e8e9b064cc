import { compareOptional, compareStrings, firstDefined } from '../collections.ts';
import {
  distanceAlongNormal,
  oppositeLetters,
  orientationLetters,
  planeAxesInTurn,
  sameOrientation,
  upwardOf,
  type PlaneAxes,
  type Vector3,
} from '../dicom/geometry.ts';
import type { Instance } from '../dicom/instance.ts';
import { inOrder, numbersOf, orderByKey } from '../orderByKey.ts';

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
  const timeOrder = (a: number, b: number) => byNumberAndTime(images[a], images[b]);
  const direction = directionOf(images);
  const distances = direction && distancesAlong(images, direction);
  if (direction && distances) {
    const to = orientationLetters(direction.upward).charAt(0);
    return {
      images: inOrder(images, orderByKey(distances, timeOrder)),
      sortedBy: `position along the normal (${oppositeLetters(to)} to ${to})`,
    };
  }
  const numbers = numbersOf(images, ({ InstanceNumber }) => InstanceNumber ?? Infinity);
  const sorted = inOrder(images, orderByKey(numbers, timeOrder));
  if (images.length === 1 || numbers.some((number) => number !== numbers[0]))
    return { images: sorted, sortedBy: 'InstanceNumber' };
  const [first] = images;
  const times = first && images.some((image) => timeOf(image) !== timeOf(first));
  return { images: sorted, sortedBy: times ? 'acquisition time' : 'SOPInstanceUID' };
}

interface Direction {
  readonly plane: PlaneAxes;
  /** The plane's normal, turned so that its largest part points to the head, the left or the back. */
  readonly upward: Vector3;
}

function directionOf(images: readonly Instance[]): Direction | undefined {
  const plane = firstDefined(images, planeAxesInTurn());
  if (!plane) return undefined;
  return { plane, upward: upwardOf(plane) };
}

/** By image; undefined unless all have a position and planes that are parallel. */
function distancesAlong(images: readonly Instance[], { plane, upward }: Direction): Float64Array | undefined {
  const axesOf = planeAxesInTurn();
  const distances = new Float64Array(images.length);
  for (let i = 0; i < images.length; i++) {
    const image = images[i] ?? {};
    const axes = axesOf(image);
    const distance = distanceAlongNormal(image, upward);
    if (!axes || distance === undefined || !sameOrientation(axes, plane)) return undefined;
    // In steps of 10 micrometres, so that two images of one position compare as equal, both ways round.
    distances[i] = Math.round(distance * 100);
  }
  return distances;
}

function byNumberAndTime(a: Instance | undefined, b: Instance | undefined): number {
  if (!a || !b) return 0;
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
