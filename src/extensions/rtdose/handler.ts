import type { Instance } from '../../core/dicom/instance.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { objectHandler, ownFrameOfReference } from '../../core/extension/objectHandler.ts';

/**
 * Dose grids with the plan and the structures they were worked out from. A grid
 * mostly names no image: the images in its frame of reference are meant.
 * @see PS3.3 A.18, C.8.8.3
 */
export const doseHandler = objectHandler({
  name: 'dose',
  sopClassUids: [SopClass.RTDoseStorage],
  purpose: 'images under the dose',
  label: (instance) => instance.SeriesDescription ?? doseName(instance),
  frameOfReferenceUIDs: ownFrameOfReference,
  reason: 'a dose grid is an overlay of its own',
});

function doseName({ DoseSummationType }: Instance): string {
  return DoseSummationType === undefined ? 'Dose' : `Dose of ${DoseSummationType.toLowerCase()}`;
}
