import { parentPort } from 'node:worker_threads';
import type { PixelResult, PixelTask } from '../archive/pixels/worker.ts';

// Stands in for a decoder in tests of the pool: on shared memory it counts there for ever, anything else it echoes.
parentPort?.on('message', ({ id, encoded, format }: PixelTask) => {
  if (encoded.buffer instanceof SharedArrayBuffer) {
    const counter = new Int32Array(encoded.buffer);
    for (;;) Atomics.add(counter, 0, 1);
  }
  parentPort?.postMessage({ id, ok: true, bytes: encoded, format } satisfies PixelResult);
});
