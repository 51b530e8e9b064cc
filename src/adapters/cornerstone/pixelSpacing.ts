import type { Instance } from '../../core/dicom/instance.ts';
import { functionalGroup } from './pixels/pixelDescription.ts';

/** Distances between pixel centres: `row` down the image (between rows), `column` across it, in mm. */
export interface Spacing {
  readonly row: number;
  readonly column: number;
}

export type SpacingSource =
  | 'PixelSpacing' // in the patient (PS3.3 10.7.1.1)
  | 'ImagerPixelSpacing' // at the detector (C.8.11.4)
  | 'NominalScannedPixelSpacing' // on the film (C.8.6.1)
  | 'UltrasoundRegion'; // of the only calibrated region (C.8.5.5)

/** Physical spacing of a frame with where it comes from, or undefined: then nothing may be measured in mm. */
export function physicalSpacing(
  instance: Instance,
  frame: number,
): { spacing: Spacing; source: SpacingSource } | undefined {
  const measured = pair(functionalGroup(instance, frame, 'PixelMeasuresSequence')?.[0]?.PixelSpacing);
  const own = measured ?? pair(instance.PixelSpacing);
  if (own) return { spacing: own, source: 'PixelSpacing' };
  const detector = pair(instance.ImagerPixelSpacing);
  if (detector) return { spacing: detector, source: 'ImagerPixelSpacing' };
  const scanned = pair(instance.NominalScannedPixelSpacing);
  if (scanned) return { spacing: scanned, source: 'NominalScannedPixelSpacing' };
  const region = ultrasoundSpacing(instance);
  return region ? { spacing: region, source: 'UltrasoundRegion' } : undefined;
}

/**
 * Whether PixelSpacing only repeats what the detector has (PS3.3 10.7.1.3): then it has not been corrected for
 * anything. An image with a plane in the patient is no projection, and its spacing is the patient's (10.7.1.1).
 */
export function repeatsDetector({
  PixelSpacing,
  ImagerPixelSpacing,
  ImageOrientationPatient,
}: Instance): boolean {
  if (!PixelSpacing || !ImagerPixelSpacing || ImageOrientationPatient?.length === 6) return false;
  return ImagerPixelSpacing.every((value, at) => Math.abs(value - (PixelSpacing[at] ?? 0)) < 1e-6);
}

/**
 * Spacing to draw with: physical where known, else only the pixels' shape
 * (PixelAspectRatio, C.7.6.3.1.7: vertical, horizontal), else square.
 */
export function drawnSpacing(instance: Instance, frame: number): Spacing {
  const physical = physicalSpacing(instance, frame);
  // Regions of an ultrasound image have spacings of their own; the picture as a whole keeps its pixels.
  if (physical && physical.source !== 'UltrasoundRegion') return physical.spacing;
  return pair(instance.PixelAspectRatio) ?? { row: 1, column: 1 };
}

function pair(values: readonly number[] | undefined): Spacing | undefined {
  const [row, column] = values ?? [];
  return row !== undefined && column !== undefined && sane(row) && sane(column) ? { row, column } : undefined;
}

const sane = (value: number): boolean => Number.isFinite(value) && value > 1e-6 && value < 1e6;

function ultrasoundSpacing({ SequenceOfUltrasoundRegions: regions }: Instance): Spacing | undefined {
  // 3 = cm in both directions, 1 = two-dimensional tissue; several regions have no spacing in common.
  const spatial = (regions ?? []).filter(
    (r) => r.RegionSpatialFormat === 1 && r.PhysicalUnitsXDirection === 3 && r.PhysicalUnitsYDirection === 3,
  );
  const [only] = spatial;
  if (!only || spatial.length > 1) return undefined;
  return pair([Math.abs(only.PhysicalDeltaY ?? 0) * 10, Math.abs(only.PhysicalDeltaX ?? 0) * 10]);
}
