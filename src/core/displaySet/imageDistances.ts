import { framePlane } from '../dicom/functionalGroups.ts';
import {
  distanceAlongNormal,
  oppositeLetters,
  orientationLetters,
  planeAxesInTurn,
  sameOrientation,
  type Vector3,
} from '../dicom/geometry.ts';
import type { DisplaySet } from './displaySet.ts';
import { imageAt } from './images.ts';

/** Where the images of a display set lie along their common normal. */
export interface ImageDistances {
  readonly normal: Vector3;
  /** mm, by image index; NaN for an image without a position. */
  readonly distances: Float64Array;
}

const known = new WeakMap<DisplaySet, ImageDistances | 'none'>();

/**
 * The distance of each image from the origin of its frame of reference, along
 * the normal that all share (PS3.3 C.7.6.2.1.1).
 * @returns undefined when no image has a plane, or when their planes are not
 * parallel: distances along one normal mean nothing between them.
 */
export function imageDistances(displaySet: DisplaySet): ImageDistances | undefined {
  let found = known.get(displaySet);
  if (!found) known.set(displaySet, (found = measure(displaySet) ?? 'none'));
  return found === 'none' ? undefined : found;
}

function measure(displaySet: DisplaySet): ImageDistances | undefined {
  const distances = new Float64Array(displaySet.numImageFrames).fill(NaN);
  const axesOf = planeAxesInTurn();
  let reference: ReturnType<typeof axesOf>;
  for (let index = 0; index < distances.length; index++) {
    const image = imageAt(displaySet, index);
    if (!image) continue;
    const plane = framePlane(image.instance, image.frame);
    const axes = axesOf(plane);
    if (!axes) continue;
    reference ??= axes;
    if (!sameOrientation(axes, reference)) return undefined;
    distances[index] = distanceAlongNormal(plane, reference.normal) ?? NaN;
  }
  return reference && { normal: reference.normal, distances };
}

/**
 * A distance along a normal by the letter of the patient's direction, mm:
 * "H12.5" is 12.5 mm towards the head from the origin.
 */
export function placeLabel(distanceMm: number, normal: Vector3): string {
  const letter = orientationLetters(normal).charAt(0);
  const shown = Math.round(Math.abs(distanceMm) * 100) / 100;
  return `${distanceMm >= 0 ? letter : oppositeLetters(letter)}${shown}`;
}
