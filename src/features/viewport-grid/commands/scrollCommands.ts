import { stepFrame } from '../scroll/stepFrame.ts';
import { togglePlayInStep } from '../scroll/playInStep.ts';
import type { Command } from './command.ts';

const step = (id: string, label: string, key: string, by: 1 | -1): Command => ({
  id: `cine.${id}`,
  group: 'Image',
  label,
  keys: [key],
  run: ({ handle }) => handle !== undefined && stepFrame(handle, by),
});

/** Frames one by one, and several clips together. */
export const scrollCommands: readonly Command[] = [
  step('back', 'One frame back', ',', -1),
  step('on', 'One frame on', '.', 1),
  {
    id: 'cine.inStep',
    group: 'Viewports',
    label: 'Play all clips in step',
    keys: ['Shift+p'],
    run: ({ viewer }) => togglePlayInStep(viewer),
  },
];
