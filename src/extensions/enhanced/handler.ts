import { sopClassEntry, sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { leavingListAsIs } from '../../core/extension/leavesListAsIs.ts';
import { partedFrames } from '../../core/multiFrame/frameParts.ts';
import {
  logicalObjects,
  reasonNotMultiFrame,
  type LogicalObject,
} from '../../core/multiFrame/logicalObjects.ts';
import { multiFrames } from '../../core/split/survey.ts';
import { clipIdentity, multiFrameInput } from '../../core/multiFrame/multiFrameInput.ts';

/**
 * Enhanced multi-frame objects, also those converted from single images: one
 * display set an object, its stacks, frame types, b-values, echoes and times as
 * parts of it, each judged as a volume. The parts of a concatenation are joined.
 * @see PS3.3 C.7.6.16 Multi-frame Functional Groups, C.7.6.17 Multi-frame Dimension, 7.5.1 Concatenation
 */
export const framesHandler = leavingListAsIs({
  name: 'frames',
  sopClassUids: sopClassUidsOf('C'),
  identity: clipIdentity,
  splitBy: [
    'ConcatenationUID, else one display set an instance',
    'into parts: StackID, FrameType, orientation, echo time, b-value, complex component, temporal position, cardiac phase',
  ],
  sortBy: ['part by part', 'DimensionIndexValues', 'stack and position in it', 'frames as stored'],
  getDisplaySetsFromSeries: (instances) =>
    logicalObjects(multiFrames(instances)).map((object) => {
      const { declined, ...frames } = partedFrames(object.instances);
      const reason = [reasonOf(object), ...declined].join('; ');
      return multiFrameInput(object, { ...frames, isJudged: true, reason });
    }),
  reasonLeft: (instances) => reasonNotMultiFrame(instances, 'not enhanced objects'),
});

function reasonOf({ instances: [first] }: LogicalObject): string {
  const keyword = first && sopClassEntry(first.SOPClassUID)?.keyword;
  return keyword?.startsWith('LegacyConverted')
    ? 'an object converted from single images is one display set'
    : 'an enhanced object is one display set';
}
