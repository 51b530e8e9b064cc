import type { DataSource } from '../../core/dataSource.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import type { ImagePosition } from '../../core/viewport.ts';
import { imageIdOf, type ImageSource } from './imageStore.ts';

/** More frames than this in one display set are a claim, not a clip; nothing is allocated for them. */
export const maxImages = 20_000;

/** The images of a display set by index. */
export interface StackContent {
  readonly displaySet: DisplaySet;
  readonly imageIds: readonly string[];
  readonly count: number;
  source(index: number): ImageSource | undefined;
  position(index: number): ImagePosition | undefined;
  /** Index of an image of this set, or undefined. */
  indexOf(image: { readonly SOPInstanceUID: string; readonly frame: number }): number | undefined;
  indexOfId(imageId: string): number | undefined;
  /** Why not every claimed image is here; undefined when all are. */
  readonly cut: string | undefined;
}

export function stackContent(displaySet: DisplaySet, dataSource: DataSource): StackContent {
  const refs: { instance: Instance; frame: number }[] = [];
  let claimed = 0;
  const add = (instance: Instance | undefined, frame: number) => {
    claimed++;
    if (instance && refs.length < maxImages) refs.push({ instance, frame });
  };
  if (displaySet.images)
    for (const { instanceIndex, frame } of displaySet.images) add(displaySet.instances[instanceIndex], frame);
  else
    for (const instance of displaySet.instances) {
      const frames = framesOf(instance);
      for (let frame = 1; frame <= frames && refs.length < maxImages; frame++) add(instance, frame);
      claimed += Math.max(0, frames - maxImages);
    }

  const sources = refs.map(({ instance, frame }): ImageSource => ({ dataSource, instance, frame }));
  const imageIds = sources.map(imageIdOf);
  const indexById = new Map(imageIds.map((imageId, index) => [imageId, index]));
  return {
    displaySet,
    imageIds,
    count: refs.length,
    source: (index) => sources[index],
    position(index) {
      const ref = refs[index];
      return ref && { index, SOPInstanceUID: ref.instance.SOPInstanceUID, frame: ref.frame };
    },
    indexOf({ SOPInstanceUID, frame }) {
      const index = refs.findIndex((r) => r.instance.SOPInstanceUID === SOPInstanceUID && r.frame === frame);
      return index < 0 ? undefined : index;
    },
    indexOfId: (imageId) => indexById.get(imageId),
    cut:
      claimed > refs.length
        ? `Only the first ${refs.length.toLocaleString('en')} of ${claimed.toLocaleString('en')} claimed images are shown`
        : undefined,
  };
}

/** Missing or empty counts as one; a number that cannot be counts as one, too: its first frame may exist. */
function framesOf({ NumberOfFrames }: Instance): number {
  return NumberOfFrames !== undefined && Number.isInteger(NumberOfFrames) && NumberOfFrames > 0
    ? NumberOfFrames
    : 1;
}
