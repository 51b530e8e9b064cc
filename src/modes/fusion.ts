import { ctClasses, mrClasses, petClasses } from '../core/dicom/classFamilies.ts';
import type { Mode, StudyFacts } from '../core/mode/mode.ts';
import { without } from './handlerLists.ts';
import { imageHandlers } from './imageHandlers.ts';
import { objectHandlers, overlayHandlers, recordingHandlers, slideHandlers } from './objectHandlers.ts';

const isAmong = (classes: readonly string[], found: ReadonlySet<string>) =>
  classes.some((uid) => found.has(uid));

export const fusionMode: Mode = {
  id: 'fusion',
  displayName: 'Fusion',
  description: 'PET on the CT or MR of the same frame of reference',
  icon: 'blend',
  sopClassHandlers: [
    'fusion.sopClassHandlerModule.pet',
    'volume.sopClassHandlerModule.volume',
    ...overlayHandlers,
    // Before the clips, which would take their tiles and frames.
    ...slideHandlers,
    ...recordingHandlers,
    ...imageHandlers,
    ...without(objectHandlers, overlayHandlers, slideHandlers, recordingHandlers),
  ],
  isApplicable: (study) => {
    for (const classes of study.classesByFrameOfReference.values()) {
      if (!isAmong(petClasses, classes)) continue;
      if (isAmong(ctClasses, classes))
        return { applicable: true, reason: 'PET and CT share a frame of reference' };
      if (isAmong(mrClasses, classes))
        return { applicable: true, reason: 'PET and MR share a frame of reference' };
    }
    return study.complete ? { applicable: false, reason: reasonAgainst(study) } : foreseen(study);
  },
  layout: { rows: 1, columns: 2 },
  order: 'handlers',
};

function reasonAgainst({ SOPClassUIDs }: StudyFacts): string {
  if (!isAmong(petClasses, SOPClassUIDs)) return 'There is no PET in this study';
  if (isAmong(ctClasses, SOPClassUIDs)) return 'No frame of reference has both PET and CT';
  if (isAmong(mrClasses, SOPClassUIDs)) return 'No frame of reference has both PET and MR';
  return 'There is PET, and no CT or MR to lay it on';
}

/** By the archive's list alone: frames of reference are known when metadata has come. */
function foreseen({ ModalitiesInStudy }: StudyFacts) {
  const has = (modality: string) => ModalitiesInStudy.includes(modality);
  return has('PT') && (has('CT') || has('MR'))
    ? ({
        applicable: true,
        reason: `PT and ${has('CT') ? 'CT' : 'MR'} may share a frame of reference`,
      } as const)
    : ({ applicable: false, reason: 'No PET with CT or MR found so far' } as const);
}
