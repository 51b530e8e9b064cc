import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { SopClass } from '../core/dicom/sopClass.ts';
import type { Instance } from '../core/dicom/instance.ts';
import { DataSourceError } from '../core/errors.ts';
import type { Extension } from '../core/extension/extension.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { aClip, anInstance, aSeries, slices } from '../testing/factories.ts';
import { fakeDataSource, type FakeDataSource } from '../testing/fakeDataSource.ts';
import { fakeThread } from '../testing/organizerThread.ts';
import type { OpenRequest } from './openRequest.ts';
import type { OrganizerThread } from './remoteOrganizer.ts';
import { instanceCounts, isLoading } from './selectors.ts';
import { createViewer } from './viewer.ts';
import { emptyHanging } from './viewerState.ts';

/** Viewport kinds that exist; nothing is mounted here. */
const views: Extension = {
  id: 'views',
  getViewportModule: () => [
    {
      kinds: ['stack', 'document', 'tags'],
      isImage: true,
      mount: () => Promise.reject(new Error('nothing is mounted in this test')),
    },
  ],
};
const registry = createRegistry([...builtInHandlers, views], builtInModes);

const axial = aSeries(slices(4), { SeriesInstanceUID: '1.2.3.4', SeriesNumber: 2 });
const coronal = aSeries(slices(3), {
  SeriesInstanceUID: '1.2.3.5',
  SeriesNumber: 10,
  SeriesDescription: 'Coronal',
});
const clip = aClip({ SeriesInstanceUID: '1.2.3.6', SeriesNumber: 3 });
const report = anInstance({
  SOPClassUID: SopClass.ComprehensiveSRStorage,
  SeriesInstanceUID: '1.2.3.7',
  SeriesNumber: 1,
  Modality: 'SR',
  ConceptNameCodeSequence: [{ CodeMeaning: 'Imaging report' }],
});
const study = [...axial, ...coronal, clip, report];

function viewerOf(instances: readonly Instance[]) {
  const source = fakeDataSource(instances);
  const viewer = createViewer({ registry, dataSources: [source], modeId: 'viewer' });
  const state = viewer.store.getState;
  const open = (request: Partial<OpenRequest> = {}) =>
    viewer.openStudies({ sourceId: 'fake', modeId: 'viewer', StudyInstanceUIDs: ['1.2.3'], ...request });
  const settled = () => vi.waitFor(() => expect(isLoading(state())).toBe(false));
  const shown = () => state().displaySets.get(state().hanging.cells[0]?.displaySetInstanceUID ?? '');
  return { source, viewer, state, open, settled, shown };
}

const broken = (kind: DataSourceError['kind']) => new DataSourceError(kind, `It is ${kind}.`);

