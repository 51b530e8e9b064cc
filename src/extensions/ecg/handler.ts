import { SopClass, sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { objectHandler } from '../../core/extension/objectHandler.ts';

const audio = new Set<string>([
  SopClass.BasicVoiceAudioWaveformStorage,
  SopClass.GeneralAudioWaveformStorage,
]);

/**
 * Recordings over time: ECG and every other waveform; sound has no curve to draw.
 * @see PS3.3 A.34, C.10.9
 */
export const waveformHandler = objectHandler({
  name: 'waveform',
  sopClassUids: sopClassUidsOf('I'),
  viewportKinds: ({ SOPClassUID }) => (audio.has(SOPClassUID) ? ['card', 'tags'] : ['ecg', 'card', 'tags']),
  purpose: 'recorded with',
  reason: 'each recording is a display set of its own',
});
