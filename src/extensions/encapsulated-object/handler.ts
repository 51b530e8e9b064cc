import { SopClass, sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { objectHandler } from '../../core/extension/objectHandler.ts';

const pdf: string = SopClass.EncapsulatedPDFStorage;

/**
 * Clinical documents and 3D models in a DICOM envelope. Nothing of them is run
 * or drawn: the card says what they are.
 * @see PS3.3 A.45.2, A.85
 */
export const encapsulatedObjectHandler = objectHandler({
  name: 'object',
  sopClassUids: sopClassUidsOf('P').filter((uid) => uid !== pdf),
  purpose: 'made from',
  label: ({ DocumentTitle, SeriesDescription }) => DocumentTitle ?? SeriesDescription,
  frameOfReferenceUIDs: () => [],
  reason: 'each encapsulated document or model is an object of its own',
});
