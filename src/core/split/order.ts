import { compareOptional, compareStrings, firstDefined } from '../collections.ts';
import {
  distanceAlongNormal,
  dot,
  oppositeLetters,
  orientationLetters,
  planeAxesInTurn,
  sameOrientation,
  upwardOf,
  type PlaneAxes,
  type Vector3,
} from '../dicom/geometry.ts';
import type { Instance } from '../dicom/instance.ts';
import { planesInOrder, type ParallelPlanes } from '../dicom/parallelPlanes.ts';
import { inOrder, isAsItWas, numbersOf, orderByKey } from '../orderByKey.ts';
import { scratchNumbers } from '../scratch.ts';
import { planesOf } from './placement.ts';

export interface OrderedImages {
  readonly images: readonly Instance[];
  /** Where they lie, in this order; undefined unless they are parallel, number for number. */
  readonly planes?: ParallelPlanes;
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
  const planes = planesOf(images);
  const direction = planes ? directionOf(planes.axes) : firstDirection(images);
  const keys = direction && (planes ? keysAlong(planes, direction) : distancesAlong(images, direction));
  if (direction && keys) {
    const to = orientationLetters(direction.upward).charAt(0);
    const sortedBy = `position along the normal (${oppositeLetters(to)} to ${to})`;
    const order = orderByKey(keys, timeOrder);
    if (!planes) return { images: inOrder(images, order), sortedBy };
    if (isAsItWas(order)) return { images, planes, sortedBy };
    return { images: inOrder(images, order), planes: planesInOrder(planes, order), sortedBy };
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

function firstDirection(images: readonly Instance[]): Direction | undefined {
  const plane = firstDefined(images, planeAxesInTurn());
  return plane && directionOf(plane);
}

const directionOf = (plane: PlaneAxes): Direction => ({ plane, upward: upwardOf(plane) });

/** In steps of 10 micrometres, so that two images of one position compare as equal, both ways round. */
const stepsOf = (mm: number) => Math.round(mm * 100);

const keysRoom = scratchNumbers();
/** @returns numbers for one ordering: the next asks for the same room. */
function keysAlong({ distances }: ParallelPlanes, { plane, upward }: Direction): Float64Array {
  const sign = dot(plane.normal, upward) < 0 ? -1 : 1;
  const keys = keysRoom(distances.length);
  for (let i = 0; i < keys.length; i++) keys[i] = stepsOf(sign * (distances[i] ?? 0));
  return keys;
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
    distances[i] = stepsOf(distance);
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
