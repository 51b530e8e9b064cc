import type { Extension } from '../core/extension/extension.ts';
import { handlerExtensions } from './handlerExtensions.ts';
import { imageStackHandler } from './image-stack/handler.ts';
import { clipHandler } from './multi-frame/handler.ts';
import { splitExtensions } from './splitExtensions.ts';

/**
 * The built-in extensions without what draws: the same handlers under the same
 * ids, for Node and for workers, where viewports cannot be loaded.
 */
export const builtInHandlers: readonly Extension[] = [
  { id: 'image-stack', getSopClassHandlerModule: () => [imageStackHandler] },
  { id: 'multi-frame', getSopClassHandlerModule: () => [clipHandler] },
  ...splitExtensions,
  ...handlerExtensions,
];