describe('opening', () => {
  it('lists the series before any metadata has come, then organizes each as it comes', async () => {
    const { source, state, open, settled } = viewerOf(study);
    const release = source.hold('metadata');
    open();
    await vi.waitFor(() => expect(Object.keys(state().series)).toHaveLength(4));
    expect(state().displaySets.size).toBe(0);
    expect(isLoading(state())).toBe(true);
    expect(instanceCounts(state())).toMatchObject({ received: 0, promised: 9 });
    release();
    await settled();
    expect(instanceCounts(state())).toMatchObject({ received: 9, promised: 9, unclaimed: 0, displaySets: 4 });
  });

  it('makes the list of many series now and then, not once a series', async () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      aSeries(slices(1), { SeriesInstanceUID: `1.2.3.${index + 1}`, SeriesNumber: index + 1 }),
    ).flat();
    const { viewer, state, open, settled } = viewerOf(many);
    let lists = 0;
    onTestFinished(
      viewer.store.subscribe(({ series, organized }, before) => {
        if (series !== before.series || organized !== before.organized) lists += 1;
      }),
    );
    open();
    await vi.waitFor(() => expect(Object.keys(state().series)).toHaveLength(300));
    await settled();
    expect(instanceCounts(state())).toMatchObject({ received: 300, displaySets: 300 });
    expect(lists).toBeLessThan(300);
  });

  it('shows the first study’s images, also when the list of its series comes last, in every order of modes', async () => {
    const second = aSeries(slices(3), { StudyInstanceUID: '1.2.9', SeriesInstanceUID: '1.2.9.1' });
    for (const modeId of ['viewer', 'reports', 'cine']) {
      const { source, state, open, settled, shown } = viewerOf([...study, ...second]);
      const release = source.hold('series 1.2.3');
      open({ modeId, StudyInstanceUIDs: ['1.2.3', '1.2.9'] });
      await vi.waitFor(() => expect(state().displaySets.size).toBe(1));
      expect(state().studies['1.2.9']?.status).toBe('ready');
      expect(shown()).toBeUndefined();
      release();
      await settled();
      await vi.waitFor(() => expect(shown()?.StudyInstanceUID).toBe('1.2.3'));
    }
  });

  it('does not wait for the list of a study that cannot be had', async () => {
    const second = aSeries(slices(3), { StudyInstanceUID: '1.2.9', SeriesInstanceUID: '1.2.9.1' });
    const { source, open, shown } = viewerOf([...study, ...second]);
    source.fail('series 1.2.3', broken('server'));
    open({ StudyInstanceUIDs: ['1.2.3', '1.2.9'] });
    await vi.waitFor(() => expect(shown()?.StudyInstanceUID).toBe('1.2.9'));
  });

  it('shows the first images in reading order, whichever series answers first', async () => {
    const { source, state, open, settled, shown } = viewerOf(study);
    const release = source.hold('metadata 1.2.3.4');
    open();
    await vi.waitFor(() => expect(state().displaySets.size).toBe(3));
    expect(shown()).toBeUndefined();
    release();
    await settled();
    expect(shown()?.SeriesInstanceUID).toBe('1.2.3.4');
    expect(state().past).toEqual([]);
  });

  it('shows what the mode lists first where the handlers’ order counts', async () => {
    for (const [modeId, series] of [
      ['reports', '1.2.3.7'],
      ['cine', '1.2.3.6'],
    ] as const) {
      const { open, settled, shown } = viewerOf(study);
      open({ modeId });
      await settled();
      expect(shown()?.SeriesInstanceUID).toBe(series);
    }
  });

  it('opens on what the link names, or says that it is not here', async () => {
    const named = viewerOf(study);
    named.open({ SOPInstanceUID: '1.2.3.5.2' });
    await named.settled();
    expect(named.shown()?.SeriesInstanceUID).toBe('1.2.3.5');
    expect(named.state().hanging.cells[0]?.image).toEqual({ SOPInstanceUID: '1.2.3.5.2', frame: 1 });

    const missing = viewerOf(study);
    missing.open({ displaySetInstanceUID: '2.25.404' });
    await missing.settled();
    expect(missing.shown()).toBeUndefined();
    expect(missing.state().notices[0]?.text).toContain('2.25.404');
    expect(missing.state().hanging.cells[0]?.absence?.reason).toContain('2.25.404');
  });

  it('shows the first images after a reload of a page in which nothing hung yet', async () => {
    const { open, settled, shown } = viewerOf(study);
    open({ hanging: emptyHanging({ rows: 2, columns: 1 }) });
    await settled();
    expect(shown()?.SeriesInstanceUID).toBe('1.2.3.4');
  });

  it('waits for every study of the link before it says that something is not here', async () => {
    const second = aSeries(slices(2), { StudyInstanceUID: '1.2.9', SeriesInstanceUID: '1.2.9.1' });
    const { source, state, open, settled, shown } = viewerOf([...axial, ...second]);
    const release = source.hold('series 1.2.9');
    open({ StudyInstanceUIDs: ['1.2.3', '1.2.9'], SOPInstanceUID: '1.2.9.1.1' });
    await vi.waitFor(() => expect(state().displaySets.size).toBe(1));
    expect(state().notices).toEqual([]);
    release();
    await settled();
    expect(shown()?.StudyInstanceUID).toBe('1.2.9');
    expect(state().notices).toEqual([]);
  });

  it('tells an unknown study from an empty one and from a failure', async () => {
    const { source, state, open, settled } = viewerOf(study);
    open({ StudyInstanceUIDs: ['1.2.404'] });
    await settled();
    expect(state().studies['1.2.404']?.status).toBe('unknown');

    source.fail('series', broken('unreachable'));
    open();
    await settled();
    expect(state().studies['1.2.3']).toMatchObject({ status: 'failed', error: { kind: 'unreachable' } });
  });

  it('keeps one failing series from the others, and has it after a retry', async () => {
    const { source, viewer, state, open, settled } = viewerOf(study);
    source.fail('metadata 1.2.3.5', broken('server'));
    open();
    await settled();
    expect(state().series['1.2.3/1.2.3.5']).toMatchObject({ status: 'failed', error: { kind: 'server' } });
    expect(state().displaySets.size).toBe(3);
    source.fail('metadata 1.2.3.5');
    viewer.retrySeries('1.2.3/1.2.3.5');
    await settled();
    expect(state().displaySets.size).toBe(4);
  });

  it('drops what comes for a study that was left', async () => {
    const other = aSeries(slices(2), { StudyInstanceUID: '1.2.9', SeriesInstanceUID: '1.2.9.1' });
    const { source, state, open, settled } = viewerOf([...study, ...other]);
    const release = source.hold('metadata 1.2.3');
    open();
    await vi.waitFor(() => expect(Object.keys(state().series)).toHaveLength(4));
    open({ StudyInstanceUIDs: ['1.2.9'] });
    release();
    await settled();
    expect(Object.keys(state().series)).toEqual(['1.2.9/1.2.9.1']);
    expect(state().displaySets.size).toBe(1);
  });
});

