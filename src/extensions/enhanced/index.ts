import type { Extension } from '../../core/extension/extension.ts';
import { framesHandler } from './handler.ts';

export const enhancedExtension = {
  id: 'enhanced',
  getSopClassHandlerModule: () => [framesHandler],
} as const satisfies Extension;
