import { SopClass, sopClassUidsOf } from '../core/dicom/sopClass.ts';
import type { Mode } from '../core/mode/mode.ts';

const paperClasses = new Set<string>([...sopClassUidsOf('K', 'L'), SopClass.EncapsulatedPDFStorage]);
const paperModalities = new Set(['SR', 'KO', 'DOC']);

export const reportsMode: Mode = {
  id: 'reports',
  displayName: 'Reports',
  description: 'The paper first: reports and documents, then images',
  icon: 'file-text',
  sopClassHandlers: [
    'structured-report.sopClassHandlerModule.report',
    'encapsulated-document.sopClassHandlerModule.pdf',
    'multi-frame.sopClassHandlerModule.clip',
    'image-stack.sopClassHandlerModule.stack',
  ],
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
