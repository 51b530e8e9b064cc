import { SopClass, sopClassUidsOf } from '../core/dicom/sopClass.ts';
import type { Mode } from '../core/mode/mode.ts';
import { without } from './handlerLists.ts';
import { frameHandlers, imageHandlers } from './imageHandlers.ts';
import { objectHandlers, recordingHandlers, slideHandlers } from './objectHandlers.ts';

/** Modalities that usually hold runs, for the time before metadata has come. */
const cineModalities = new Set(['US', 'IVUS', 'XA', 'RF', 'NM', 'ES']);

/** Where frames follow each other in time; those of enhanced CT and MR are slices. */
const runClasses: readonly string[] = [
  ...sopClassUidsOf('D', 'E', 'F', 'G'),
  SopClass.EnhancedXAImageStorage,
  SopClass.EnhancedXRFImageStorage,
];

export const cineMode: Mode = {
  id: 'cine',
  displayName: 'Cine',
  description: 'Every clip on its own, playing at its true rate',
  icon: 'clapperboard',
  // Clips before everything: still images come last, as stacks.
  sopClassHandlers: [
    ...without(recordingHandlers, ['ecg.sopClassHandlerModule.waveform']),
    // Tiles of a slide are no run.
    ...slideHandlers,
    ...frameHandlers,
    'ecg.sopClassHandlerModule.waveform',
    ...without(objectHandlers, recordingHandlers, slideHandlers),
    ...without(imageHandlers, frameHandlers),
  ],
  isApplicable: ({ multiFrameByClass, numVideos, numMultiFrame, ModalitiesInStudy, complete }) => {
    const runs = runClasses.reduce((sum, uid) => sum + (multiFrameByClass.get(uid) ?? 0), 0);
    const clips = Math.max(runs, numVideos);
    if (clips > 0) return { applicable: true, reason: clips === 1 ? '1 clip' : `${clips} clips` };
    if (complete)
      return {
        applicable: false,
        reason:
          numMultiFrame > 0
            ? 'The frames of this study are slices, not moments'
            : 'No instance in this study has more than one frame',
      };
    return ModalitiesInStudy.some((m) => cineModalities.has(m))
      ? { applicable: true, reason: `${ModalitiesInStudy.join(', ')} may hold clips` }
      : { applicable: false, reason: 'No clip found so far' };
  },
  layout: { rows: 1, columns: 1 },
  order: 'handlers',
  autoPlay: true,
};
