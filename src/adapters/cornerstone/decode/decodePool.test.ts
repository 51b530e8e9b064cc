import { afterEach, describe, expect, it, vi } from 'vitest';
import { isAbort } from '../../../core/errors.ts';
import { DecodePool } from './decodePool.ts';
import type { DecodeRequest, DecodeTask } from './messages.ts';

/** Workers that answer when told. */
class FakeWorker {
  static readonly all: FakeWorker[] = [];
  readonly received: DecodeRequest[] = [];
  readonly transferred: Transferable[][] = [];
  isEnded = false;
  #onMessage: ((event: { data: unknown }) => void) | undefined;
  constructor() {
    FakeWorker.all.push(this);
  }
  addEventListener(type: string, listener: (event: { data: unknown }) => void): void {
    if (type === 'message') this.#onMessage = listener;
  }
  postMessage(request: DecodeRequest, transferred: Transferable[]): void {
    this.received.push(request);
    this.transferred.push(transferred);
  }
  terminate(): void {
    this.isEnded = true;
  }
  answer(reply: object): void {
    this.#onMessage?.({ data: { hangarTask: this.received.at(-1)?.hangarTask, ...reply } });
  }
}

afterEach(() => {
  FakeWorker.all.length = 0;
  vi.unstubAllGlobals();
});

const taskOf = (number: number) => ({ bytes: Uint8Array.of(number) }) as unknown as DecodeTask; // as much as is passed on
const numberOf = (worker: FakeWorker | undefined) => worker?.received.at(-1)?.bytes[0];

function aPool(size: number) {
  vi.stubGlobal('Worker', FakeWorker);
  return new DecodePool(size);
}

describe('the first frame', () => {
  const pixels = { min: 1 } as never; // only handed on
  it('is decoded in the page when nothing is to be decompressed; a worker has the second', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const pool = new DecodePool(1, () => pixels);
    expect(await pool.decode(taskOf(1), 'visible')).toBe(pixels);
    expect(FakeWorker.all).toHaveLength(0);
    void pool.decode(taskOf(2), 'visible');
    expect(numberOf(FakeWorker.all[0])).toBe(2);
  });

  it('is decoded by a worker when it is compressed; what cannot be decoded in the page is told', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    void new DecodePool(1, () => pixels).decode({ ...taskOf(3), transferSyntaxUID: '1.2' }, 'visible');
    expect(numberOf(FakeWorker.all[0])).toBe(3);
    const failing = new DecodePool(1, () => {
      throw new Error('too few values');
    });
    await expect(failing.decode(taskOf(4), 'visible')).rejects.toThrow('too few values');
  });
});

describe('decoding', () => {
  it('takes the soonest first, raised ones with them, and leaves out what was cancelled', async () => {
    const pool = aPool(1);
    const tasks = [0, 1, 2, 3, 4].map(taskOf);
    const [running, stale, background, visible, late] = tasks as [
      DecodeTask,
      DecodeTask,
      DecodeTask,
      DecodeTask,
      DecodeTask,
    ];
    const first = pool.decode(running, 'background');
    const cancelled = pool.decode(stale, 'visible').catch(isAbort);
    void pool.decode(background, 'background');
    void pool.decode(visible, 'visible');
    void pool.decode(late, 'background');
    pool.raise(late, 'ahead');
    expect(pool.cancel(stale)).toBe(true);
    expect(await cancelled).toBe(true);
    // What runs is let finish.
    expect(pool.cancel(running)).toBe(false);
    const [worker] = FakeWorker.all;
    const order: (number | undefined)[] = [];
    for (let step = 0; step < 4; step += 1) {
      order.push(numberOf(worker));
      worker?.answer({ pixels: {} });
    }
    expect(order).toEqual([0, 3, 4, 2]);
    expect(await first).toEqual({});
    expect(FakeWorker.all).toHaveLength(1);
  });

  it('never raises backwards', () => {
    const pool = aPool(1);
    void pool.decode(taskOf(0), 'visible');
    const [one, two] = [taskOf(1), taskOf(2)];
    void pool.decode(one, 'visible');
    void pool.decode(two, 'ahead');
    pool.raise(one, 'background');
    FakeWorker.all[0]?.answer({ pixels: {} });
    expect(numberOf(FakeWorker.all[0])).toBe(1);
  });

  it('hands bare samples over without a copy to a worker that has answered, and copies what a codec may fail on', () => {
    const pool = aPool(1);
    const bare = [taskOf(0), taskOf(1)] as const;
    const packed = { ...taskOf(2), transferSyntaxUID: '1.2.840.10008.1.2.4.90' };
    for (const task of [...bare, packed]) void pool.decode(task, 'visible');
    const [worker] = FakeWorker.all;
    worker?.answer({ pixels: {} });
    worker?.answer({ pixels: {} });
    const isSame = [...bare, packed].map(
      ({ bytes }, index) => worker?.transferred[index]?.[0] === bytes.buffer,
    );
    expect(isSame).toEqual([false, true, false]);
  });

  it('does not try again what it has handed over', async () => {
    const pool = aPool(1);
    void pool.decode(taskOf(0), 'visible');
    const failed = pool.decode(taskOf(1), 'visible').catch((error: unknown) => String(error));
    FakeWorker.all[0]?.answer({ pixels: {} });
    FakeWorker.all[0]?.answer({ error: 'too short' });
    expect(await failed).toContain('too short');
  });

  it('replaces a worker whose frame failed, tries once more, and then says why', async () => {
    const pool = aPool(1);
    const failed = pool.decode(taskOf(7), 'visible').catch((error: unknown) => String(error));
    FakeWorker.all[0]?.answer({ error: 'bad stream' });
    FakeWorker.all[1]?.answer({ error: 'bad stream' });
    expect(await failed).toContain('This image could not be decoded: bad stream');
    expect(FakeWorker.all.slice(0, 2).map(({ isEnded }) => isEnded)).toEqual([true, true]);
  });
});
