import type { Extension } from '../../core/extension/extension.ts';
import { tomosynthesisHandler, viewHandler } from './handler.ts';

export const mammographyExtension = {
  id: 'mammography',
  getSopClassHandlerModule: () => [viewHandler, tomosynthesisHandler],
} as const satisfies Extension;
