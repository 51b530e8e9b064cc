import type { Mode } from '../core/mode/mode.ts';
import { cineMode } from './cine.ts';
import { fusionMode } from './fusion.ts';
import { mammographyMode } from './mammography.ts';
import { microscopyMode } from './microscopy.ts';
import { rawMode } from './raw.ts';
import { reportsMode } from './reports.ts';
import { viewerMode } from './viewer.ts';
import { volumeMode } from './volume.ts';

/**
 * The modes without their hanging rules, in the order of the picker; the first is the default. What the
 * study list offers, which does not wait for the rules.
 */
export const listedModes: readonly Mode[] = [
  viewerMode,
  volumeMode,
  cineMode,
  mammographyMode,
  fusionMode,
  microscopyMode,
  reportsMode,
  rawMode,
];
