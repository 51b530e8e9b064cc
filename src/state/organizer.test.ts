import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Instance } from '../core/dicom/instance.ts';
import { SopClass } from '../core/dicom/sopClass.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { aSeries, slices } from '../testing/factories.ts';
import { type FakeThread, fakeThread } from '../testing/organizerThread.ts';
import { createOrganizer, type GroupingState } from './organizer.ts';
import type { OrganizerThread } from './remoteOrganizer.ts';
import type { SeriesEntry } from './viewerState.ts';

const registry = createRegistry(builtInHandlers, builtInModes);
const entry = (
  key: string,
  instances: readonly Instance[],
  status: SeriesEntry['status'] = 'ready',
): SeriesEntry => ({
  key,
  summary: { StudyInstanceUID: '1.2.3', SeriesInstanceUID: key },
  status,
  instances,
  problems: [],
  error: undefined,
  loaded: 0,
  total: undefined,
  waitingSeconds: undefined,
});
const viewer = modeOf('viewer');
const raw = modeOf('raw');
function modeOf(id: string) {
  const mode = registry.mode(id);
  if (!mode) throw new Error(`no mode ${id}`);
  return mode;
}
const state = (series: Readonly<Record<string, SeriesEntry>>): GroupingState => ({ series, rules: noRules });
const noRules: readonly never[] = [];
const first = aSeries(slices(3), { SeriesInstanceUID: '1' });
const second = aSeries(slices(2), { SeriesInstanceUID: '2' });
const study = state({ 1: entry('1', first), 2: entry('2', second) });
const ever = () => new AbortController().signal;

it('organizes a series again only when its instances change, and remembers each mode', () => {
  const organizer = createOrganizer(registry);
  const before = organizer.organize(viewer, study);
  organizer.organize(raw, study);
  const after = organizer.organize(viewer, state({ 1: entry('1', first), 2: entry('2', [...second]) }));
  expect(after['1']).toBe(before['1']);
  expect(after['2']).not.toBe(before['2']);
  expect(after['2']).toEqual(before['2']);
  organizer.clear();
  expect(organizer.organize(viewer, state({ 1: entry('1', first) }))['1']).not.toBe(before['1']);
});

it('leaves out what has not come', () => {
  const organizer = createOrganizer(registry);
  expect(
    organizer.organize(viewer, state({ 1: entry('1', [], 'loading'), 2: entry('2', [], 'failed') })),
  ).toEqual({});
});

it('gives the same later, and nothing once it is no longer wanted', async () => {
  const organizer = createOrganizer(registry);
  const later = await organizer.organizeLater(viewer, study, ever());
  expect(later).toEqual(createOrganizer(registry).organize(viewer, study));
  expect(organizer.organize(viewer, study)['1']).toBe(later['1']);
  await expect(organizer.organizeLater(raw, study, AbortSignal.abort())).rejects.toThrow();
});

it('forgets the order that was not asked for longest, however many are tried', () => {
  const organizer = createOrganizer(registry);
  const ids = viewer.sopClassHandlers;
  const before = organizer.organize(viewer, study);
  for (let tried = 1; tried < ids.length; tried++) {
    organizer.organize({ id: 'tried', sopClassHandlers: ids.slice(tried) }, study);
    organizer.organize({ id: 'tried', sopClassHandlers: ids.slice(0, tried) }, study);
    expect(organizer.organize(viewer, study)['1']).toBe(before['1']);
  }
  for (let round = 0; round < 12; round++)
    organizer.organize({ id: 'tried', sopClassHandlers: ids.slice(0, round) }, study);
  expect(organizer.organize(viewer, study)['1']).not.toBe(before['1']);
});

