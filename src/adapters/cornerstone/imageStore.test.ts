import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { DataSource } from '../../core/dataSource.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { isAbort } from '../../core/errors.ts';
import type { DecodePool } from './decode/decodePool.ts';
import { imageIdOf, ImageStore, type ImageSource, type ImageUser } from './imageStore.ts';
import { readingDistance } from './prefetch.ts';

const side = 8;
const bytesEach = side * side;

/** One 8-bit image of 64 bytes; frames are made here, decoding passes them on. */
function aSource(series: number, number: number): ImageSource & { asked: () => number } {
  let asked = 0;
  const instance: Instance = {
    StudyInstanceUID: '1',
    SeriesInstanceUID: `1.${series}`,
    SOPInstanceUID: `1.${series}.${number}`,
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.7',
    SeriesNumber: series,
    Modality: 'OT',
    Rows: side,
    Columns: side,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
  };
  const dataSource = {
    id: 'test',
    retrieveFrame: () => {
      asked += 1;
      return Promise.resolve({ bytes: new Uint8Array(bytesEach), transferSyntaxUID: '1.2.840.10008.1.2.1' });
    },
  } as unknown as DataSource; // as much of one as is used
  return { dataSource, instance, frame: 1, asked: () => asked };
}

const pool = {
  decode: () =>
    Promise.resolve({
      data: new Uint8Array(bytesEach),
      colour: false,
      slope: 1,
      intercept: 0,
      low: 0,
      high: 255,
      min: 0,
      max: 255,
      voiLutApplied: false,
    }),
  raise: () => undefined,
  cancel: () => false,
} as unknown as DecodePool; // decodes nothing

const options = { signal: new AbortController().signal, priority: 'visible' } as const;
const storeOf = (images: number) => new ImageStore(pool, images * bytesEach);

/** A viewport over images 0..n-1 of a series, looking at one of them. */
function aReader(store: ImageStore, series: number, count: number) {
  let at = 0;
  const ids = Array.from({ length: count }, (_, number) => imageIdOf(aSource(series, number)));
  const user: ImageUser = {
    holds: (imageId) => ids.includes(imageId),
    shows: (imageId) => imageId === ids[at],
    distance: (imageId) => Math.abs(ids.indexOf(imageId) - at),
  };
  return { release: store.use(user), go: (to: number) => (at = to), ids };
}

