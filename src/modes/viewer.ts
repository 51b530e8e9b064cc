import { sopClassUidsOf } from '../core/dicom/sopClass.ts';
import type { Mode } from '../core/mode/mode.ts';

const imageClasses = new Set(sopClassUidsOf('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'T'));
const modalitiesWithoutImages = new Set(['SR', 'KO', 'PR', 'DOC', 'SEG', 'REG', 'RTSTRUCT', 'RTPLAN', 'ECG']);

export const viewerMode: Mode = {
  id: 'viewer',
  displayName: 'General',
  description: 'Stacks, clips, reports and documents side by side',
  icon: 'layout-grid',
  // The first handler to take an instance has it: documents cannot be anything else,
  // a clip is one instance of many frames, and the stack takes every image that is left.
  sopClassHandlers: [
    'structured-report.sopClassHandlerModule.report',
    'encapsulated-document.sopClassHandlerModule.pdf',
    'multi-frame.sopClassHandlerModule.clip',
    'image-stack.sopClassHandlerModule.stack',
  ],
  isApplicable: ({ SOPClassUIDs, ModalitiesInStudy, complete, numInstances }) => {
    if ([...SOPClassUIDs].some((uid) => imageClasses.has(uid))) return { applicable: true };
    if (complete && SOPClassUIDs.size > 0)
      return { applicable: false, reason: 'There are no images in this study' };
    if (complete && numInstances === 0) return { applicable: false, reason: 'This study is empty' };
    const onlyOthers =
      ModalitiesInStudy.length > 0 && ModalitiesInStudy.every((m) => modalitiesWithoutImages.has(m));
    return onlyOthers
      ? { applicable: false, reason: `No images: only ${ModalitiesInStudy.join(', ')}` }
      : { applicable: true };
  },
  layout: { rows: 1, columns: 2 },
};
