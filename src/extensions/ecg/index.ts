import type { Extension } from '../../core/extension/extension.ts';
import { waveformHandler } from './handler.ts';

export const ecgExtension = {
  id: 'ecg',
  getSopClassHandlerModule: () => [waveformHandler],
} as const satisfies Extension;
