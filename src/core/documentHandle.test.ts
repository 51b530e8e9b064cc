import { expect, it } from 'vitest';
import type { DocumentPainter } from './documentHandle.ts';
import { createDocumentHandle } from './documentHandle.ts';
import type { DisplaySet } from './displaySet/displaySet.ts';

const displaySet = (uid: string, sop = uid): DisplaySet => ({
  displaySetInstanceUID: uid,
  SOPClassHandlerId: 'x',
  StudyInstanceUID: '1',
  SeriesInstanceUID: '1.1',
  SeriesNumber: 1,
  SeriesDate: undefined,
  SeriesTime: undefined,
  SeriesDescription: '',
  Modality: 'SR',
  FrameRate: undefined,
  FrameRateSource: undefined,
  frameTimesMs: undefined,
  isMultiFrame: false,
  numImageFrames: 0,
  viewportKinds: ['document'],
  label: uid,
  splitKey: '',
  splitLabel: undefined,
  instances: [{ StudyInstanceUID: '1', SeriesInstanceUID: '1.1', SOPInstanceUID: sop, SOPClassUID: 'x' }],
  images: undefined,
  parts: [],
  messages: [],
  geometry: undefined,
  references: [],
  representativeImageIndex: 0,
  unsupported: false,
  attributes: {},
});

/** Loads when it is told to. */
function painter() {
  const waiting = new Map<string, { resolve: (content: string) => void; reject: (error: unknown) => void }>();
  const seen = { drawn: [] as string[], released: [] as string[], loads: 0, signals: [] as AbortSignal[] };
  const made: DocumentPainter<string> = {
    load: ({ displaySetInstanceUID }, { signal }) => {
      seen.loads += 1;
      seen.signals.push(signal);
      return new Promise((resolve, reject) => waiting.set(displaySetInstanceUID, { resolve, reject }));
    },
    draw: (content, _set, { drawn }) => {
      seen.drawn.push(content);
      drawn();
    },
    drawNothing: () => seen.drawn.push(''),
    release: (content) => seen.released.push(content),
    dispose: () => seen.released.push('all'),
  };
  return {
    made,
    seen,
    arrive: (uid: string) => waiting.get(uid)?.resolve(uid),
    break: (uid: string) => waiting.get(uid)?.reject(new Error('gone')),
  };
}
const kind = { kind: 'document' };

it('shows the second of two, and lets go of the first when it comes late', async () => {
  const { made, seen, arrive } = painter();
  const handle = createDocumentHandle(made);
  const a = handle.show(displaySet('a'), kind);
  const b = handle.show(displaySet('b'), kind);
  expect(seen.signals[0]?.aborted).toBe(true);
  arrive('b');
  await b;
  arrive('a');
  await a;
  expect(handle.getState()).toMatchObject({ status: 'rendered', displaySetInstanceUID: 'b' });
  expect(seen.drawn.filter(Boolean)).toEqual(['b']);
  expect(seen.released).toEqual(['a']);
});

it('keeps the same object under another display set without loading it again', async () => {
  const { made, seen, arrive } = painter();
  const handle = createDocumentHandle(made);
  const first = handle.show(displaySet('a', 'object'), kind);
  arrive('a');
  await first;
  await handle.show(displaySet('b', 'object'), kind);
  expect(seen.loads).toBe(1);
  expect(handle.getState()).toMatchObject({ status: 'rendered', displaySetInstanceUID: 'b' });
});

it('says why it failed, and tries again when asked', async () => {
  const { made, seen, arrive, break: fail } = painter();
  const handle = createDocumentHandle(made);
  const shown = handle.show(displaySet('a'), kind);
  fail('a');
  await shown;
  expect(handle.getState()).toMatchObject({
    status: 'error',
    failure: { title: 'a cannot be shown', reason: 'gone', canRetry: true },
  });
  const rendered = new Promise<void>((resolve) => {
    handle.subscribe(() => handle.getState().status === 'rendered' && resolve());
  });
  handle.retry();
  arrive('a');
  await rendered;
  expect(seen.loads).toBe(2);
});

it('frees what it holds when it is cleared and disposed of', async () => {
  const { made, seen, arrive } = painter();
  const handle = createDocumentHandle(made);
  const shown = handle.show(displaySet('a'), kind);
  arrive('a');
  await shown;
  handle.clear();
  expect(handle.getState().status).toBe('empty');
  handle.dispose();
  expect(seen.released).toEqual(['a', 'all']);
});
