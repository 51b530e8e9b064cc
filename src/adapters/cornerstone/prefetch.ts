import { isAbort } from '../../core/errors.ts';
import type { RequestPriority } from '../../core/dataSource.ts';

export interface PrefetchTarget {
  readonly count: number;
  /** Where the reader is, and which way the reader last went (1 or -1). */
  position(): { readonly index: number; readonly direction: 1 | -1 };
  /** Whether the image is here, failed, or already on its way. */
  isSettled(index: number): boolean;
  hasRoom(): boolean;
  load(index: number, priority: RequestPriority, signal: AbortSignal): Promise<unknown>;
  onFailure(index: number, error: unknown): void;
}

const lanes = 4;
const near = 12;

/**
 * Loads the images around the reader, those ahead first, then the rest of the
 * stack outwards, as long as there is room. Ends when all are here, when memory
 * is full, after five failures in a row, or with the signal.
 */
export async function prefetch(target: PrefetchTarget, signal: AbortSignal): Promise<void> {
  const started = new Set<number>();
  let failuresInARow = 0;
  const lane = async () => {
    while (!signal.aborted && failuresInARow < 5) {
      const next = nextIndex(target, started);
      if (next === undefined || !target.hasRoom()) return;
      started.add(next.index);
      try {
        await target.load(next.index, next.isNear ? 'ahead' : 'background', signal);
        failuresInARow = 0;
      } catch (error) {
        if (signal.aborted || isAbort(error)) return;
        failuresInARow++;
        target.onFailure(next.index, error);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** The nearest image that is missing; one behind the reader counts as four times as far. */
export function nextIndex(
  target: Pick<PrefetchTarget, 'count' | 'position' | 'isSettled'>,
  started: ReadonlySet<number>,
): { readonly index: number; readonly isNear: boolean } | undefined {
  const { index, direction } = target.position();
  const isFree = (i: number) => i >= 0 && i < target.count && !started.has(i) && !target.isSettled(i);
  const first = (from: number, step: number) => {
    for (let i = from; i >= 0 && i < target.count; i += step) if (isFree(i)) return i;
    return undefined;
  };
  const ahead = first(index, direction);
  const behind = first(index - direction, -direction);
  const distance = (i: number | undefined) => (i === undefined ? Infinity : Math.abs(i - index));
  if (ahead === undefined && behind === undefined) return undefined;
  const chosen = distance(ahead) <= distance(behind) * 4 ? ahead : behind;
  return chosen === undefined ? undefined : { index: chosen, isNear: distance(chosen) <= near };
}
