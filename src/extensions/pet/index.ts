import type { Extension } from '../../core/extension/extension.ts';
import { seriesTypesHandler } from './handler.ts';

export const petExtension = {
  id: 'pet',
  getSopClassHandlerModule: () => [seriesTypesHandler],
} as const satisfies Extension;
