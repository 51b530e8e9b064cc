import { SopClass } from '../../core/dicom/sopClass.ts';
import { objectHandler } from '../../core/extension/objectHandler.ts';

/**
 * What the pixel values of other images mean, such as SUV for PET.
 * @see PS3.3 A.46, C.7.6.16.2.11
 */
export const realWorldValueHandler = objectHandler({
  name: 'mapping',
  sopClassUids: [SopClass.RealWorldValueMappingStorage],
  purpose: 'images it gives values to',
  label: ({ SeriesDescription, ContentDescription, ContentLabel }) =>
    SeriesDescription ?? ContentDescription ?? ContentLabel,
  reason: 'each mapping is an object of its own',
});
