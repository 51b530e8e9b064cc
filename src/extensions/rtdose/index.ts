import type { Extension } from '../../core/extension/extension.ts';
import { doseHandler } from './handler.ts';

export const rtdoseExtension = {
  id: 'rtdose',
  getSopClassHandlerModule: () => [doseHandler],
} as const satisfies Extension;
