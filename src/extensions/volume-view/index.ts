import type { Extension } from '../../core/extension/extension.ts';
import { volumeViewport } from './viewport.ts';

export const volumeViewExtension = {
  id: 'volume-view',
  getViewportModule: () => [volumeViewport],
} as const satisfies Extension;
