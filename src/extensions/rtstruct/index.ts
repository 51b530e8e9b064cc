import type { Extension } from '../../core/extension/extension.ts';
import { structureSetHandler } from './handler.ts';

export const rtstructExtension = {
  id: 'rtstruct',
  getSopClassHandlerModule: () => [structureSetHandler],
} as const satisfies Extension;
