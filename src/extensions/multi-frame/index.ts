import type { Extension } from '../../core/extension/extension.ts';
import { clipHandler } from './handler.ts';

export const multiFrameExtension = {
  id: 'multi-frame',
  getSopClassHandlerModule: () => [clipHandler],
} as const satisfies Extension;
