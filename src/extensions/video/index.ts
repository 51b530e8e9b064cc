import type { Extension } from '../../core/extension/extension.ts';
import { videoHandler } from './handler.ts';

export const videoExtension = {
  id: 'video',
  getSopClassHandlerModule: () => [videoHandler],
} as const satisfies Extension;
