import type { RequestPriority } from '../../core/dataSource.ts';
import { abortError } from './clock.ts';

/**
 * Soonest first. Thumbnails are asked for only where they are in view, so they
 * come before images that nobody looks at yet.
 */
const PRIORITIES: readonly RequestPriority[] = ['visible', 'thumbnail', 'ahead', 'background'];

/** Places that thumbnails and background work leave free, so that what is on screen starts at once. */
const KEPT_FOR_IMAGES = 2;
/** How many thumbnails run at once at least, though metadata takes the places of others. */
const LEAST_THUMBNAILS = 2;
/**
 * How many images that nobody looks at yet run at once while metadata or thumbnails
 * are on their way: an archive that takes long for an image takes longer for all that is beside it.
 */
const PREFETCHED_BESIDE = 1;

/** A job that was queued: its result, and a way to have it sooner. */
export interface Ticket<T> {
  readonly result: Promise<T>;
  /** Moves a job that has not begun behind the last one of a sooner priority; never later. */
  raise(priority: RequestPriority): void;
}

export interface RequestQueue {
  /**
   * Runs a job when its turn comes: by priority, then first come first served.
   * Aborted while waiting, it never runs. Deadlines belong to the job itself
   * and so begin when it does.
   */
  add<T>(job: () => Promise<T>, options: { priority: RequestPriority; signal: AbortSignal }): Ticket<T>;
  /**
   * Leaves one place free until the returned function is called: for requests
   * that go past the queue but share the browser's connections with it. At least
   * one place stays.
   */
  hold(): () => void;
}

interface Waiting {
  priority: RequestPriority;
  readonly start: () => void;
}

/** @param parallel how many jobs run at once: a browser opens 6 connections to an HTTP/1.1 server */
export function createRequestQueue(parallel = 6): RequestQueue {
  const waiting = new Map<RequestPriority, Set<Waiting>>(PRIORITIES.map((priority) => [priority, new Set()]));
  const running = new Map<RequestPriority, number>();
  let held = 0;
  const count = (priority: RequestPriority, change: 1 | -1) =>
    running.set(priority, (running.get(priority) ?? 0) + change);

  /** Whether one more of this priority may run now. */
  const isOpen = (priority: RequestPriority): boolean => {
    const places = Math.max(1, parallel - held);
    const all = sum(running.values());
    if (all >= places) return false;
    if (priority === 'visible') return true;
    const ahead = running.get('ahead') ?? 0;
    const isBusy = held > 0 || (running.get('thumbnail') ?? 0) > 0 || isWaiting('thumbnail');
    const prefetched = ahead + (running.get('background') ?? 0);
    if (priority !== 'thumbnail' && isBusy && prefetched >= PREFETCHED_BESIDE) return false;
    if (priority === 'ahead') return true;
    // Images ahead that are under way soon give their places back: thumbnails do not wait for all of them.
    const least = priority === 'thumbnail' ? LEAST_THUMBNAILS : 1;
    const counted = priority === 'thumbnail' ? all - ahead : all;
    return counted < Math.max(least, places - KEPT_FOR_IMAGES);
  };
  const isWaiting = (priority: RequestPriority): boolean => (waiting.get(priority)?.size ?? 0) > 0;
  const next = (): Waiting | undefined => {
    for (const priority of PRIORITIES) {
      const [first] = waiting.get(priority) ?? [];
      if (first && isOpen(priority)) return first;
    }
    return undefined;
  };
  const pump = (): void => {
    for (let entry = next(); entry; entry = next()) {
      waiting.get(entry.priority)?.delete(entry);
      count(entry.priority, 1);
      entry.start();
    }
  };

  return {
    add<T>(job: () => Promise<T>, { priority, signal }: { priority: RequestPriority; signal: AbortSignal }) {
      const { promise, resolve, reject } = deferred<T>();
      const onAbort = (): void => {
        waiting.get(entry.priority)?.delete(entry);
        reject(abortError());
        // It may have kept others waiting.
        pump();
      };
      const entry: Waiting = {
        priority,
        start: () => {
          signal.removeEventListener('abort', onAbort);
          void run(job).then(resolve, reject).then(finished);
        },
      };
      const finished = (): void => {
        count(entry.priority, -1);
        pump();
      };
      if (signal.aborted) {
        reject(abortError());
      } else {
        signal.addEventListener('abort', onAbort, { once: true });
        waiting.get(priority)?.add(entry);
        pump();
      }
      return {
        result: promise,
        raise(sooner) {
          if (PRIORITIES.indexOf(sooner) >= PRIORITIES.indexOf(entry.priority)) return;
          if (!waiting.get(entry.priority)?.delete(entry)) return;
          entry.priority = sooner;
          waiting.get(sooner)?.add(entry);
          pump();
        },
      };
    },
    hold() {
      held += 1;
      let released = false;
      return () => {
        if (released) return;
        released = true;
        held -= 1;
        pump();
      };
    },
  };
}

const sum = (numbers: Iterable<number>): number => {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
};

/** So that a job that throws before its promise is a rejection like any other. */
async function run<T>(job: () => Promise<T>): Promise<T> {
  return job();
}

function deferred<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
} {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
