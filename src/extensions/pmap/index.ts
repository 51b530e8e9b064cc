import type { Extension } from '../../core/extension/extension.ts';
import { parametricMapHandler } from './handler.ts';

export const pmapExtension = {
  id: 'pmap',
  getSopClassHandlerModule: () => [parametricMapHandler],
} as const satisfies Extension;
