import { sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { splitHandler } from '../../core/split/splitHandler.ts';
import { acquisition } from '../../core/split/tellingAttributes.ts';

/**
 * Acquisitions of the same positions apart: contrast phases, repeats. Slices and
 * beds that each have a number of their own stay together.
 * @see PS3.3 C.7.6.1 AcquisitionNumber, AcquisitionUID
 */
export const acquisitionsHandler = splitHandler({
  name: 'acquisitions',
  sopClassUids: sopClassUidsOf('B', 'C', 'T'),
  attributes: [acquisition],
  splitBy: ['AcquisitionUID, else AcquisitionNumber, where acquisitions cover the same positions'],
  reason: 'several acquisitions of the same positions',
  nothing: 'no acquisition number',
});
