import type { Extension } from '../../core/extension/extension.ts';
import { protocolHandler } from './handler.ts';

export const protocolExtension = {
  id: 'protocol',
  getSopClassHandlerModule: () => [protocolHandler],
} as const satisfies Extension;
