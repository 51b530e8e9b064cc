import { compareOptional } from '../collections.ts';
import { frameMacro } from '../dicom/functionalGroups.ts';
import type { Instance } from '../dicom/instance.ts';
import type { ImageRef } from '../displaySet/displaySet.ts';
import { frameCount } from '../displaySet/images.ts';

export interface OrderedFrames {
  readonly images: readonly ImageRef[];
  /** For the explanation: "the object's dimensions (Stack ID, In-Stack Position Number)". */
  readonly sortedBy: string;
}

/**
 * Frames of one logical object: by DimensionIndexValues, the first dimension
 * slowest (PS3.3 C.7.6.17); without dimensions by stack and position in it;
 * else as stored. Both only where every frame has them.
 */
export function inFrameOrder(instances: readonly Instance[]): OrderedFrames {
  const stored = instances.flatMap((instance, instanceIndex) =>
    Array.from({ length: frameCount(instance) }, (_, i): ImageRef => ({ instanceIndex, frame: i + 1 })),
  );
  const dimensions = keysOf(instances, stored, dimensionKey);
  if (dimensions) return sorted(stored, dimensions, dimensionNames(instances[0]));
  const positions = keysOf(instances, stored, stackKey);
  if (positions) return sorted(stored, positions, 'position in the stack');
  return { images: stored, sortedBy: 'stored frame order' };
}

/** Whether images are instance after instance, frame after frame: then they need no list of their own. */
export function isStoredOrder(images: readonly ImageRef[]): boolean {
  return images.every(({ instanceIndex, frame }, i) => {
    const before = images[i - 1];
    return before === undefined
      ? instanceIndex === 0 && frame === 1
      : instanceIndex === before.instanceIndex
        ? frame === before.frame + 1
        : instanceIndex === before.instanceIndex + 1 && frame === 1;
  });
}

type Key = readonly (number | string)[];

function dimensionKey(instance: Instance, frame: number): Key | undefined {
  const values = frameMacro(instance, frame, 'FrameContentSequence')?.DimensionIndexValues;
  return values?.length === instance.DimensionIndexSequence?.length ? values : undefined;
}

function stackKey(instance: Instance, frame: number): Key | undefined {
  const content = frameMacro(instance, frame, 'FrameContentSequence');
  if (content?.InStackPositionNumber === undefined) return undefined;
  return [numberIn(content.StackID), content.TemporalPositionIndex ?? 0, content.InStackPositionNumber];
}

/** Stack 2 before stack 10. */
function numberIn(text = ''): number | string {
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? number : text;
}

function keysOf(
  instances: readonly Instance[],
  frames: readonly ImageRef[],
  keyOf: (instance: Instance, frame: number) => Key | undefined,
): readonly Key[] | undefined {
  const keys: Key[] = [];
  for (const { instanceIndex, frame } of frames) {
    const instance = instances[instanceIndex];
    const key = instance && keyOf(instance, frame);
    if (!key) return undefined;
    keys.push(key);
  }
  return keys;
}

function sorted(stored: readonly ImageRef[], keys: readonly Key[], by: string): OrderedFrames {
  const order = stored.map((image, i) => ({ image, key: keys[i] ?? [], i }));
  order.sort((a, b) => compareKeys(a.key, b.key) || a.i - b.i);
  return { images: order.map(({ image }) => image), sortedBy: by };
}

function compareKeys(a: Key, b: Key): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = compareOptional<number | string>(a[i], b[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function dimensionNames(instance: Instance | undefined): string {
  const names = (instance?.DimensionIndexSequence ?? []).map(
    ({ DimensionDescriptionLabel, DimensionIndexPointer = '' }) =>
      DimensionDescriptionLabel ?? pointers[DimensionIndexPointer] ?? (DimensionIndexPointer || 'unnamed'),
  );
  return `the object's dimensions (${names.join(', ')})`;
}

/** Dimensions that most objects have, by their attribute. */
const pointers: Readonly<Record<string, string>> = {
  '00189082': 'EffectiveEchoTime',
  '00189087': 'DiffusionBValue',
  '00189089': 'DiffusionGradientOrientation',
  '00200032': 'ImagePositionPatient',
  '00200037': 'ImageOrientationPatient',
  '00209056': 'StackID',
  '00209057': 'InStackPositionNumber',
  '00209128': 'TemporalPositionIndex',
  '00209153': 'NominalCardiacTriggerDelayTime',
};
