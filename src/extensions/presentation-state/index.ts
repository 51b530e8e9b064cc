import type { Extension } from '../../core/extension/extension.ts';
import { presentationStateHandler } from './handler.ts';

export const presentationStateExtension = {
  id: 'presentation-state',
  getSopClassHandlerModule: () => [presentationStateHandler],
} as const satisfies Extension;
