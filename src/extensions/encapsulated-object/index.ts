import type { Extension } from '../../core/extension/extension.ts';
import { encapsulatedObjectHandler } from './handler.ts';

export const encapsulatedObjectExtension = {
  id: 'encapsulated-object',
  getSopClassHandlerModule: () => [encapsulatedObjectHandler],
} as const satisfies Extension;
