import type { Instance } from '../../core/dicom/instance.ts';
import { sopClassEntry, sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import type { DisplaySetMessage } from '../../core/displaySet/displaySet.ts';
import { leavingListAsIs } from '../../core/extension/leavesListAsIs.ts';
import { inFrameOrder } from '../../core/multiFrame/frameOrder.ts';
import { logicalObjects, reasonNotMultiFrame } from '../../core/multiFrame/logicalObjects.ts';
import { multiFrames } from '../../core/split/survey.ts';
import { multiFrameInput } from '../../core/multiFrame/multiFrameInput.ts';

/**
 * Every multi-frame instance as a display set of its own: a clip that plays, or
 * the frames of an enhanced object in the order of its dimensions, as one run.
 * The parts of a concatenation are one object (PS3.3 7.5.1).
 */
export const clipHandler = leavingListAsIs({
  name: 'clip',
  sopClassUids: sopClassUidsOf('D', 'C', 'E', 'F', 'A', 'B', 'H', 'T'),
  splitBy: ['ConcatenationUID, else one display set an instance'],
  sortBy: ['DimensionIndexValues', 'stack and position in it', 'frames as stored'],
  getDisplaySetsFromSeries: (instances) =>
    logicalObjects(multiFrames(instances)).map((object) =>
      multiFrameInput(object, {
        ...inFrameOrder(object.instances),
        parts: [],
        splitBy: [],
        isJudged: groupOf(object.instances[0]) === 'C',
        messages: slideMessages(object.instances),
        reason: 'each multi-frame instance is a display set of its own',
      }),
    ),
  reasonLeft: (instances) => reasonNotMultiFrame(instances, 'not clips'),
});

const groupOf = (instance: Instance | undefined) => instance && sopClassEntry(instance.SOPClassUID)?.group;

function slideMessages([first]: readonly Instance[]): DisplaySetMessage[] {
  if (groupOf(first) !== 'H') return [];
  const text = 'Tiles of a slide, one after another: they are not put together to the whole picture';
  return [{ severity: 'info', code: 'tiles', text }];
}
