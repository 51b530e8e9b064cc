import type { Mode } from '../core/mode/mode.ts';
import { cineMode } from './cine.ts';
import { rawMode } from './raw.ts';
import { reportsMode } from './reports.ts';
import { viewerMode } from './viewer.ts';

/** In the order of the picker; the first is the default. */
export const builtInModes: readonly Mode[] = [viewerMode, cineMode, reportsMode, rawMode];
