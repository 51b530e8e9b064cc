import { copyPictureOf, savePicture } from '../capture/captureActions.ts';
import type { Command } from './command.ts';

/** Pictures of what is shown. */
export const captureCommands: readonly Command[] = [
  {
    id: 'capture.copy',
    group: 'Image',
    label: 'Copy the picture',
    keys: ['Ctrl+Shift+c'],
    run: ({ viewer, viewportId }) => void copyPictureOf(viewer, viewportId, false),
  },
  {
    id: 'capture.save',
    group: 'Image',
    label: 'Save the picture',
    keys: ['Ctrl+Shift+s'],
    run: ({ viewer, viewportId }) => void savePicture(viewer, viewportId, false),
  },
];
