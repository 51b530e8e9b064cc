import type { Extension } from '../../core/extension/extension.ts';
import { tagViewport } from './viewport.ts';

/** Every object as its attributes: for what cannot be displayed, and for those who want to know. */
export const tagViewExtension = {
  id: 'tag-view',
  getViewportModule: () => [tagViewport],
} as const satisfies Extension;
