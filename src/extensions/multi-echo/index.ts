import type { Extension } from '../../core/extension/extension.ts';
import { echoesHandler } from './handler.ts';

export const multiEchoExtension = {
  id: 'multi-echo',
  getSopClassHandlerModule: () => [echoesHandler],
} as const satisfies Extension;
