import { roundTo } from '../roundTo.ts';
import { orientationLetters, type Vector3 } from './geometry.ts';
import type { Instance } from './instance.ts';
import { imageAt, type Positions } from './positions.ts';

/** What is found about a stack, in words: images as numbers from 1, as on the screen, places in mm. */

/** "L 12.3 mm" style: where along the normal, by the letter of the patient's direction. */
export function placeText(distance: number | undefined, normal: Vector3): string {
  if (distance === undefined) return '';
  const letters = orientationLetters(normal).charAt(0);
  const opposite: Readonly<Record<string, string>> = { H: 'F', F: 'H', L: 'R', R: 'L', A: 'P', P: 'A' };
  const letter = distance >= 0 ? letters : (opposite[letters] ?? '');
  return `${letter}${round(Math.abs(distance))}`;
}

export function betweenText(positions: Positions, i: number): string {
  const [a = 0, b = 0] = [imageAt(positions, i), imageAt(positions, i + 1)];
  return `images ${Math.min(a, b) + 1} and ${Math.max(a, b) + 1}`;
}

export function indicesAround(positions: Positions, i: number): number[] {
  return [imageAt(positions, i), imageAt(positions, i + 1)].flatMap((index) => index ?? []);
}

/** "3 of 20 images (4 to 6)"; of one image of a part, whose number may be beyond, only the number. */
export function imagesText(indices: readonly number[], of: number): string {
  const shown = rangesText(indices);
  if (indices.length > 1) return `${indices.length} of ${of} images (${shown})`;
  return (indices[0] ?? 0) < of ? `image ${shown} of ${of}` : `image ${shown}`;
}

/** 0-based indices as numbers from 1, runs folded: "3 to 5, 9". */
export function rangesText(indices: readonly number[]): string {
  const ranges: [from: number, to: number][] = [];
  for (const index of indices) {
    const range = ranges.at(-1);
    if (range && index === range[1] + 1) range[1] = index;
    else ranges.push([index, index]);
  }
  const shown = ranges.slice(0, 5).map(([a, b]) => (a === b ? `${a + 1}` : `${a + 1} to ${b + 1}`));
  return ranges.length > 5 ? `${shown.join(', ')} and more` : shown.join(', ');
}

export function listText(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted.length < 2 ? sorted.join('') : `${sorted.slice(0, -1).join(', ')} and ${sorted.at(-1)}`;
}

export function countsText(counts: ReadonlyMap<string, number>): string {
  const parts = [...counts].map(([value, count]) => `${value} (${count})`);
  return parts.length > 4 ? `${parts.slice(0, 4).join(', ')} and ${parts.length - 4} more` : parts.join(', ');
}

export const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
export const round = (value: number) => roundTo(value, 100);

export function indicesWhere<T>(items: ArrayLike<T>, test: (item: T) => boolean): number[] {
  const indices: number[] = [];
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (item !== undefined && test(item)) indices.push(i);
  }
  return indices;
}

export function spacingText({ PixelSpacing }: Pick<Instance, 'PixelSpacing'>): string {
  return PixelSpacing ? `${PixelSpacing.map((mm) => roundTo(mm, 1000)).join(' x ')} mm` : 'not given';
}
