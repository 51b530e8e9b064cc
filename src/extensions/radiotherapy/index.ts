import type { Extension } from '../../core/extension/extension.ts';
import { radiotherapyHandler } from './handler.ts';

export const radiotherapyExtension = {
  id: 'radiotherapy',
  getSopClassHandlerModule: () => [radiotherapyHandler],
} as const satisfies Extension;
