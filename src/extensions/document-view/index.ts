import type { Extension } from '../../core/extension/extension.ts';
import { documentViewport } from './viewport.ts';

/** Shows the documents that other extensions' handlers make: structured reports and PDFs. */
export const documentViewExtension = {
  id: 'document-view',
  getViewportModule: () => [documentViewport],
} as const satisfies Extension;