describe('switching modes', () => {
  it('asks for nothing, keeps the images, and comes back to the very same sets', async () => {
    const { source, viewer, state, open, settled, shown } = viewerOf(study);
    open();
    await settled();
    const before = state();
    const asked = source.asked.length;
    viewer.setMode('raw');
    expect(state().displaySets.size).toBe(9);
    expect(shown()?.SeriesInstanceUID).toBe('1.2.3.4');
    expect(state().modeChange).toMatchObject({ fromModeId: 'viewer', toModeId: 'raw' });
    viewer.setMode('viewer');
    expect([...state().displaySets]).toEqual([...before.displaySets]);
    expect([...state().displaySets.values()][0]).toBe([...before.displaySets.values()][0]);
    expect(state().hanging.cells[0]?.displaySetInstanceUID).toBe(
      before.hanging.cells[0]?.displaySetInstanceUID,
    );
    expect(source.asked).toHaveLength(asked);
  });

  it('ignores a mode that does not exist', async () => {
    const { viewer, state, open, settled } = viewerOf(study);
    open();
    await settled();
    const before = state();
    viewer.setMode('nope');
    expect(state()).toBe(before);
  });
});

describe('refreshing', () => {
  const opened = async (source: { instances?: readonly Instance[] } = {}) => {
    const all = viewerOf(source.instances ?? study);
    all.open();
    await all.settled();
    return all;
  };
  const since = (source: FakeDataSource, before: number) =>
    source.asked.slice(before).filter((name) => name.startsWith('metadata'));

  it('fetches only what changed, keeps ids and viewports', async () => {
    const { source, viewer, state, settled, shown } = await opened();
    const before = shown();
    const asked = source.asked.length;
    source.put([anInstance({ InstanceNumber: 5, SeriesNumber: 2, ImagePositionPatient: [-125, -125, 20] })]);
    viewer.refreshStudies();
    await vi.waitFor(() => expect(instanceCounts(state()).received).toBe(10));
    await settled();
    expect(since(source, asked)).toEqual(['metadata 1.2.3.4']);
    expect(shown()?.displaySetInstanceUID).toBe(before?.displaySetInstanceUID);
    expect(shown()?.numImageFrames).toBe(5);
  });

  it('says so when there is nothing new', async () => {
    const { source, viewer, state } = await opened();
    const asked = source.asked.length;
    viewer.refreshStudies();
    await vi.waitFor(() => expect(state().notices[0]?.title).toBe('Nothing new'));
    expect(since(source, asked)).toEqual([]);
  });

  it('keeps everything when the archive fails, the list or a series', async () => {
    const { source, viewer, state, settled } = await opened();
    source.fail('series', broken('unreachable'));
    viewer.refreshStudies();
    await vi.waitFor(() => expect(state().notices[0]?.title).toBe('The study could not be refreshed'));
    expect(state().displaySets.size).toBe(4);
    source.fail('series');
    source.put([anInstance({ InstanceNumber: 9, SeriesNumber: 2 })]);
    source.fail('metadata', broken('server'));
    viewer.refreshStudies();
    await vi.waitFor(() => expect(state().notices[1]?.title).toContain('Series 2'));
    await settled();
    expect(state().displaySets.size).toBe(4);
    expect(instanceCounts(state()).received).toBe(9);
  });

  it('names what the archive no longer holds, and keeps it', async () => {
    const { source, viewer, state } = await opened();
    source.remove('1.2.3.5');
    viewer.refreshStudies();
    await vi.waitFor(() => expect(state().notices[0]?.text).toContain('Coronal'));
    expect(state().displaySets.size).toBe(4);
  });
});

