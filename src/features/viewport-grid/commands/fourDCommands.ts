import type { Command } from './command.ts';

const step = (id: string, label: string, key: string, by: 1 | -1): Command => ({
  id: `fourD.${id}`,
  group: 'Image',
  label,
  keys: [key],
  run({ viewer, viewportId }) {
    viewer.fourD.setPlaying(viewportId, false);
    return viewer.fourD.step(viewportId, by);
  },
});

/** Through the times, phases, b-values or echoes of what is shown. */
export const fourDCommands: readonly Command[] = [
  step('previous', 'Time, phase or b-value before', '<', -1),
  step('next', 'Next time, phase or b-value', '>', 1),
  {
    id: 'fourD.play',
    group: 'Image',
    label: 'Play through times or phases, or stop',
    keys: ['Alt+c'],
    run: ({ viewer, viewportId }) =>
      viewer.fourD.setPlaying(viewportId, !viewer.fourD.state(viewportId).playing),
  },
];
