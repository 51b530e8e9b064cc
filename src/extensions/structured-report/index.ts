import type { Extension } from '../../core/extension/extension.ts';
import { reportHandler } from './handler.ts';

export const structuredReportExtension = {
  id: 'structured-report',
  getSopClassHandlerModule: () => [reportHandler],
} as const satisfies Extension;
