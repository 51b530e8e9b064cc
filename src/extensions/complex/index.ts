import type { Extension } from '../../core/extension/extension.ts';
import { componentsHandler } from './handler.ts';

export const complexExtension = {
  id: 'complex',
  getSopClassHandlerModule: () => [componentsHandler],
} as const satisfies Extension;
