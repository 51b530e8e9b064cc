import { sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { objectHandler } from '../../core/extension/objectHandler.ts';

/**
 * Presentation states: how somebody wanted images to be shown, with drawings and text.
 * @see PS3.3 A.33, A.80, C.11.11
 */
export const presentationStateHandler = objectHandler({
  name: 'state',
  sopClassUids: sopClassUidsOf('J'),
  purpose: 'presented images',
  label: ({ ContentLabel, ContentDescription, SeriesDescription }) =>
    ContentDescription ?? ContentLabel ?? SeriesDescription,
  reason: 'each presentation state is an object of its own',
});
