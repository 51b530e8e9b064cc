import type { Instance } from '../../core/dicom/instance.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { frameCount } from '../../core/displaySet/images.ts';
import { leavingListAsIs } from '../../core/extension/leavesListAsIs.ts';
import { logicalObjects, reasonNotMultiFrame } from '../../core/multiFrame/logicalObjects.ts';
import { multiFrames } from '../../core/split/survey.ts';
import { clipIdentity, multiFrameInput } from '../../core/multiFrame/multiFrameInput.ts';
import { vectorFrames } from './vectors.ts';

/**
 * Nuclear medicine images whose frames are counted by vectors: one display set
 * an image, its energy windows, detectors, phases and time slots as parts of it.
 * @see PS3.3 C.8.4.8 NM Multi-frame Module
 */
export const vectorsHandler = leavingListAsIs({
  name: 'vectors',
  sopClassUids: [SopClass.NuclearMedicineImageStorage, SopClass.NuclearMedicineImageStorageRetired],
  identity: clipIdentity,
  splitBy: [
    'one display set an instance',
    'into parts by the vectors that FrameIncrementPointer names, but the last: energy window, detector, phase, rotation, R-R interval, time slot',
  ],
  sortBy: ['the vectors that FrameIncrementPointer names, the first slowest'],
  getDisplaySetsFromSeries(instances) {
    const all = logicalObjects(multiFrames(instances));
    return all.flatMap((object) => {
      const [instance, ...more] = object.instances;
      const frames = instance && more.length === 0 ? framesOf(instance) : undefined;
      if (!frames) return [];
      const reason = `its frames are counted by ${frames.sortedBy}`;
      return [multiFrameInput(object, { ...frames, isJudged: false, reason })];
    });
  },
  reasonLeft: (instances) => reasonNotMultiFrame(instances, 'no vector counts their frames'),
});

const framesOf = (instance: Instance) => vectorFrames(instance, frameCount(instance));
