import type { Extension } from '../../core/extension/extension.ts';
import { realWorldValueHandler } from './handler.ts';

export const realWorldValueExtension = {
  id: 'real-world-value',
  getSopClassHandlerModule: () => [realWorldValueHandler],
} as const satisfies Extension;
