import type { RequestPriority } from '../../../core/dataSource.ts';
import type { DisplayPixels } from '../pixels/displayPixels.ts';
import type { DecodePool } from './decodePool.ts';
import type { DecodeTask } from './messages.ts';

/** Somebody who waits for a frame. */
export interface DecodeAsker {
  readonly signal: AbortSignal;
  readonly priority: RequestPriority;
}

interface Running<T> {
  readonly result: Promise<T>;
  readonly task: DecodeTask;
  askers: number;
}

/**
 * Each frame is decoded once for everybody who waits for it, as soon as the most
 * urgent of them needs it, and taken back when the last of them has left before
 * its turn.
 */
export class SharedDecoding<T> {
  readonly #pool: DecodePool;
  readonly #running = new Map<string, Running<T>>();

  constructor(pool: DecodePool) {
    this.#pool = pool;
  }

  /** Waits with the others; undefined when this frame is not being decoded. */
  join(key: string, asker: DecodeAsker): Promise<T> | undefined {
    const running = this.#running.get(key);
    return running && this.#join(key, running, asker);
  }

  /** @param finish makes of the pixels what everybody gets. */
  async start(
    key: string,
    task: DecodeTask,
    asker: DecodeAsker,
    finish: (decoded: Promise<DisplayPixels>) => Promise<T>,
  ): Promise<T> {
    asker.signal.throwIfAborted();
    const result = finish(this.#pool.decode(task, asker.priority)).finally(() => {
      if (this.#running.get(key) === running) this.#running.delete(key);
    });
    const running: Running<T> = { result, task, askers: 0 };
    this.#running.set(key, running);
    return this.#join(key, running, asker);
  }

  async #join(key: string, running: Running<T>, { signal, priority }: DecodeAsker): Promise<T> {
    signal.throwIfAborted();
    running.askers++;
    this.#pool.raise(running.task, priority);
    const leave = () => {
      running.askers--;
      if (running.askers === 0 && this.#pool.cancel(running.task)) this.#running.delete(key);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      const result = await running.result;
      signal.throwIfAborted();
      return result;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }
}
