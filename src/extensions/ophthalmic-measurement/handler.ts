import { sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { objectHandler } from '../../core/extension/objectHandler.ts';

/**
 * Measurements of the eye: refraction, visual acuity, axial length, visual fields.
 * @see PS3.3 A.52 to A.68
 */
export const ophthalmicMeasurementHandler = objectHandler({
  name: 'measurements',
  sopClassUids: sopClassUidsOf('Q'),
  purpose: 'measured images',
  reason: 'each measurement is an object of its own',
});
