import type { Extension } from '../core/extension/extension.ts';
import { acquisitionExtension } from './acquisition/index.ts';
import { cardiacExtension } from './cardiac/index.ts';
import { complexExtension } from './complex/index.ts';
import { diffusionExtension } from './diffusion/index.ts';
import { enhancedExtension } from './enhanced/index.ts';
import { localizerExtension } from './localizer/index.ts';
import { multiEchoExtension } from './multi-echo/index.ts';
import { nuclearMedicineExtension } from './nuclear-medicine/index.ts';
import { petExtension } from './pet/index.ts';
import { projectionExtension } from './projection/index.ts';
import { temporalExtension } from './temporal/index.ts';

/** Handlers that tell images, or the frames of one, apart by attributes of their own. They draw nothing. */
export const splitExtensions: readonly Extension[] = [
  localizerExtension,
  diffusionExtension,
  multiEchoExtension,
  petExtension,
  temporalExtension,
  cardiacExtension,
  complexExtension,
  acquisitionExtension,
  projectionExtension,
  nuclearMedicineExtension,
  enhancedExtension,
];
