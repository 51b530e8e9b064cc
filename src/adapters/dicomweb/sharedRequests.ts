import type { RequestPriority } from '../../core/dataSource.ts';
import { abortError } from './clock.ts';
import type { Ticket } from './requestQueue.ts';

type Progress = (loaded: number, total: number | undefined) => void;

export interface Asker {
  readonly signal: AbortSignal;
  readonly priority: RequestPriority;
  readonly onProgress?: Progress | undefined;
}

/** What a request needs that several may have asked for. */
export interface SharedStart {
  /** Fires when the last asker has left. */
  readonly signal: AbortSignal;
  readonly priority: RequestPriority;
  readonly onProgress: Progress;
}

interface Shared<T> {
  readonly controller: AbortController;
  readonly askers: Set<Asker>;
  readonly ticket: Ticket<T>;
}

/**
 * One request for everybody who asks for the same thing at the same time. An
 * asker who leaves hurts nobody else; when all have left, the request is
 * aborted. A later asker with a sooner priority moves the request forward.
 *
 * Askers may hand a buffer on to a worker, which empties it here: each but the
 * first therefore gets a `copy`.
 */
export function createSharedRequests<T>(
  copy: (value: T) => T,
): (key: string, asker: Asker, start: (options: SharedStart) => Ticket<T>) => Promise<T> {
  const running = new Map<string, Shared<T>>();

  const begin = (key: string, first: Asker, start: (options: SharedStart) => Ticket<T>): Shared<T> => {
    const controller = new AbortController();
    const askers = new Set<Asker>();
    const ticket = start({
      signal: controller.signal,
      priority: first.priority,
      onProgress: (loaded, total) => {
        for (const asker of askers) asker.onProgress?.(loaded, total);
      },
    });
    const shared: Shared<T> = { controller, askers, ticket };
    running.set(key, shared);
    const forget = (): void => {
      if (running.get(key) === shared) running.delete(key);
    };
    ticket.result.then(forget, forget);
    return shared;
  };

  return (key, asker, start) => {
    if (asker.signal.aborted) return Promise.reject(abortError());
    const found = running.get(key);
    const shared = found ?? begin(key, asker, start);
    shared.ticket.raise(asker.priority);
    shared.askers.add(asker);
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        shared.askers.delete(asker);
        asker.signal.removeEventListener('abort', onAbort);
      };
      const onAbort = (): void => {
        leave();
        if (shared.askers.size === 0) {
          if (running.get(key) === shared) running.delete(key);
          shared.controller.abort();
        }
        reject(abortError());
      };
      asker.signal.addEventListener('abort', onAbort, { once: true });
      shared.ticket.result.then(
        (value) => {
          if (!shared.askers.has(asker)) return;
          leave();
          resolve(found ? copy(value) : value);
        },
        (error: unknown) => {
          leave();
          reject(error);
        },
      );
    });
  };
}
