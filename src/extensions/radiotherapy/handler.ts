import { SopClass, sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { objectHandler } from '../../core/extension/objectHandler.ts';

const others = new Set<string>([SopClass.RTDoseStorage, SopClass.RTStructureSetStorage]);

/**
 * Plans, treatment records and every other radiotherapy object without a picture.
 * @see PS3.3 A.20, A.29, A.86
 */
export const radiotherapyHandler = objectHandler({
  name: 'plan',
  sopClassUids: sopClassUidsOf('O').filter((uid) => !others.has(uid)),
  purpose: 'objects it is about',
  label: ({ RTPlanLabel, SeriesDescription }) => RTPlanLabel ?? SeriesDescription,
  reason: 'each plan or record is an object of its own',
});
