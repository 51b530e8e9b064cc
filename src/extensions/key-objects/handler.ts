import type { Instance } from '../../core/dicom/instance.ts';
import { sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { rejectionOf } from '../../core/displaySet/rejection.ts';
import { objectHandler } from '../../core/extension/objectHandler.ts';

/**
 * Key object selections: somebody's choice of images, with a title that says what
 * for. One with a rejection title tells that images must not be used.
 * @see PS3.3 A.35.4, C.17.6, and IHE RAD TF-3 4.66 (imaging object change management)
 */
export const keyObjectHandler = objectHandler({
  name: 'selection',
  sopClassUids: sopClassUidsOf('L'),
  viewportKinds: ['card', 'document', 'tags'],
  purpose: (instance) => (rejectionOf(instance) ? 'rejected images' : 'key images'),
  label: (instance) => title(instance) ?? instance.SeriesDescription,
  reason: 'each selection is an object of its own',
});

const title = ({ ConceptNameCodeSequence }: Instance) => ConceptNameCodeSequence?.[0]?.CodeMeaning;
