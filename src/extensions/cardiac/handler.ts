import { sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { splitHandler } from '../../core/split/splitHandler.ts';
import { cardiacPercentage, triggerDelay, triggerTime } from '../../core/split/timeAttributes.ts';

/**
 * Phases of the heart beat, one display set a phase, only where every position
 * has as many. The phases of a single slice stay one run that plays.
 * @see PS3.3 C.8.3.1 TriggerTime, C.7.6.18.1 Cardiac Synchronization
 */
export const phasesHandler = splitHandler({
  name: 'phases',
  sopClassUids: sopClassUidsOf('B', 'C'),
  attributes: [triggerTime, triggerDelay, cardiacPercentage],
  splitBy: ['TriggerTime', 'NominalCardiacTriggerDelayTime', 'NominalPercentageOfCardiacPhase'],
  reason: 'every position in several phases of the heart beat',
  nothing: 'no time after the R wave',
});
