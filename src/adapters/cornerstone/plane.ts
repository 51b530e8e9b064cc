import type { Instance } from '../../core/dicom/instance.ts';
import { functionalGroup } from './pixels/pixelDescription.ts';

/** Where a frame lies in the patient (PS3.3 C.7.6.2.1.1), only if it is a plane at all. */
export interface ImagePlane {
  readonly position: readonly [number, number, number];
  readonly rowCosines: readonly [number, number, number];
  readonly columnCosines: readonly [number, number, number];
}

/** Unit row and column cosines at right angles, or undefined: then no letters are shown. */
export function orientationOf(
  instance: Instance,
  frame: number,
): Pick<ImagePlane, 'rowCosines' | 'columnCosines'> | undefined {
  const values =
    functionalGroup(instance, frame, 'PlaneOrientationSequence')?.[0]?.ImageOrientationPatient ??
    instance.ImageOrientationPatient;
  const rowCosines = triple(values, 0);
  const columnCosines = triple(values, 3);
  if (!rowCosines || !columnCosines) return undefined;
  const isUnit = (v: readonly number[]) => Math.abs(Math.hypot(...v) - 1) < 0.01;
  const dot = rowCosines.reduce((sum, value, i) => sum + value * (columnCosines[i] ?? 0), 0);
  return isUnit(rowCosines) && isUnit(columnCosines) && Math.abs(dot) < 0.01
    ? { rowCosines, columnCosines }
    : undefined;
}

/** The whole plane, or undefined when any part is missing or degenerate. */
export function planeOf(instance: Instance, frame: number): ImagePlane | undefined {
  const orientation = orientationOf(instance, frame);
  const position = triple(
    functionalGroup(instance, frame, 'PlanePositionSequence')?.[0]?.ImagePositionPatient ??
      instance.ImagePositionPatient,
    0,
  );
  return orientation && position ? { ...orientation, position } : undefined;
}

function triple(
  values: readonly number[] | undefined,
  at: number,
): readonly [number, number, number] | undefined {
  const [x, y, z] = values?.slice(at, at + 3) ?? [];
  return x !== undefined && y !== undefined && z !== undefined && [x, y, z].every(Number.isFinite)
    ? [x, y, z]
    : undefined;
}
