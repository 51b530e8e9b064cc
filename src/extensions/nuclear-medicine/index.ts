import type { Extension } from '../../core/extension/extension.ts';
import { vectorsHandler } from './handler.ts';

export const nuclearMedicineExtension = {
  id: 'nuclear-medicine',
  getSopClassHandlerModule: () => [vectorsHandler],
} as const satisfies Extension;
