import { SopClass } from '../../core/dicom/sopClass.ts';
import { objectHandler, ownFrameOfReference } from '../../core/extension/objectHandler.ts';

/**
 * Segmentations of every form (pixels, surfaces, label and height maps, tracts)
 * with the images they were drawn on.
 * @see PS3.3 A.51, A.57, A.76, C.8.20
 */
export const segmentationHandler = objectHandler({
  name: 'segmentation',
  sopClassUids: [
    SopClass.SegmentationStorage,
    SopClass.LabelMapSegmentationStorage,
    SopClass.SurfaceSegmentationStorage,
    SopClass.HeightMapSegmentationStorage,
    SopClass.TractographyResultsStorage,
  ],
  purpose: 'segmented images',
  label: ({ SeriesDescription, ContentDescription, ContentLabel }) =>
    SeriesDescription ?? ContentDescription ?? ContentLabel,
  frameOfReferenceUIDs: ownFrameOfReference,
  reason: 'a segmentation is an overlay of its own on the images it names',
});