describe('beside the page', () => {
  const threads: FakeThread[] = [];
  afterEach(() => threads.splice(0).forEach(({ thread }) => thread.end()));

  /** An organizer for which everything is large. */
  function withThread(handlers = registry.handlers, onSent: (type: string) => void = () => undefined) {
    const fake = fakeThread(handlers);
    threads.push(fake);
    const onThreadLost = vi.fn<(reason: string) => void>();
    const send: OrganizerThread['send'] = (message) => {
      fake.thread.send(message);
      onSent(message.type);
    };
    const startThread = () => ({ ...fake.thread, send });
    const organizer = createOrganizer(registry, { atOnce: 0, startThread, onThreadLost });
    const questions = () => fake.sent.filter(({ type }) => type === 'organize').length;
    return { ...fake, organizer, onThreadLost, questions };
  }
  const inPage = (of: GroupingState, mode = viewer) => createOrganizer(registry).organize(mode, of);

  it('makes the very same display sets, with the instances of the page', async () => {
    const { organizer, questions } = withThread();
    expect(organizer.isLarge(viewer, study)).toBe(true);
    const later = await organizer.organizeLater(viewer, study, ever());
    expect(later).toEqual(inPage(study));
    expect(later['1']?.displaySets[0]?.instances[0]).toBe(first[0]);
    expect(Object.keys(later)).toEqual(['1', '2']);
    expect(questions()).toBe(2);
    expect(organizer.isLarge(viewer, study)).toBe(false);
    expect(organizer.organize(viewer, study)['2']).toBe(later['2']);
  });

  it('is the same value as in the page for any series, mode and order of arrival', async () => {
    const { organizer } = withThread();
    const item = fc.record(
      {
        SOPClassUID: fc.constantFrom(
          SopClass.CTImageStorage,
          SopClass.MRImageStorage,
          SopClass.EnhancedMRImageStorage,
          SopClass.DigitalXRayImageStorageForPresentation,
          SopClass.ComprehensiveSRStorage,
          SopClass.RawDataStorage,
          '',
        ),
        InstanceNumber: fc.nat(9),
        SOPInstanceUID: fc.nat(30).map((n) => `1.2.${n}`),
        NumberOfFrames: fc.constantFrom(1, 4, -2),
        ImagePositionPatient: fc.nat(6).map((z) => [0, 0, z * 3]),
        ImageOrientationPatient: fc.constantFrom([1, 0, 0, 0, 1, 0], [0, 1, 0, 0, 0, -1]),
        EchoTime: fc.constantFrom(12, 81),
        PatientID: fc.constantFrom('1', '2'),
      },
      { requiredKeys: ['SOPClassUID'] },
    );
    const mode = fc.constantFrom(...builtInModes);
    await fc.assert(
      fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 25 }), mode, async (items, by) => {
        const of = state({ 1: entry('1', aSeries(items, { SeriesInstanceUID: '1' })) });
        expect(await organizer.organizeLater(by, of, ever())).toEqual(inPage(of, by));
      }),
      { numRuns: 60 },
    );
  });

  it('sends a series once, however many modes are asked for, and again only when it has changed', async () => {
    const { organizer, sent } = withThread();
    await organizer.organizeLater(viewer, study, ever());
    await organizer.organizeLater(raw, study, ever());
    const lists = () => sent.filter(({ type }) => type === 'instances').length;
    expect(lists()).toBe(2);
    const changed = [...second, ...aSeries(slices(1, 90), { SeriesInstanceUID: '2', SOPInstanceUID: '2.9' })];
    const grown = state({ 1: entry('1', first), 2: entry('2', changed) });
    const before = inPage(study);
    const later = await organizer.organizeLater(viewer, grown, ever());
    expect(lists()).toBe(3);
    expect(later['2']?.displaySets[0]?.instances).toHaveLength(3);
    const uid = (of: typeof later) => of['2']?.displaySets[0]?.displaySetInstanceUID;
    expect(uid(later)).toBe(uid(before));
  });

  it('has a large study copied before it is asked about it', async () => {
    const { organizer, sent } = withThread();
    organizer.organize(viewer, study);
    await vi.waitFor(() => expect(sent.map(({ type }) => type)).toEqual(['instances', 'instances']));
  });

  it('is not started for what the page does at once', async () => {
    const startThread = vi.fn(() => fakeThread(registry.handlers).thread);
    const organizer = createOrganizer(registry, { startThread });
    expect(organizer.isLarge(viewer, study)).toBe(false);
    expect(await organizer.organizeLater(viewer, study, ever())).toEqual(inPage(study));
    expect(startThread).not.toHaveBeenCalled();
  });

  it('leaves to the page what needs a handler that the thread has not', async () => {
    const { organizer, questions, onThreadLost } = withThread(new Map());
    expect(await organizer.organizeLater(viewer, study, ever())).toEqual(inPage(study));
    expect(questions()).toBe(0);
    expect(onThreadLost).not.toHaveBeenCalled();
  });

  it('does in the page a series about which the thread cannot answer', async () => {
    const { organizer, thread, questions } = withThread();
    await organizer.organizeLater(raw, study, ever());
    // As if it had lost its memory: what it is asked about is not there.
    thread.send({ type: 'drop', lists: [0, 1] });
    expect(await organizer.organizeLater(viewer, study, ever())).toEqual(inPage(study));
    expect(questions()).toBe(4);
  });

  it('stops asking when it is cancelled, and what was done is kept', async () => {
    const abort = new AbortController();
    const { organizer, questions } = withThread(registry.handlers, (type) => {
      if (type === 'organize') abort.abort();
    });
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        `${i}`,
        entry(`${i}`, aSeries(slices(2), { SeriesInstanceUID: `${i}` })),
      ]),
    );
    await expect(organizer.organizeLater(viewer, state(many), abort.signal)).rejects.toThrow();
    expect(questions()).toBeLessThan(40);
    expect(await organizer.organizeLater(viewer, state(many), ever())).toEqual(inPage(state(many)));
  });

  it('goes on in the page when the thread is lost, and tells it once', async () => {
    const { organizer, crash, onThreadLost } = withThread(registry.handlers, (type) => {
      if (type === 'organize') crash('out of memory');
    });
    expect(await organizer.organizeLater(viewer, study, ever())).toEqual(inPage(study));
    expect(await organizer.organizeLater(raw, study, ever())).toEqual(inPage(study, raw));
    expect(onThreadLost.mock.calls).toEqual([['out of memory']]);
  });

  it('does it in the page where no thread can be started', async () => {
    const onThreadLost = vi.fn<(reason: string) => void>();
    const startThread = () => {
      throw new Error('workers are switched off');
    };
    const organizer = createOrganizer(registry, { atOnce: 0, startThread, onThreadLost });
    expect(await organizer.organizeLater(viewer, study, ever())).toEqual(inPage(study));
    expect(onThreadLost.mock.calls).toEqual([['workers are switched off']]);
  });
});
