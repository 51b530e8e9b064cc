import { sopClassUidsOf } from '../core/dicom/sopClass.ts';
import type { Mode } from '../core/mode/mode.ts';
import { imageHandlers } from './imageHandlers.ts';
import { objectHandlers } from './objectHandlers.ts';

const imageClasses = new Set(sopClassUidsOf('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'T'));
const modalitiesWithoutImages = new Set(['SR', 'KO', 'PR', 'DOC', 'SEG', 'REG', 'RTSTRUCT', 'RTPLAN', 'ECG']);

export const viewerMode: Mode = {
  id: 'viewer',
  displayName: 'General',
  description: 'Stacks, clips, reports and documents side by side',
  icon: 'layout-grid',
  // The first handler to take an instance has it: what is not an image cannot be anything else,
  // video is not a clip of frames, and the stack takes every image that is left.
  sopClassHandlers: [...objectHandlers, ...imageHandlers],
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
