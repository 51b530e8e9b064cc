import { orderByKey } from '../orderByKey.ts';
import { scratchNumbers } from '../scratch.ts';

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
  const keys = placed.length === distances.length ? distances : distancesAt(placed, distances);
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

function distancesAt(placed: Uint32Array, distances: Float64Array): Float64Array {
  const keys = new Float64Array(placed.length);
  for (let i = 0; i < keys.length; i++) keys[i] = distances[placed[i] ?? 0] ?? 0;
  return keys;
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

const medianRoom = scratchNumbers();

/** The middle number; the mean of two in the middle; undefined of none. Without sorting: a stack has as many gaps as images. */
export function medianOf(numbers: Float64Array): number | undefined {
  const middle = numbers.length >> 1;
  const some = medianRoom(numbers.length);
  some.set(numbers);
  const upper = nthSmallest(some, middle);
  if (upper === undefined || numbers.length % 2 !== 0) return upper;
  let lower = -Infinity;
  for (let i = 0; i < middle; i++) lower = Math.max(lower, some[i] ?? lower);
  return (lower + upper) / 2;
}

/** Hoare's selection. Moves the numbers so that those before the n-th are not greater and those after it not less. */
function nthSmallest(numbers: Float64Array, n: number): number | undefined {
  let [from, to] = [0, numbers.length - 1];
  while (from < to) {
    const pivot = numbers[(from + to) >> 1] ?? 0;
    let [i, j] = [from, to];
    while (i <= j) {
      while ((numbers[i] ?? pivot) < pivot) i++;
      while ((numbers[j] ?? pivot) > pivot) j--;
      if (i > j) break;
      const swapped = numbers[i] ?? 0;
      numbers[i++] = numbers[j] ?? 0;
      numbers[j--] = swapped;
    }
    if (n <= j) to = j;
    else if (n >= i) from = i;
    else break;
  }
  return numbers[n];
}