describe('a study that is large', () => {
  /** Everything is more than the page does at once; the thread answers when it is let. */
  function largeViewer() {
    const source = fakeDataSource(study);
    const fake = fakeThread(registry.handlers);
    let answer: (() => void)[] | undefined;
    const thread: OrganizerThread = {
      ...fake.thread,
      onMessage: (listener) =>
        fake.thread.onMessage((message) =>
          answer && message.type === 'organized' ? answer.push(() => listener(message)) : listener(message),
        ),
    };
    const viewer = createViewer({
      registry,
      dataSources: [source],
      modeId: 'viewer',
      organizer: { atOnce: 0, startThread: () => thread },
    });
    const state = viewer.store.getState;
    const settled = () => vi.waitFor(() => expect(isLoading(state())).toBe(false));
    const hold = () => {
      answer = [];
      return () => {
        const held = answer ?? [];
        answer = undefined;
        for (const pass of held) pass();
      };
    };
    onTestFinished(() => fake.thread.end());
    viewer.openStudies({ sourceId: 'fake', modeId: 'viewer', StudyInstanceUIDs: ['1.2.3'] });
    return { viewer, state, settled, hold, fake };
  }

  it('is organized beside the page as it comes, and shown like any other', async () => {
    const { state, settled } = largeViewer();
    await settled();
    const other = viewerOf(study);
    other.open();
    await other.settled();
    expect([...state().displaySets.values()]).toEqual([...other.state().displaySets.values()]);
    expect(state().hanging.cells[0]).toEqual(other.state().hanging.cells[0]);
    expect(instanceCounts(state())).toEqual(instanceCounts(other.state()));
  });

  it('stays as it is until another mode is ready, then switches with the viewports on their images', async () => {
    const { viewer, state, settled, hold } = largeViewer();
    await settled();
    const before = state();
    const release = hold();
    viewer.setMode('raw');
    expect(isLoading(state())).toBe(true);
    expect(state()).toMatchObject({ modeId: 'viewer', organizing: true, displaySets: before.displaySets });
    release();
    await settled();
    expect(state()).toMatchObject({ modeId: 'raw', organizing: false });
    expect(state().displaySets.size).toBe(9);
    expect(state().modeChange).toMatchObject({ fromModeId: 'viewer', toModeId: 'raw' });
    const shown = state().displaySets.get(state().hanging.cells[0]?.displaySetInstanceUID ?? '');
    expect(shown?.SeriesInstanceUID).toBe('1.2.3.4');
    // The way back is remembered, so it is at once, to the very same display sets.
    viewer.setMode('viewer');
    expect(state().modeId).toBe('viewer');
    expect([...state().displaySets.values()]).toEqual([...before.displaySets.values()]);
    expect(state().hanging.cells[0]?.displaySetInstanceUID).toBe(
      before.hanging.cells[0]?.displaySetInstanceUID,
    );
  });

  it('takes the newest of several switches, and none when it goes back to the mode in force', async () => {
    const { viewer, state, settled, hold } = largeViewer();
    await settled();
    const seen: string[] = [];
    viewer.store.subscribe(({ modeId }) => seen.push(modeId));
    let release = hold();
    viewer.setMode('raw');
    viewer.setMode('reports');
    viewer.setMode('reports');
    release();
    await settled();
    expect(state().modeId).toBe('reports');
    expect(seen).not.toContain('raw');

    release = hold();
    viewer.setMode('cine');
    viewer.setMode('reports');
    expect(isLoading(state())).toBe(false);
    release();
    await settled();
    expect(seen).not.toContain('cine');
    expect(state().modeId).toBe('reports');
  });

  it('switches all the same when the thread is lost on the way, and says so', async () => {
    const { viewer, state, settled, hold, fake } = largeViewer();
    await settled();
    hold();
    viewer.setMode('raw');
    await vi.waitFor(() =>
      expect(fake.sent.filter(({ type }) => type === 'organize').length).toBeGreaterThan(4),
    );
    fake.crash('it ran out of memory');
    await settled();
    expect(state().modeId).toBe('raw');
    expect(instanceCounts(state())).toMatchObject({ received: 9, unclaimed: 0, displaySets: 9 });
    expect(
      state()
        .notices.map(({ text }) => text)
        .join(),
    ).toContain('it ran out of memory');
  });

  it('leaves nothing behind when it is closed during a switch', async () => {
    const { viewer, state, settled, hold } = largeViewer();
    await settled();
    const release = hold();
    viewer.setMode('raw');
    viewer.closeStudies();
    release();
    await new Promise((resolve) => setTimeout(resolve));
    expect(state()).toMatchObject({ modeId: 'viewer', organizing: false });
    expect(state().displaySets.size).toBe(0);
  });
});
