import { sopClassUidsOf } from '../core/dicom/sopClass.ts';
import type { Mode } from '../core/mode/mode.ts';
import { without } from './handlerLists.ts';
import { imageHandlers } from './imageHandlers.ts';
import { documentHandlers, keyObjectHandlers, objectHandlers, reportHandlers } from './objectHandlers.ts';

const paperClasses = new Set<string>(sopClassUidsOf('K', 'L', 'P', 'Q'));
const paperModalities = new Set(['SR', 'KO', 'DOC']);

const first = [...reportHandlers, ...documentHandlers, ...keyObjectHandlers];

export const reportsMode: Mode = {
  id: 'reports',
  displayName: 'Reports',
  description: 'The paper first: reports, documents and key images, then images',
  icon: 'file-text',
  sopClassHandlers: [...first, ...without(objectHandlers, first), ...imageHandlers],
  isApplicable: ({ SOPClassUIDs, ModalitiesInStudy, complete }) => {
    if ([...SOPClassUIDs].some((uid) => paperClasses.has(uid))) return { applicable: true };
    if (complete) return { applicable: false, reason: 'There is no report or document in this study' };
    return ModalitiesInStudy.some((m) => paperModalities.has(m))
      ? { applicable: true }
      : { applicable: false, reason: 'No report or document found so far' };
  },
  layout: { rows: 1, columns: 2 },
  order: 'handlers',
};
