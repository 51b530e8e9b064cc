import { splitHandler } from '../../core/split/splitHandler.ts';
import { petClasses } from '../../core/split/splitClasses.ts';
import { seriesType } from '../../core/split/tellingAttributes.ts';
import { frameReferenceTime, triggerTime } from '../../core/split/timeAttributes.ts';

/**
 * PET: the frames of a dynamic series and the phases of a gated one, one display
 * set each; static and whole-body images apart from them.
 * @see PS3.3 C.8.9.1 PET Series Module, C.8.9.4 PET Image Module
 */
export const seriesTypesHandler = splitHandler({
  name: 'seriesTypes',
  sopClassUids: petClasses,
  attributes: [seriesType, frameReferenceTime, triggerTime],
  splitBy: ['SeriesType', 'FrameReferenceTime of dynamic frames', 'TriggerTime of gated ones'],
  reason: 'several PET frames at each position',
  nothing: 'no PET series type',
});
