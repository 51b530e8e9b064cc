import type { Extension } from '../../core/extension/extension.ts';
import { fusedPetHandler } from './handler.ts';

export const fusionExtension = {
  id: 'fusion',
  getSopClassHandlerModule: () => [fusedPetHandler],
} as const satisfies Extension;
