import type { Extension } from '../../core/extension/extension.ts';
import { viewsHandler } from './handler.ts';

export const projectionExtension = {
  id: 'projection',
  getSopClassHandlerModule: () => [viewsHandler],
} as const satisfies Extension;
