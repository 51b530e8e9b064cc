import type { Extension } from '../../core/extension/extension.ts';
import { imageStackHandler } from './handler.ts';
import { stackThumbnails } from './thumbnail.ts';
import { stackViewport } from './viewport.ts';

export const imageStackExtension = {
  id: 'image-stack',
  getSopClassHandlerModule: () => [imageStackHandler],
  getViewportModule: () => [stackViewport],
  getThumbnailModule: () => [stackThumbnails],
} as const satisfies Extension;
