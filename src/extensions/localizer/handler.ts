import { sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { kindAmong, splitHandler } from '../../core/split/splitHandler.ts';

/**
 * Localizers, scouts and topograms, one display set a plane: they are looked at
 * for where the slices lie, not with them.
 * @see PS3.3 C.7.6.1.1.2, C.8.2.1.1.1, C.8.3.1.1.1 Image Type, value 3
 */
export const localizersHandler = splitHandler({
  name: 'localizers',
  sopClassUids: sopClassUidsOf('B', 'C', 'T'),
  kindOf: kindAmong(['localizer']),
  takesKindAlone: true,
  splitBy: ['LOCALIZER in ImageType'],
  reason: 'localizers, apart from what they locate',
  nothing: 'no localizers: no ImageType says LOCALIZER',
});
