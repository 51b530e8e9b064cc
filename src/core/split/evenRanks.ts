import type { Instance } from '../dicom/instance.ts';
import { orderByKey } from '../orderByKey.ts';
import { positionKeys } from './placement.ts';

export interface EvenRanks {
  /** By image: which of the times of its position, from 1. */
  readonly ranks: readonly number[];
  /** Times that each position has. */
  readonly of: number;
  /** Least time of each rank. */
  readonly starts: readonly number[];
  /** Whether all positions have had their n-th time before any has its next. */
  readonly inTurn: boolean;
}

/**
 * The times of each position counted, where every position has as many, two or
 * more, and no two at one time; undefined otherwise, or where positions or times
 * are missing.
 * @param times by image, in any unit.
 */
export function evenRanks(
  images: readonly Instance[],
  times: readonly (number | undefined)[],
): EvenRanks | undefined {
  const positions = positionKeys(images);
  if (!positions || times.includes(undefined)) return undefined;
  const keys = Float64Array.from(times, (time) => time ?? 0);
  const ranks = Array.from<number>({ length: images.length });
  const seen = new Map<number, { count: number; time: number }>();
  const starts: number[] = [];
  let inTurn = true;
  for (const i of orderByKey(keys, (a, b) => a - b)) {
    const position = positions[i] ?? 0;
    const time = keys[i] ?? 0;
    const earlier = seen.get(position);
    if (earlier?.time === time) return undefined;
    const count = (earlier?.count ?? 0) + 1;
    ranks[i] = count;
    seen.set(position, { count, time });
    if (count > starts.length) starts.push(time);
    // Taken in the order of time: a lower rank after a higher one has begun is one that overlaps it.
    else if (count < starts.length) inTurn = false;
  }
  const counts = new Set(Array.from(seen.values(), ({ count }) => count));
  const [of = 0] = counts;
  return counts.size === 1 && of > 1 ? { ranks, of, starts, inTurn } : undefined;
}
