import type { Instance } from '../dicom/instance.ts';
import { sopClassEntry } from '../dicom/sopClass.ts';
import { planesLook } from '../dicom/parallelPlanes.ts';
import { videoCodec } from '../dicom/transferSyntax.ts';
import { frameCount, hasImage } from '../displaySet/images.ts';
import { inBlocks } from '../inBlocks.ts';
import { frameImage } from '../multiFrame/frameImage.ts';
import { commonAttributes, matrixAttributes, planeAttributes } from './baseAttributes.ts';
import { onceForList } from './onceForList.ts';
import { planesOf } from './placement.ts';
import { sharedAmong, sharedLook, splitFurther, type SplitGroup } from './split.ts';
import type { SplitAttribute } from './splitAttribute.ts';
import {
  acquisition,
  bValue,
  complexComponent,
  directionality,
  echoNumber,
  echoTime,
  otherAttributes,
  seriesType,
} from './tellingAttributes.ts';
import {
  cardiacPercentage,
  frameReferenceTime,
  repetitions,
  temporalPosition,
  triggerDelay,
  triggerTime,
} from './timeAttributes.ts';

/** Each has a handler of its own, which splits by it; the stack handler does not. */
export const handledAttributes: readonly SplitAttribute[] = [
  echoTime,
  bValue,
  directionality,
  complexComponent,
  temporalPosition,
  triggerTime,
  triggerDelay,
  cardiacPercentage,
  frameReferenceTime,
  echoNumber,
  seriesType,
  acquisition,
];

/** Everything that may tell several images of one position apart, in the order in which it is tried. */
export const tellingAttributes: readonly SplitAttribute[] = [
  ...handledAttributes.filter(({ id }) => id !== 'acquisition' && id !== 'seriesType'),
  ...otherAttributes,
  seriesType,
  acquisition,
  ...repetitions,
];

const commonToPlanes: readonly SplitAttribute[] = [...matrixAttributes, ...planeAttributes];
/** Incidental ones are read only where a position has several images: see `splitFurther`. */
const surveyed = [...commonAttributes, ...commonToPlanes, ...handledAttributes].filter(
  ({ kind }) => kind !== 'incidental',
);

/** What one look at images tells every handler that is offered them. */
export interface Survey {
  readonly images: readonly Instance[];
  /** Ids of attributes of which all images certainly have one value. */
  readonly shared: ReadonlySet<string>;
  /** The images by what never shares a stack. */
  readonly groups: readonly SplitGroup[];
}

export const surveyOf: (images: readonly Instance[]) => Survey = onceForList((images) => {
  const shared = sharedIn(images);
  const whole = { images, values: new Map(), toldBy: new Set<string>(), declined: [], tooMany: [] };
  const groups = splitFurther(whole, commonAttributes, shared).flatMap((group) =>
    splitFurther(group, baseOf(group.images[0]), shared),
  );
  return { images, shared, groups };
});

/** By everything that tells images apart, in one go: for a handler that takes them all. */
export function fullySplit(images: readonly Instance[]): readonly SplitGroup[] {
  const { groups, shared } = surveyOf(images);
  return groups.flatMap((group) => splitFurther(group, tellingAttributes, shared));
}

/** Stills and photographs may differ in size and colour from one to the next and still be one run to look through. */
function baseOf(image: Instance | undefined): readonly SplitAttribute[] {
  return isRunOfStills(image) ? [] : commonToPlanes;
}

/** Ultrasound, angiography, photographs: what tells slices apart tells nothing of them. */
export function isRunOfStills(image: Instance | undefined): boolean {
  const group = image && sopClassEntry(image.SOPClassUID)?.group;
  return group === 'D' || group === 'F';
}

/** Pictures of one frame, the only ones that a series is split by: an instance is never divided. */
export const singleFrames = (instances: readonly Instance[]) => framesIn(instances).single;

/** Instances of several frames, and parts of what is, also those of one frame (PS3.3 7.5.1). */
export const multiFrames = (instances: readonly Instance[]) => framesIn(instances).multi;

/** Where nearly all series are plain images, the look that finds this out finds also what they share and where they lie. */
const framesIn = onceForList((instances) => {
  const shared = sharedLook(surveyed);
  const planes = planesLook(instances);
  const kinds = { single: 0, plain: 0, multi: 0 };
  inBlocks(instances.length, (from, to) => {
    countFrames(instances, from, to, kinds);
    if (kinds.plain === to) {
      shared.see(instances, from, to);
      planes?.see(from, to);
    }
    return true;
  });
  if (kinds.plain === instances.length) {
    sharedIn.know(instances, shared.seen());
    planesOf.know(instances, planes?.seen());
    return { single: instances, multi: none };
  }
  return {
    single: kinds.single > 0 ? instances.filter(isSingleFrame).map(asImage) : none,
    multi: kinds.multi > 0 ? instances.filter(isMultiFrame) : none,
  };
});

const none: readonly Instance[] = [];
const sharedIn = onceForList((images) => sharedAmong(images, surveyed));

function countFrames(
  instances: readonly Instance[],
  from: number,
  to: number,
  kinds: { single: number; plain: number; multi: number },
): void {
  for (let i = from; i < to; i++) {
    const instance = instances[i];
    const frames = instance ? frameCount(instance) : 0;
    if (!instance || frames === 0 || videoCodec(instance) !== undefined) continue;
    if (frames > 1 || instance.ConcatenationUID !== undefined) kinds.multi++;
    else {
      kinds.single++;
      if (instance.SharedFunctionalGroupsSequence === undefined) kinds.plain++;
    }
  }
}

const isPart = ({ ConcatenationUID }: Instance) => ConcatenationUID !== undefined;
const isSingleFrame = (instance: Instance) =>
  frameCount(instance) === 1 && !isPart(instance) && !videoCodec(instance);
const isMultiFrame = (instance: Instance) =>
  hasImage(instance) && !videoCodec(instance) && (frameCount(instance) > 1 || isPart(instance));

/** An enhanced object of one frame with what its functional groups say, so that it is split, ordered and judged as any image. */
export function asImage(instance: Instance): Instance {
  const { SharedFunctionalGroupsSequence, PerFrameFunctionalGroupsSequence } = instance;
  if (!SharedFunctionalGroupsSequence && !PerFrameFunctionalGroupsSequence) return instance;
  return { ...frameImage(instance, 1, 1), ...instance };
}
