import { isAbort } from '../../core/errors.ts';
import type { RequestPriority } from '../../core/dataSource.ts';

/** Where the reader is, and which way the reader last went (1 or -1). */
export interface ReaderPosition {
  readonly index: number;
  readonly direction: 1 | -1;
}

export interface PrefetchTarget {
  readonly count: number;
  position(): ReaderPosition;
  /** Whether the image is here, failed, or already on its way. */
  isSettled(index: number): boolean;
  /** Whether memory can be had for it without dropping what is wanted more. */
  hasRoom(index: number): boolean;
  load(index: number, priority: RequestPriority, signal: AbortSignal): Promise<unknown>;
  onFailure(index: number, error: unknown): void;
}

const lanes = 4;
const near = 12;
/** What was begun for a place that is farther away by now is given up. */
const tooFar = 60;
const mostFailures = 5;

/** How far an image is from the reader: one behind counts as four times as far. */
export function readingDistance(index: number, { index: at, direction }: ReaderPosition): number {
  const ahead = (index - at) * direction;
  return ahead >= 0 ? ahead : -4 * ahead;
}

/**
 * Loads the images around the reader, those ahead first, then the rest of the
 * stack outwards, as long as there is room. Ends when all are here, when memory
 * is full, after five failures in a row, or with the signal.
 */
export async function prefetch(target: PrefetchTarget, signal: AbortSignal): Promise<void> {
  await new Prefetching(target, signal).ended;
}

/** A prefetch that follows the reader: `moved` goes on where it had ended, and gives up what is far away by now. */
export class Prefetching {
  readonly #target: PrefetchTarget;
  readonly #signal: AbortSignal;
  readonly #started = new Set<number>();
  readonly #flights = new Map<number, AbortController>();
  #running = 0;
  #failuresInARow = 0;
  /** Of the run under way. */
  ended: Promise<void>;

  constructor(target: PrefetchTarget, signal: AbortSignal) {
    this.#target = target;
    this.#signal = signal;
    this.ended = this.#run();
  }

  /** The reader went somewhere else. */
  moved(): void {
    const at = this.#target.position();
    for (const [index, flight] of this.#flights)
      if (readingDistance(index, at) > tooFar && nextIndex(this.#target, this.#started)?.isNear)
        flight.abort();
    if (this.#running > 0 || this.#signal.aborted || this.#failuresInARow >= mostFailures) return;
    // What was dropped since may be wanted again.
    this.#started.clear();
    this.ended = this.#run();
  }

  async #run(): Promise<void> {
    await Promise.all(Array.from({ length: lanes }, () => this.#lane()));
  }

  async #lane(): Promise<void> {
    this.#running++;
    try {
      while (!this.#signal.aborted && this.#failuresInARow < mostFailures) {
        const next = nextIndex(this.#target, this.#started);
        if (next === undefined || !this.#target.hasRoom(next.index)) return;
        if (!(await this.#load(next.index, next.isNear ? 'ahead' : 'background'))) return;
      }
    } finally {
      this.#running--;
    }
  }

  /** @returns whether to go on. */
  async #load(index: number, priority: RequestPriority): Promise<boolean> {
    const flight = new AbortController();
    const stop = () => flight.abort(this.#signal.reason);
    this.#signal.addEventListener('abort', stop, { once: true });
    this.#started.add(index);
    this.#flights.set(index, flight);
    try {
      await this.#target.load(index, priority, flight.signal);
      this.#failuresInARow = 0;
    } catch (error) {
      if (flight.signal.aborted) {
        // Given up, not failed: its turn may come again.
        this.#started.delete(index);
      } else if (isAbort(error)) {
        return false;
      } else {
        this.#failuresInARow++;
        this.#target.onFailure(index, error);
      }
    } finally {
      this.#flights.delete(index);
      this.#signal.removeEventListener('abort', stop);
    }
    return true;
  }
}

/** The nearest image that is missing, by `readingDistance`. */
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
