import type { Mode } from '../core/mode/mode.ts';
import { without } from './handlerLists.ts';
import { imageHandlers } from './imageHandlers.ts';
import { objectHandlers, overlayHandlers } from './objectHandlers.ts';

/** Fewer positions than this are not a volume. */
const fewest = 3;
const modalities = new Set(['CT', 'MR', 'PT']);

export const volumeMode: Mode = {
  id: 'volume',
  displayName: 'Volume',
  description: 'Axial, sagittal, coronal and 3D of evenly spaced CT, MR and PET',
  icon: 'box',
  sopClassHandlers: [
    'volume.sopClassHandlerModule.volume',
    ...overlayHandlers,
    ...without(objectHandlers, overlayHandlers),
    ...imageHandlers,
  ],
  isApplicable: ({ mostSlices, ModalitiesInStudy, complete }) => {
    if (mostSlices >= fewest)
      return { applicable: true, reason: `A series of ${mostSlices.toLocaleString('en')} slices` };
    if (complete)
      return {
        applicable: false,
        reason: 'No CT, MR or PET series has three slices or more with a position',
      };
    const found = ModalitiesInStudy.filter((m) => modalities.has(m));
    return found.length > 0
      ? { applicable: true, reason: `${found.join(', ')} may make a volume` }
      : { applicable: false, reason: 'No CT, MR or PET found so far' };
  },
  layout: { rows: 1, columns: 2 },
  opensInPlanes: true,
  order: 'handlers',
  // Also what a tilted gantry keeps from being one volume a geometry: it can be resampled.
  preferredViewportKinds: ['volume'],
};
