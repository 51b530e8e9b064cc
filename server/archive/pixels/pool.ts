import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { RequestError } from '../http/errors.ts';
import type { FrameFormat } from './image.ts';
import type { RenderRequest } from './render.ts';
import type { PixelResult, PixelTask } from './worker.ts';

export interface PixelAnswer {
  readonly bytes: Uint8Array;
  readonly format: FrameFormat;
}

/** Decodes and draws frames off the main thread; one that takes too long costs its worker, nothing else. */
export interface PixelPool {
  /** @throws RequestError 415 when the frame is of a kind not supported, 422 when damaged, 503 when too slow */
  run(encoded: Uint8Array, format: FrameFormat, render?: RenderRequest): Promise<PixelAnswer>;
  close(): Promise<void>;
}

interface Job {
  readonly task: PixelTask;
  readonly resolve: (answer: PixelAnswer) => void;
  readonly reject: (error: RequestError) => void;
}

const MAX_WAITING = 500;
/** A new worker first compiles its decoders, which says nothing about the image. */
const START_MS = 15_000;

export interface PixelPoolOptions {
  /** How long one frame may take; 5 s unless told. */
  readonly deadlineMs?: number;
  /** What a new worker may take on top, for its first frame. */
  readonly startMs?: number;
  /** What the workers run. */
  readonly module?: URL;
}

export function createPixelPool({
  deadlineMs = 5000,
  startMs = START_MS,
  module = new URL('./worker.ts', import.meta.url),
}: PixelPoolOptions = {}): PixelPool {
  const size = Math.max(1, Math.min(4, availableParallelism() - 1));
  const workers = new Map<Worker, Job | undefined>();
  const waiting: Job[] = [];
  const timers = new Map<Worker, NodeJS.Timeout>();
  let nextId = 0;
  let closed = false;

  function start(): Worker {
    const worker = new Worker(new URL('../workerBoot.mjs', import.meta.url), {
      workerData: { module: module.href },
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
      stdout: true,
      stderr: true,
    });
    worker.unref();
    worker.on('message', (result: PixelResult) => settle(worker, result));
    worker.on('error', () => drop(worker, new RequestError(422, 'Decoding this image failed.')));
    workers.set(worker, undefined);
    return worker;
  }

  function settle(worker: Worker, result: PixelResult): void {
    const job = workers.get(worker);
    clearTimeout(timers.get(worker));
    if (job === undefined || job.task.id !== result.id) return;
    workers.set(worker, undefined);
    if (result.ok) job.resolve({ bytes: result.bytes, format: result.format });
    else
      job.reject(
        new RequestError(
          result.kind === 'unsupported' ? 415 : 422,
          `This image cannot be decoded: ${result.reason}.`,
        ),
      );
    advance();
  }

  /** The worker is beyond use: it is ended and its job told so. */
  function drop(worker: Worker, error: RequestError): void {
    const job = workers.get(worker);
    workers.delete(worker);
    clearTimeout(timers.get(worker));
    void worker.terminate();
    job?.reject(error);
    if (!closed) advance();
  }

  function advance(): void {
    const job = waiting.shift();
    if (job === undefined) return;
    const idle = [...workers].find(([, busy]) => busy === undefined)?.[0];
    const worker = idle ?? (workers.size < size ? start() : undefined);
    if (worker === undefined) {
      waiting.unshift(job);
      return;
    }
    workers.set(worker, job);
    const allowed = idle === undefined ? deadlineMs + startMs : deadlineMs;
    const late = () => drop(worker, new RequestError(422, 'Decoding this image takes too long.'));
    timers.set(worker, setTimeout(late, allowed).unref());
    worker.postMessage(job.task);
  }

  return {
    run: (encoded, format, render) =>
      new Promise((resolve, reject) => {
        if (closed || waiting.length >= MAX_WAITING) {
          reject(new RequestError(503, 'This server is busy drawing other images; ask again in a moment.'));
          return;
        }
        const task = { id: nextId++, encoded, format, ...(render === undefined ? {} : { render }) };
        waiting.push({ task, resolve, reject });
        advance();
      }),
    close: async () => {
      closed = true;
      const ending = [...workers.keys()].map((worker) => worker.terminate());
      const stopped = new RequestError(503, 'This server is stopping.');
      for (const job of [...workers.values(), ...waiting]) job?.reject(stopped);
      workers.clear();
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(ending);
    },
  };
}
