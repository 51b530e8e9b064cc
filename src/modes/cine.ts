import type { Mode } from '../core/mode/mode.ts';

/** Modalities that usually hold runs, for the time before metadata has come. */
const cineModalities = new Set(['US', 'IVUS', 'XA', 'RF', 'NM', 'ES']);

export const cineMode: Mode = {
  id: 'cine',
  displayName: 'Cine',
  description: 'Every clip on its own, playing at its true rate',
  icon: 'clapperboard',
  // Clips before everything: still images come last, as stacks.
  sopClassHandlers: [
    'multi-frame.sopClassHandlerModule.clip',
    'image-stack.sopClassHandlerModule.stack',
    'structured-report.sopClassHandlerModule.report',
    'encapsulated-document.sopClassHandlerModule.pdf',
  ],
  isApplicable: ({ numMultiFrame, ModalitiesInStudy, complete }) => {
    if (numMultiFrame > 0)
      return { applicable: true, reason: numMultiFrame === 1 ? '1 clip' : `${numMultiFrame} clips` };
    if (complete) return { applicable: false, reason: 'No instance in this study has more than one frame' };
    return ModalitiesInStudy.some((m) => cineModalities.has(m))
      ? { applicable: true, reason: `${ModalitiesInStudy.join(', ')} may hold clips` }
      : { applicable: false, reason: 'No clip found so far' };
  },
  layout: { rows: 1, columns: 1 },
  order: 'handlers',
  autoPlay: true,
};
