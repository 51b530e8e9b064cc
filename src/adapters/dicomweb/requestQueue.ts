import type { RequestPriority } from '../../core/dataSource.ts';
import { abortError } from './clock.ts';

/** Soonest first. */
const PRIORITIES: readonly RequestPriority[] = ['visible', 'ahead', 'thumbnail', 'background'];

/** Places that thumbnails and background work leave free, so that what is on screen starts at once. */
const KEPT_FOR_IMAGES = 2;
const isPatient = (priority: RequestPriority): boolean =>
  priority === 'thumbnail' || priority === 'background';

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
  let running = 0;
  let held = 0;

  const next = (): Waiting | undefined => {
    const places = Math.max(1, parallel - held);
    for (const priority of PRIORITIES) {
      const [first] = waiting.get(priority) ?? [];
      const open = isPatient(priority) ? Math.max(1, places - KEPT_FOR_IMAGES) : places;
      if (first && running < open) return first;
    }
    return undefined;
  };
  const pump = (): void => {
    for (let entry = next(); entry; entry = next()) {
      waiting.get(entry.priority)?.delete(entry);
      running += 1;
      entry.start();
    }
  };

  return {
    add<T>(job: () => Promise<T>, { priority, signal }: { priority: RequestPriority; signal: AbortSignal }) {
      const { promise, resolve, reject } = deferred<T>();
      const onAbort = (): void => {
        waiting.get(entry.priority)?.delete(entry);
        reject(abortError());
      };
      const entry: Waiting = {
        priority,
        start: () => {
          signal.removeEventListener('abort', onAbort);
          void run(job).then(resolve, reject).then(finished);
        },
      };
      const finished = (): void => {
        running -= 1;
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
