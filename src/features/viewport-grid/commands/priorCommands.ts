import type { Command } from './command.ts';

/** The same patient's other studies. */
export const priorCommands: readonly Command[] = [
  {
    id: 'priors.list',
    group: 'Everywhere',
    label: 'Other studies of this patient',
    keys: ['Shift+y'],
    run: ({ viewer }) => viewer.togglePriors(),
  },
];
