import type { Extension } from '../../core/extension/extension.ts';
import { fusionViewport } from './viewport.ts';

export const fusionViewExtension = {
  id: 'fusion-view',
  getViewportModule: () => [fusionViewport],
} as const satisfies Extension;
