import { SopClass, sopClassUidsOf } from '../core/dicom/sopClass.ts';
import type { Mode } from '../core/mode/mode.ts';
import { without } from './handlerLists.ts';
import { imageHandlers } from './imageHandlers.ts';
import {
  documentHandlers,
  objectHandlers,
  reportHandlers,
  slideAnnotationHandlers,
  slideHandlers,
} from './objectHandlers.ts';

const slideClasses: readonly string[] = sopClassUidsOf('H');
const microscopeClasses: readonly string[] = [
  SopClass.VLMicroscopicImageStorage,
  SopClass.VLSlideCoordinatesMicroscopicImageStorage,
  SopClass.VideoMicroscopicImageStorage,
  SopClass.ConfocalMicroscopyImageStorage,
  SopClass.MicroscopyBulkSimpleAnnotationsStorage,
];

const first = [...slideHandlers, ...slideAnnotationHandlers, ...reportHandlers, ...documentHandlers];

export const microscopyMode: Mode = {
  id: 'microscopy',
  displayName: 'Microscopy',
  description: 'Slides with their annotations, reports and documents',
  icon: 'microscope',
  sopClassHandlers: [...first, ...without(objectHandlers, first), ...imageHandlers],
  isApplicable: ({ SOPClassUIDs, ModalitiesInStudy, complete }) => {
    if (slideClasses.some((uid) => SOPClassUIDs.has(uid)))
      return { applicable: true, reason: 'Whole slide images' };
    if (microscopeClasses.some((uid) => SOPClassUIDs.has(uid)))
      return { applicable: true, reason: 'Pictures or annotations of a microscope' };
    if (complete) return { applicable: false, reason: 'There is no slide in this study' };
    return ModalitiesInStudy.some((m) => m === 'SM' || m === 'GM' || m === 'ANN')
      ? { applicable: true, reason: 'Slides are listed' }
      : { applicable: false, reason: 'No slide found so far' };
  },
  layout: { rows: 1, columns: 2 },
  order: 'handlers',
};
