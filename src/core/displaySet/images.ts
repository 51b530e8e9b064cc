import type { Instance } from '../dicom/instance.ts';
import type { DisplaySet, DisplaySetMessage } from './displaySet.ts';

/**
 * The pictures of a display set, counted from 0. A display set's `images` say
 * their order; without them it is instance after instance, frame after frame.
 */

/** More frames than this in one instance are not believed: see `frameCount`. */
export const maxFrames = 100_000;

/** One picture: `frame` counts from 1, `index` from 0 among the display set's images. */
export interface ImageOfDisplaySet {
  readonly instance: Instance;
  readonly frame: number;
  readonly index: number;
}

/** Whether the instance describes pictures at all (PS3.3 C.7.6.3). */
export function hasImage({ Rows = 0, Columns = 0 }: Instance): boolean {
  return Rows > 0 && Columns > 0;
}

/**
 * How many frames to offer of an instance: 0 without pictures, 1 where
 * NumberOfFrames is missing or empty (PS3.3 C.7.6.6), and 1 where it makes no
 * sense (zero, negative, a fraction, beyond `maxFrames`): nothing is allocated
 * on a claim, and `frameCountProblem` says so.
 */
export function frameCount(instance: Instance): number {
  if (!hasImage(instance)) return 0;
  const { NumberOfFrames = 1 } = instance;
  return Number.isInteger(NumberOfFrames) && NumberOfFrames >= 1 && NumberOfFrames <= maxFrames
    ? NumberOfFrames
    : 1;
}

/** What is wrong with NumberOfFrames, in words; undefined when nothing is. */
export function frameCountProblem(instance: Instance): DisplaySetMessage | undefined {
  const { NumberOfFrames = 1 } = instance;
  if (frameCount(instance) === NumberOfFrames || !hasImage(instance)) return undefined;
  const claim = NumberOfFrames.toLocaleString('en');
  const text =
    NumberOfFrames > maxFrames
      ? `It claims ${claim} frames, more than can be believed: only the first is shown`
      : `It claims ${claim} frames, which cannot be: only the first is shown`;
  return { severity: 'error', code: 'frame-count', text };
}

/** Pictures in the display set: frames, not instances. */
export function imageCount(displaySet: DisplaySet): number {
  return displaySet.numImageFrames;
}

/** The picture at an index, or undefined outside 0 .. imageCount - 1. Takes log(instances) steps at most. */
export function imageAt(displaySet: DisplaySet, index: number): ImageOfDisplaySet | undefined {
  if (!Number.isInteger(index) || index < 0 || index >= displaySet.numImageFrames) return undefined;
  const { images, instances } = displaySet;
  if (images) {
    const ref = images[index];
    const instance = ref && instances[ref.instanceIndex];
    return instance ? { instance, frame: ref.frame, index } : undefined;
  }
  const starts = startsOf(displaySet);
  let low = 0;
  let high = instances.length - 1;
  // The last instance that starts at or before the index.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  const instance = instances[low];
  return instance ? { instance, frame: index - (starts[low] ?? 0) + 1, index } : undefined;
}

/** Where a frame is among the pictures, or -1. */
export function indexOfImage(
  displaySet: DisplaySet,
  image: { readonly SOPInstanceUID: string; readonly frame: number },
): number {
  const { images } = displaySet;
  const position = positionsOf(displaySet).get(image.SOPInstanceUID);
  if (position === undefined) return -1;
  if (images) return framesOf(displaySet).get(position)?.get(image.frame) ?? -1;
  const instance = displaySet.instances[position];
  if (!instance || image.frame < 1 || image.frame > frameCount(instance)) return -1;
  const index = (startsOf(displaySet)[position] ?? 0) + image.frame - 1;
  return Number.isInteger(index) && index < displaySet.numImageFrames ? index : -1;
}

/** The picture that stands for the display set in a thumbnail; undefined when it has none. */
export function representativeImage(displaySet: DisplaySet): ImageOfDisplaySet | undefined {
  return imageAt(displaySet, displaySet.representativeImageIndex) ?? imageAt(displaySet, 0);
}

/** Instances that hold several pictures, or none, make "index = instance index" wrong; so starts are summed once. */
const starts = new WeakMap<DisplaySet, Uint32Array>();
function startsOf(displaySet: DisplaySet): Uint32Array {
  let sums = starts.get(displaySet);
  if (!sums) {
    sums = new Uint32Array(displaySet.instances.length);
    let total = 0;
    displaySet.instances.forEach((instance, i) => {
      if (sums) sums[i] = total;
      total += frameCount(instance);
    });
    starts.set(displaySet, sums);
  }
  return sums;
}

const positions = new WeakMap<DisplaySet, ReadonlyMap<string, number>>();
function positionsOf(displaySet: DisplaySet): ReadonlyMap<string, number> {
  let map = positions.get(displaySet);
  if (!map) {
    map = new Map(displaySet.instances.map(({ SOPInstanceUID }, i) => [SOPInstanceUID, i]));
    positions.set(displaySet, map);
  }
  return map;
}

const frames = new WeakMap<DisplaySet, ReadonlyMap<number, ReadonlyMap<number, number>>>();
/** With `images`: instance index to frame to image index. */
function framesOf(displaySet: DisplaySet): ReadonlyMap<number, ReadonlyMap<number, number>> {
  let map = frames.get(displaySet);
  if (!map) {
    const made = new Map<number, Map<number, number>>();
    displaySet.images?.forEach(({ instanceIndex, frame }, index) => {
      let ofInstance = made.get(instanceIndex);
      if (!ofInstance) made.set(instanceIndex, (ofInstance = new Map()));
      if (!ofInstance.has(frame)) ofInstance.set(frame, index);
    });
    map = made;
    frames.set(displaySet, map);
  }
  return map;
}
