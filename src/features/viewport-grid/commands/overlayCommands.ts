import type { Command } from './command.ts';

/** What is written on the images. */
export const overlayCommands: readonly Command[] = [
  {
    id: 'overlay.settings',
    group: 'Image',
    label: 'Choose the text on images',
    keys: ['Shift+o'],
    run: ({ viewer }) => viewer.openSheet('overlay-settings'),
  },
];
