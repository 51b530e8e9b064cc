import type { Extension } from '../../core/extension/extension.ts';
import { keyObjectHandler } from './handler.ts';

export const keyObjectsExtension = {
  id: 'key-objects',
  getSopClassHandlerModule: () => [keyObjectHandler],
} as const satisfies Extension;
