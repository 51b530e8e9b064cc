import type { Extension } from '../../core/extension/extension.ts';
import { bValuesHandler } from './handler.ts';

export const diffusionExtension = {
  id: 'diffusion',
  getSopClassHandlerModule: () => [bValuesHandler],
} as const satisfies Extension;
