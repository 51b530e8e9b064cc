import { crossSectionalClasses } from '../../core/dicom/classFamilies.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import type { DisplaySetInput } from '../../core/displaySet/displaySet.ts';
import { frameCount, hasImage } from '../../core/displaySet/images.ts';
import type { SopClassHandler } from '../../core/extension/sopClassHandler.ts';
import { stackSortBy } from '../../core/split/splitHandler.ts';
import { volumeInputs, volumeSplitBy } from '../../core/split/volumes.ts';
import { frameVolume } from './frameVolume.ts';

/**
 * What can be cut along any plane: CT, MR and PET images that are evenly spaced
 * in one geometry, one display set each. Everything else is left to the next.
 * @see PS3.3 C.7.6.2 Image Plane Module
 */
export const volumeHandler: SopClassHandler = {
  name: 'volume',
  sopClassUids: crossSectionalClasses,
  splitBy: volumeSplitBy,
  sortBy: stackSortBy,
  getDisplaySetsFromSeries(instances) {
    const [singles, multis]: [Instance[], Instance[]] = [[], []];
    for (const instance of instances)
      if (hasImage(instance) && !isLocalizer(instance) && !isPart(instance))
        (frameCount(instance) > 1 ? multis : singles).push(instance);
    return [...stacked(singles), ...numbered(multis.flatMap((instance) => frameVolume(instance) ?? []))];
  },
  reasonLeft: (instances) =>
    instances.every(isLocalizer)
      ? 'localizers are not a volume'
      : 'the images are not evenly spaced in one geometry, so they are not a volume',
};

/** A part of a concatenation is no volume of its own: its handler joins it (PS3.3 7.5.1). */
const isPart = ({ ConcatenationUID }: Instance) => ConcatenationUID !== undefined;

const isLocalizer = ({ ImageType = [] }: Instance) => ImageType.includes('LOCALIZER');

/** Several objects of one series are told apart by their number. */
function numbered(volumes: readonly DisplaySetInput[]): readonly DisplaySetInput[] {
  if (volumes.length < 2) return volumes;
  return volumes.map((volume) => {
    const number = volume.instances[0]?.InstanceNumber;
    return number === undefined ? volume : { ...volume, splitLabel: `image ${number}` };
  });
}

function stacked(images: readonly Instance[]): DisplaySetInput[] {
  return volumeInputs(images, 'evenly spaced in one geometry, so it is a volume')
    .filter(({ geometry }) => geometry?.reconstructable)
    .map((input) => ({ ...input, viewportKinds: ['volume', 'stack', 'tags'] }));
}
