import { sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { splitHandler } from '../../core/split/splitHandler.ts';
import { frameReferenceTime, repetitions, temporalPosition } from '../../core/split/timeAttributes.ts';

/**
 * One volume at several times, one display set a time, only where every time has
 * every position: perfusion, functional MR, dynamic series.
 * @see PS3.3 C.7.6.1 TemporalPositionIdentifier, C.8.9.4 FrameReferenceTime
 */
export const positionsHandler = splitHandler({
  name: 'positions',
  sopClassUids: sopClassUidsOf('B', 'C'),
  attributes: [temporalPosition, frameReferenceTime],
  lastResorts: repetitions,
  splitBy: [
    'TemporalPositionIdentifier',
    'FrameReferenceTime',
    'where nothing else tells: repetitions by InstanceNumber, then volumes by acquisition time',
  ],
  reason: 'every position at several times',
  nothing: 'no position is imaged at several times',
});
