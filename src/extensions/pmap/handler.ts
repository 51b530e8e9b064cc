import { SopClass } from '../../core/dicom/sopClass.ts';
import { objectHandler, ownFrameOfReference } from '../../core/extension/objectHandler.ts';

/**
 * Parametric maps with the images they were worked out from.
 * @see PS3.3 A.75, C.8.32
 */
export const parametricMapHandler = objectHandler({
  name: 'map',
  sopClassUids: [SopClass.ParametricMapStorage],
  purpose: 'mapped images',
  label: ({ SeriesDescription, ContentDescription, ContentLabel }) =>
    SeriesDescription ?? ContentDescription ?? ContentLabel,
  frameOfReferenceUIDs: ownFrameOfReference,
  reason: 'a parametric map is an overlay of its own on the images it names',
});
