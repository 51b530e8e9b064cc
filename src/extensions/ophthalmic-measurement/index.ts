import type { Extension } from '../../core/extension/extension.ts';
import { ophthalmicMeasurementHandler } from './handler.ts';

export const ophthalmicMeasurementExtension = {
  id: 'ophthalmic-measurement',
  getSopClassHandlerModule: () => [ophthalmicMeasurementHandler],
} as const satisfies Extension;
