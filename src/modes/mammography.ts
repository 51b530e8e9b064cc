import { mammographyClasses, radiographClasses } from '../core/dicom/classFamilies.ts';
import type { Mode } from '../core/mode/mode.ts';
import { without } from './handlerLists.ts';
import { imageHandlers } from './imageHandlers.ts';
import { objectHandlers, recordingHandlers, slideHandlers } from './objectHandlers.ts';

const modalities = new Set(['MG', 'DX', 'CR']);

export const mammographyMode: Mode = {
  id: 'mammography',
  displayName: 'Mammography',
  description: 'Each view on its own: R CC, L CC, R MLO, L MLO, then tomosynthesis',
  icon: 'columns-2',
  sopClassHandlers: [
    'mammography.sopClassHandlerModule.view',
    'mammography.sopClassHandlerModule.tomosynthesis',
    // Before the clips, which would take their tiles and frames.
    ...slideHandlers,
    ...recordingHandlers,
    ...imageHandlers,
    ...without(objectHandlers, slideHandlers, recordingHandlers),
  ],
  isApplicable: ({ SOPClassUIDs, ModalitiesInStudy, complete }) => {
    if (mammographyClasses.some((uid) => SOPClassUIDs.has(uid)))
      return { applicable: true, reason: 'Mammograms' };
    if (radiographClasses.some((uid) => SOPClassUIDs.has(uid)))
      return { applicable: true, reason: 'Radiographs, by side and view' };
    if (complete) return { applicable: false, reason: 'There is no mammogram or radiograph in this study' };
    const found = ModalitiesInStudy.filter((m) => modalities.has(m));
    return found.length > 0
      ? { applicable: true, reason: found.join(', ') }
      : { applicable: false, reason: 'No mammogram or radiograph found so far' };
  },
  layout: { rows: 2, columns: 2 },
  order: 'handlers',
  fillsLayout: true,
};
