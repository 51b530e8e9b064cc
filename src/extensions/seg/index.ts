import type { Extension } from '../../core/extension/extension.ts';
import { segmentationHandler } from './handler.ts';

export const segExtension = {
  id: 'seg',
  getSopClassHandlerModule: () => [segmentationHandler],
} as const satisfies Extension;
