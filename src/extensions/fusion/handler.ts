import { ctClasses, mrClasses, petClasses } from '../../core/dicom/classFamilies.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import type { DisplaySetInput, DisplaySetReference } from '../../core/displaySet/displaySet.ts';
import { fusedOn } from '../../core/displaySet/fusedMessages.ts';
import { frameCount, hasImage } from '../../core/displaySet/images.ts';
import type { SopClassHandler } from '../../core/extension/sopClassHandler.ts';
import { stackSortBy } from '../../core/split/splitHandler.ts';
import { volumeInputs, volumeSplitBy } from '../../core/split/volumes.ts';

/** What PET is laid over. */
const baseClasses = [...ctClasses, ...mrClasses];

/**
 * PET images to be seen on the CT or MR of the same frame of reference. A handler
 * sees one series, so what a fused set holds is the PET; what it lies on is a
 * reference, resolved when that series is here (docs/adr/0011-fusion-by-reference.md).
 * @see PS3.3 C.7.4.1 Frame of Reference Module
 */
export const fusedPetHandler: SopClassHandler = {
  name: 'pet',
  sopClassUids: petClasses,
  splitBy: volumeSplitBy,
  sortBy: stackSortBy,
  getDisplaySetsFromSeries(instances) {
    const fusable = instances.filter(isPlaced);
    const singles = fusable.filter((instance) => frameCount(instance) === 1);
    const multis = fusable.filter((instance) => frameCount(instance) > 1);
    return [...stacks(singles), ...multis.map(enhanced)];
  },
  reasonLeft: () => 'it has no frame of reference or no position, so nothing can be laid over it',
};

const isPlaced = (instance: Instance): boolean =>
  hasImage(instance) &&
  // A part of a concatenation is nothing by itself: its handler joins it (PS3.3 7.5.1).
  instance.ConcatenationUID === undefined &&
  instance.FrameOfReferenceUID !== undefined &&
  (frameCount(instance) > 1 || instance.ImagePositionPatient !== undefined);

const reason = 'PET with a frame of reference: seen on the CT or MR that shares it';

const stacks = (images: readonly Instance[]): DisplaySetInput[] =>
  volumeInputs(images, reason).map((input) => ({
    ...input,
    references: baseOf(input.instances),
    viewportKinds: ['fusion', 'mip', 'volume', 'stack', 'tags'],
  }));

function enhanced(instance: Instance): DisplaySetInput {
  return {
    instances: [instance],
    splitKey: instance.SOPInstanceUID,
    splitValues: { SOPInstanceUID: instance.SOPInstanceUID },
    sortedBy: 'stored frame order',
    isMultiFrame: true,
    references: baseOf([instance]),
    viewportKinds: ['fusion', 'mip', 'volume', 'stack', 'tags'],
    reason,
  };
}

function baseOf([first]: readonly Instance[]): DisplaySetReference[] {
  const FrameOfReferenceUID = first?.FrameOfReferenceUID;
  if (FrameOfReferenceUID === undefined) return [];
  return [{ purpose: fusedOn, SOPInstanceUIDs: [], FrameOfReferenceUID, SOPClassUIDs: baseClasses }];
}
