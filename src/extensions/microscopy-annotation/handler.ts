import { SopClass } from '../../core/dicom/sopClass.ts';
import { objectHandler, ownFrameOfReference } from '../../core/extension/objectHandler.ts';

/**
 * Bulk annotations of slides: groups of many points, lines or outlines.
 * @see PS3.3 A.87, C.37
 */
export const annotationHandler = objectHandler({
  name: 'annotations',
  sopClassUids: [SopClass.MicroscopyBulkSimpleAnnotationsStorage],
  purpose: 'annotated slide',
  label: ({ SeriesDescription, ContentDescription, ContentLabel }) =>
    SeriesDescription ?? ContentDescription ?? ContentLabel,
  frameOfReferenceUIDs: ownFrameOfReference,
  reason: 'annotations are an overlay of their own on the slide they name',
});
