import type { Extension } from '../../core/extension/extension.ts';
import { instanceHandler } from './handler.ts';

export const instanceExtension = {
  id: 'instance',
  getSopClassHandlerModule: () => [instanceHandler],
} as const satisfies Extension;
