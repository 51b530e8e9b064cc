import { splitHandler } from '../../core/split/splitHandler.ts';
import { mrClasses } from '../../core/split/splitClasses.ts';
import { echoNumber, echoTime } from '../../core/split/tellingAttributes.ts';

/**
 * Several echoes of one excitation at every position, one display set an echo.
 * @see PS3.3 C.8.3.1 MR Image Module: EchoTime, EchoNumbers
 */
export const echoesHandler = splitHandler({
  name: 'echoes',
  sopClassUids: mrClasses,
  attributes: [echoTime, echoNumber],
  splitBy: ['EffectiveEchoTime, else EchoTime, within 2 %', 'EchoNumbers'],
  reason: 'several echoes at each position',
  nothing: 'no echo time',
});
