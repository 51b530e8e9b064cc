import { SopClass } from '../../core/dicom/sopClass.ts';
import { objectHandler } from '../../core/extension/objectHandler.ts';

/**
 * Structure sets with the images that were contoured.
 * @see PS3.3 A.19, C.8.8.5
 */
export const structureSetHandler = objectHandler({
  name: 'structures',
  sopClassUids: [SopClass.RTStructureSetStorage],
  purpose: 'contoured images',
  label: ({ SeriesDescription, StructureSetLabel }) => StructureSetLabel ?? SeriesDescription,
  frameOfReferenceUIDs: ({ FrameOfReferenceUID, ReferencedFrameOfReferenceSequence = [] }) => [
    ...new Set([
      ...ReferencedFrameOfReferenceSequence.flatMap((item) => item.FrameOfReferenceUID ?? []),
      ...(FrameOfReferenceUID === undefined ? [] : [FrameOfReferenceUID]),
    ]),
  ],
  reason: 'a structure set is an overlay of its own on the images it names',
});
