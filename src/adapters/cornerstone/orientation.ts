import type { Instance } from '../../core/dicom/instance.ts';
import type { Presentation, ViewportState } from '../../core/viewport.ts';
import { orientationOf } from './plane.ts';

/**
 * Letters at the edges (PS3.3 C.7.6.1.1.1), from the plane in the patient or,
 * where there is none (mammography, projection), from PatientOrientation; turned
 * and mirrored with the picture. Undefined when the object does not say.
 */
export function edgeLetters(
  instance: Instance,
  frame: number,
  presentation: Pick<Presentation, 'rotation' | 'flipHorizontal' | 'flipVertical'>,
): ViewportState['orientation'] {
  const stored = storedLetters(instance, frame);
  if (!stored) return undefined;
  let { right, bottom, left, top } = stored;
  for (let turns = presentation.rotation / 90; turns > 0; turns--)
    [right, bottom, left, top] = [top, right, bottom, left];
  if (presentation.flipHorizontal) [left, right] = [right, left];
  if (presentation.flipVertical) [top, bottom] = [bottom, top];
  return { left, top, right, bottom };
}

function storedLetters(instance: Instance, frame: number): ViewportState['orientation'] {
  const plane = orientationOf(instance, frame);
  if (plane)
    return {
      right: letters(plane.rowCosines),
      left: letters(plane.rowCosines.map((c) => -c)),
      bottom: letters(plane.columnCosines),
      top: letters(plane.columnCosines.map((c) => -c)),
    };
  const [right, bottom] = instance.PatientOrientation ?? [];
  if (!right || !bottom || !/^[LRAPHF]{1,3}$/.test(right) || !/^[LRAPHF]{1,3}$/.test(bottom))
    return undefined;
  return { right, left: opposite(right), bottom, top: opposite(bottom) };
}

/** The patient's axes nearest to a direction, strongest first; components under 0.1 say nothing. */
function letters(direction: readonly number[]): string {
  const names = [
    ['L', 'R'],
    ['P', 'A'],
    ['H', 'F'],
  ] as const;
  return direction
    .map((value, axis) => ({ size: Math.abs(value), letter: names[axis]?.[value > 0 ? 0 : 1] ?? '' }))
    .filter(({ size }) => size > 0.1)
    .sort((a, b) => b.size - a.size)
    .map(({ letter }) => letter)
    .join('');
}

const opposites: Readonly<Record<string, string>> = { L: 'R', R: 'L', A: 'P', P: 'A', H: 'F', F: 'H' };
const opposite = (text: string): string => [...text].map((letter) => opposites[letter] ?? '').join('');
