import type { Instance } from '../dicom/instance.ts';
import type { DisplaySetPart, ImageRef } from '../displaySet/displaySet.ts';
import { imageType } from '../split/imageType.ts';
import { orientation } from '../split/orientation.ts';
import { splitImages, splitKeyOf, type SplitLimits } from '../split/split.ts';
import { byText, type SplitAttribute } from '../split/splitAttribute.ts';
import { splitLabels } from '../split/splitLabels.ts';
import { tellingAttributes } from '../split/survey.ts';
import { frameImage } from './frameImage.ts';
import { inFrameOrder } from './frameOrder.ts';

/** The frames of one object, part by part. */
export interface PartedFrames {
  readonly images: readonly ImageRef[];
  /** Two or more, or none. */
  readonly parts: readonly DisplaySetPart[];
  /** What the parts are told apart by: "b-value". */
  readonly splitBy: readonly string[];
  readonly sortedBy: string;
  /** Why frames were not told apart further, in words. */
  readonly declined: readonly string[];
}

/** PS3.3 C.7.6.16.2.2.7: frames of one stack lie in one direction. */
const stack = byText(
  'always',
  'stack',
  'stack',
  (i) => i.StackID,
  (id) => `stack ${id}`,
);
const attributes: readonly SplitAttribute[] = [stack, imageType, orientation, ...tellingAttributes];

/** Parts are marks along one run of frames, not display sets: there may be many. */
const partLimits: SplitLimits = { groups: 1000, singles: 20 };

/**
 * Frames in the order of the object's dimensions, and what would split a series
 * of single images splits them into parts: stacks, frame types, b-values,
 * echoes, times. The instance stays one.
 * @see PS3.3 C.7.6.17 Multi-frame Dimension Module
 */
export function partedFrames(instances: readonly Instance[]): PartedFrames {
  const { images: ordered, sortedBy } = inFrameOrder(instances);
  const frames = new Map<Instance, ImageRef>();
  for (const [i, ref] of ordered.entries()) {
    const instance = instances[ref.instanceIndex];
    if (instance) frames.set(frameImage(instance, ref.frame, i + 1), ref);
  }
  const groups = splitImages([...frames.keys()], attributes, partLimits);
  const declined = [...new Set(groups.flatMap((group) => group.declined))];
  // Parts of one image each would say nothing that the images do not say.
  if (groups.length === 1 || groups.every(({ images }) => images.length === 1))
    return { images: ordered, parts: [], splitBy: [], sortedBy, declined };
  const labels = splitLabels(groups);
  const told = new Set(groups.flatMap(({ toldBy }) => [...toldBy]));
  const parts: DisplaySetPart[] = [];
  let start = 0;
  for (const [i, group] of groups.entries()) {
    const count = group.images.length;
    parts.push({ key: splitKeyOf(group), label: labels[i] ?? 'other images', start, count });
    start += count;
  }
  const splitBy = attributes.flatMap(({ id, name }) => (told.has(id) ? [name] : []));
  return {
    images: groups.flatMap((group) => group.images.flatMap((image) => frames.get(image) ?? [])),
    parts,
    splitBy,
    sortedBy: `part by part (${splitBy.join(', ')}), then ${sortedBy}`,
    declined,
  };
}
