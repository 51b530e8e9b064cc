import type { Extension } from '../../core/extension/extension.ts';
import { registrationHandler } from './handler.ts';

export const registrationExtension = {
  id: 'registration',
  getSopClassHandlerModule: () => [registrationHandler],
} as const satisfies Extension;
