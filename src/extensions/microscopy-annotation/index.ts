import type { Extension } from '../../core/extension/extension.ts';
import { annotationHandler } from './handler.ts';

export const microscopyAnnotationExtension = {
  id: 'microscopy-annotation',
  getSopClassHandlerModule: () => [annotationHandler],
} as const satisfies Extension;
