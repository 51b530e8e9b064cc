import type { Extension } from '../../core/extension/extension.ts';
import { positionsHandler } from './handler.ts';

export const temporalExtension = {
  id: 'temporal',
  getSopClassHandlerModule: () => [positionsHandler],
} as const satisfies Extension;
