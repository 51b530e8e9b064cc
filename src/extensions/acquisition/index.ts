import type { Extension } from '../../core/extension/extension.ts';
import { acquisitionsHandler } from './handler.ts';

export const acquisitionExtension = {
  id: 'acquisition',
  getSopClassHandlerModule: () => [acquisitionsHandler],
} as const satisfies Extension;
