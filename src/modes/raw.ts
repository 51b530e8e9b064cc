import type { Mode } from '../core/mode/mode.ts';

export const rawMode: Mode = {
  id: 'raw',
  displayName: 'Raw',
  description: 'One entry per instance, nothing grouped, attributes first',
  icon: 'list-tree',
  sopClassHandlers: ['instance.sopClassHandlerModule.instances'],
  isApplicable: ({ numInstances, complete }) =>
    complete && numInstances === 0
      ? { applicable: false, reason: 'This study is empty' }
      : { applicable: true },
  layout: { rows: 1, columns: 1 },
  preferredViewportKinds: ['tags'],
};
