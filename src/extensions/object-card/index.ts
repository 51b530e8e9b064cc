import type { Extension } from '../../core/extension/extension.ts';
import { cardViewport } from './viewport.ts';

/** What an object is and what it is about, where nothing draws it. */
export const objectCardExtension = {
  id: 'object-card',
  getViewportModule: () => [cardViewport],
} as const satisfies Extension;
