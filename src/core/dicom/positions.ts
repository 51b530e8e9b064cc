import { medianOfSorted } from '../collections.ts';
import { orderByKey } from '../orderByKey.ts';

/** Positions nearer than this are one position, mm. */
export const samePositionMm = 0.01;

/** Where the images lie along the normal. Numbers in flat lists: a series may have a million images. */
export interface Positions {
  /** Different positions. */
  readonly count: number;
  /** Image indices, nearest the origin first; images of one position follow each other. */
  readonly order: Uint32Array;
  /** Where in `order` each position begins; one more for the end. */
  readonly starts: Uint32Array;
  /** By image index, mm. */
  readonly distances: Float64Array;
}

/** @param placed indices of the images that have a position. @param distances by image index, mm. */
export function positionsOf(placed: Uint32Array, distances: Float64Array): Positions {
  const keys = new Float64Array(placed.length);
  for (let i = 0; i < keys.length; i++) keys[i] = distances[placed[i] ?? 0] ?? 0;
  const order = orderByKey(keys, (a, b) => a - b);
  const starts = new Uint32Array(order.length + 1);
  let count = 0;
  let first = -Infinity;
  for (let i = 0; i < order.length; i++) {
    const key = order[i] ?? 0;
    const distance = keys[key] ?? 0;
    order[i] = placed[key] ?? 0;
    if (distance - first < samePositionMm) continue;
    starts[count++] = i;
    first = distance;
  }
  starts[count] = order.length;
  return { count, order, starts: starts.subarray(0, count + 1), distances };
}

/** The first image at a position; undefined outside 0 .. count - 1. */
export const imageAt = ({ order, starts }: Positions, position: number) => order[starts[position] ?? -1];
export const distanceAt = (positions: Positions, position: number) =>
  positions.distances[imageAt(positions, position) ?? -1];
export const imagesAt = ({ order, starts }: Positions, position: number): readonly number[] =>
  Array.from(order.subarray(starts[position], starts[position + 1]));
export const imageCountAt = ({ starts }: Positions, position: number) =>
  (starts[position + 1] ?? 0) - (starts[position] ?? 0);

export function gapsOf(positions: Positions): Float64Array {
  const gaps = new Float64Array(Math.max(0, positions.count - 1));
  for (let i = 0; i < gaps.length; i++)
    gaps[i] = (distanceAt(positions, i + 1) ?? 0) - (distanceAt(positions, i) ?? 0);
  return gaps;
}

export function medianOf(numbers: Float64Array): number | undefined {
  return medianOfSorted(numbers.slice().sort());
}
