import type { Extension } from '../../core/extension/extension.ts';
import { volumeHandler } from './handler.ts';

export const volumeExtension = {
  id: 'volume',
  getSopClassHandlerModule: () => [volumeHandler],
} as const satisfies Extension;
