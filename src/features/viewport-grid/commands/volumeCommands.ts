import { cutNames } from '../../../core/volume/planes.ts';
import { cutKeys, cutTitles, planeKey } from '../planes.ts';
import type { Command } from './command.ts';

const planeCommand = (id: string, label: string, key: string): Command => ({
  id: `volume.${id}`,
  group: 'Volume',
  label,
  keys: [key],
  run: ({ handle }) => handle !== undefined && planeKey(handle, key),
});

/** Planes and slabs of a volume. */
export const volumeCommands: readonly Command[] = [
  ...cutNames.map((name) => planeCommand(name, cutTitles[name], cutKeys[name].toLowerCase())),
  {
    id: 'volume.three',
    group: 'Volume',
    label: 'All three side by side',
    keys: ['k'],
    run({ viewer, viewportId, handle }) {
      if (!handle?.getState().plane) return false;
      viewer.showPlanes(viewportId);
      return true;
    },
  },
  planeCommand('thinner', 'Thinner slab', '['),
  planeCommand('thicker', 'Thicker slab', ']'),
  planeCommand('blend', 'Maximum, minimum, average', 't'),
];
