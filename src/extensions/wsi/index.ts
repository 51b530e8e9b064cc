import type { Extension } from '../../core/extension/extension.ts';
import { slideHandler } from './handler.ts';

export const wsiExtension = {
  id: 'wsi',
  getSopClassHandlerModule: () => [slideHandler],
} as const satisfies Extension;
