import type { Command } from './command.ts';

/** Hanging rules and their stages. */
export const hangingRuleCommands: readonly Command[] = [
  {
    id: 'hanging.rules',
    group: 'Everywhere',
    label: 'Hanging rules',
    keys: ['Shift+h'],
    run: ({ viewer }) => viewer.openSheet('hanging-rules'),
  },
  {
    id: 'hanging.next',
    group: 'Viewports',
    label: 'Next stage of the hanging',
    keys: ['Shift+n'],
    run: ({ viewer }) => viewer.stepStage(1),
  },
  {
    id: 'hanging.previous',
    group: 'Viewports',
    label: 'Previous stage of the hanging',
    keys: ['Shift+b'],
    run: ({ viewer }) => viewer.stepStage(-1),
  },
];
