import type { Extension } from '../../core/extension/extension.ts';
import { phasesHandler } from './handler.ts';

export const cardiacExtension = {
  id: 'cardiac',
  getSopClassHandlerModule: () => [phasesHandler],
} as const satisfies Extension;
