import type { Extension } from '../../core/extension/extension.ts';
import { localizersHandler } from './handler.ts';

export const localizerExtension = {
  id: 'localizer',
  getSopClassHandlerModule: () => [localizersHandler],
} as const satisfies Extension;
