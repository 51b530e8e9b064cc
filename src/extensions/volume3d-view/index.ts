import type { Extension } from '../../core/extension/extension.ts';
import { volume3dViewport } from './viewport.ts';

export const volume3dViewExtension = {
  id: 'volume3d-view',
  getViewportModule: () => [volume3dViewport],
} as const satisfies Extension;
