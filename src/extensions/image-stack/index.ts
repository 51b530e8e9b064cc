import type { Extension } from '../../core/extension/extension.ts';
import { imageStackHandler } from './handler.ts';

export const imageStackExtension = {
  id: 'image-stack',
  getSopClassHandlerModule: () => [imageStackHandler],
} as const satisfies Extension;
