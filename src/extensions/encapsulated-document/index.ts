import type { Extension } from '../../core/extension/extension.ts';
import { pdfHandler } from './handler.ts';

export const encapsulatedDocumentExtension = {
  id: 'encapsulated-document',
  getSopClassHandlerModule: () => [pdfHandler],
} as const satisfies Extension;