describe('memory for decoded images', () => {
  it('drops first what no open stack holds, then what is farthest from its reader', async () => {
    const store = storeOf(6);
    for (let number = 0; number < 3; number += 1) await store.load(aSource(9, number), options);
    const reader = aReader(store, 1, 20);
    reader.go(10);
    for (const number of [10, 11, 9]) await store.load(aSource(1, number), options);
    await store.load(aSource(1, 12), options);
    expect(store.usage().series.map(({ SeriesInstanceUID, images }) => [SeriesInstanceUID, images])).toEqual([
      ['1.1', 4],
      ['1.9', 2],
    ]);
    for (const number of [13, 14, 15]) await store.load(aSource(1, number), options);
    // Six fit: the reader at 10 keeps what is near; 15 has just come.
    expect(reader.ids.flatMap((id, number) => (store.has(id) ? number : []))).toEqual([
      9, 10, 11, 12, 13, 15,
    ]);
  });

  it('never goes over the limit, and never drops what is on a screen', async () => {
    const step = fc.record({ number: fc.nat(19), looks: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 8 }),
        fc.array(step, { maxLength: 40 }),
        async (room, steps) => {
          const store = storeOf(room);
          const reader = aReader(store, 1, 20);
          await store.load(aSource(1, 0), options);
          let at = 0;
          for (const { number, looks } of steps) {
            await store.load(aSource(1, number), options);
            if (looks) reader.go((at = number));
            expect(store.usedBytes).toBeLessThanOrEqual(room * bytesEach);
            expect(store.has(reader.ids[at] ?? '')).toBe(true);
            const { series, usedBytes } = store.usage();
            expect(series.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(usedBytes);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says whether there is room without dropping what is nearer', async () => {
    const store = storeOf(4);
    const reader = aReader(store, 1, 20);
    reader.go(5);
    for (const number of [5, 6, 7, 8]) await store.load(aSource(1, number), options);
    expect(store.hasRoomFor(bytesEach)).toBe(false);
    expect(store.hasRoomFor(bytesEach, 2)).toBe(true);
    expect(store.hasRoomFor(bytesEach, 3)).toBe(false);
    expect(store.hasRoomFor(2 * bytesEach, 2)).toBe(false);
    reader.release();
    expect(store.hasRoomFor(4 * bytesEach)).toBe(true);
  });

  it('follows a new limit at once and tells of it; frees all but what is on a screen', async () => {
    const store = storeOf(10);
    const reader = aReader(store, 1, 20);
    for (let number = 0; number < 10; number += 1) await store.load(aSource(1, number), options);
    let told = 0;
    const stop = store.subscribe(() => (told += 1));
    store.setLimit(4 * bytesEach);
    expect(store.usage()).toMatchObject({
      usedBytes: 4 * bytesEach,
      limitBytes: 4 * bytesEach,
      heldBytes: bytesEach,
    });
    expect(reader.ids.flatMap((id, number) => (store.has(id) ? number : []))).toEqual([0, 1, 2, 3]);
    expect(told).toBe(1);
    expect(store.freeUnused()).toBe(3 * bytesEach);
    expect(store.usedBytes).toBe(bytesEach);
    store.setLimit(undefined);
    expect(store.limitBytes).toBe(10 * bytesEach);
    stop();
    const before = told;
    await store.load(aSource(1, 3), options);
    expect(told).toBe(before);
  });

  it('counts what volumes need, once for the same volume', () => {
    const store = storeOf(10);
    const first = store.reserve('a', 6 * bytesEach);
    const second = store.reserve('a', 6 * bytesEach);
    expect(store.usage().reservedBytes).toBe(6 * bytesEach);
    expect(store.reserve('b', 5 * bytesEach)).toEqual({ freeBytes: 4 * bytesEach });
    for (const release of [first, second]) if (typeof release === 'function') release();
    expect(store.usage().reservedBytes).toBe(0);
  });

  it('counts stored values that are kept beside what is drawn, in all it says and drops', async () => {
    const wide = {
      ...pool,
      decode: async (...args: Parameters<DecodePool['decode']>) => ({
        ...(await pool.decode(...args)),
        stored: new Float32Array(bytesEach),
      }),
    } as unknown as DecodePool; // as of 32-bit pictures
    const each = bytesEach + 4 * bytesEach;
    const store = new ImageStore(wide, 3 * each);
    const reader = aReader(store, 1, 20);
    for (let number = 0; number < 3; number += 1) await store.load(aSource(1, number), options);
    expect(store.usage()).toMatchObject({
      usedBytes: 3 * each,
      heldBytes: each,
      series: [{ images: 3, bytes: 3 * each, heldBytes: each }],
    });
    expect(store.hasRoomFor(1)).toBe(false);
    expect(store.hasRoomFor(2 * each, 0)).toBe(true);
    await store.load(aSource(1, 3), options);
    expect(reader.ids.flatMap((id, number) => (store.has(id) ? number : []))).toEqual([0, 1, 3]);
    expect(store.usedBytes).toBe(3 * each);
    reader.release();
    expect(store.freeUnused()).toBe(3 * each);
    expect(store.usedBytes).toBe(0);
  });

  it('counts what is made of volumes as used, so that images make room for it; the card’s memory beside it', async () => {
    const store = storeOf(10);
    for (let number = 0; number < 10; number += 1) await store.load(aSource(1, number), options);
    let told = 0;
    store.subscribe(() => (told += 1));
    const uncount = store.countMade(4 * bytesEach);
    const offCard = store.countOnCard(1000 * bytesEach);
    expect(told).toBe(2);
    expect(store.usage()).toMatchObject({
      usedBytes: 10 * bytesEach,
      heldBytes: 4 * bytesEach,
      madeBytes: 4 * bytesEach,
      cardBytes: 1000 * bytesEach,
      series: [{ images: 6 }],
    });
    for (const release of [uncount, uncount, offCard, offCard]) release();
    expect(store.usage()).toMatchObject({ usedBytes: 6 * bytesEach, madeBytes: 0, cardBytes: 0 });
  });

  it('does not ask again for a frame that is being decoded', async () => {
    let finish: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const slow = {
      ...pool,
      decode: async () => {
        await gate;
        return pool.decode({} as Parameters<DecodePool['decode']>[0], 'visible');
      },
    } as unknown as DecodePool; // decodes when told
    const store = new ImageStore(slow, 10 * bytesEach);
    const source = aSource(1, 1);
    const first = store.load(source, options);
    await new Promise<void>((resolve) => setImmediate(resolve));
    const second = store.load(source, options);
    finish();
    expect(await second).toBe(await first);
    expect(source.asked()).toBe(1);
  });

  it('takes back what nobody waits for any more, and decodes it when it is asked for again', async () => {
    const waiting: { finish: () => void; reject: (reason: unknown) => void }[] = [];
    const held = {
      ...pool,
      decode: (...args: Parameters<DecodePool['decode']>) =>
        new Promise((resolve, reject) => {
          waiting.push({ finish: () => resolve(pool.decode(...args)), reject });
        }),
      cancel: () => {
        waiting.shift()?.reject(new DOMException('cancelled', 'AbortError'));
        return true;
      },
    } as unknown as DecodePool; // decodes when told
    const store = new ImageStore(held, 10 * bytesEach);
    const source = aSource(1, 1);
    const [one, two] = [new AbortController(), new AbortController()];
    const first = store.load(source, { ...options, signal: one.signal }).catch(isAbort);
    await vi.waitUntil(() => waiting.length === 1);
    const second = store.load(source, { ...options, signal: two.signal }).catch(isAbort);
    one.abort();
    expect(waiting).toHaveLength(1);
    two.abort();
    expect(waiting).toHaveLength(0);
    // At once, before the cancelled one has told everybody.
    const third = store.load(source, options);
    expect(await first).toBe(true);
    expect(await second).toBe(true);
    await vi.waitUntil(() => waiting.length === 1);
    waiting[0]?.finish();
    expect((await third).imageId).toBe(imageIdOf(source));
    expect(store.usedBytes).toBe(bytesEach);
  });
});

describe('loading ahead', () => {
  const MB = 1024 ** 2;
  it.each([
    [64, 64],
    [1024, 256],
    [4096, 1024],
  ])('of %d MB takes at most %d', (limitMB, aheadMB) => {
    const store = new ImageStore(pool, limitMB * MB);
    expect(store.aheadBytes).toBe(aheadMB * MB);
    expect(store.usage().aheadBytes).toBe(aheadMB * MB);
  });

  it('reaches as far as that many bytes, before the reader and behind', () => {
    const store = new ImageStore(pool, 1024 * MB);
    const reached = Array.from({ length: 1000 }, (_, index) => index - 500).filter((index) =>
      store.isInReach(MB, readingDistance(index, { index: 0, direction: 1 })),
    );
    expect(reached.length).toBeGreaterThan(250);
    expect(reached.length).toBeLessThanOrEqual(256);
    expect(Math.max(...reached)).toBe(204);
  });

  it('is shared by the stacks that are open', () => {
    const store = new ImageStore(pool, 1024 * MB);
    const open = [new AbortController(), new AbortController()];
    for (const { signal } of open) store.loadAhead(signal);
    expect(store.isInReach(MB, 102)).toBe(true);
    expect(store.isInReach(MB, 103)).toBe(false);
    open[0]?.abort();
    expect(store.isInReach(MB, 204)).toBe(true);
    expect(store.isInReach(MB, 205)).toBe(false);
  });

  it('fills a small memory whole', () => {
    const store = new ImageStore(pool, 128 * MB);
    expect(store.isInReach(MB, 1000)).toBe(true);
  });
});
