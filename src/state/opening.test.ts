import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Instance } from '../core/dicom/instance.ts';
import { SopClass } from '../core/dicom/sopClass.ts';
import { DataSourceError } from '../core/errors.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { emptyViewportState, type ViewportHandle, type ViewportState } from '../core/viewport.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { anInstance, aSeries, slices } from '../testing/factories.ts';
import { fakeDataSource } from '../testing/fakeDataSource.ts';
import type { OpenRequest } from './openRequest.ts';
import { fewInstances } from './seriesOrder.ts';
import { createViewer } from './viewer.ts';

const views = {
  id: 'views',
  getViewportModule: () => [
    {
      kinds: ['stack', 'document', 'tags'] as const,
      isImage: true,
      mount: () => Promise.reject(new Error('nothing is mounted in this test')),
    },
  ],
};
const registry = createRegistry([...builtInHandlers, views], builtInModes);

const series = (number: number, common: Partial<Instance> = {}) =>
  aSeries(slices(4), { SeriesInstanceUID: `1.2.3.${number}`, SeriesNumber: number, ...common });
const study = [...series(3), ...series(1), ...series(2), ...series(4)];
const patienceMs = 4000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp(instances: readonly Instance[] = study, request: Partial<OpenRequest> = {}) {
  const source = fakeDataSource(instances);
  const viewer = createViewer({
    registry,
    dataSources: [source],
    modeId: 'viewer',
    opening: { patienceMs, afterPaint: (then) => setTimeout(then) },
  });
  const state = viewer.store.getState;
  viewer.openStudies({ sourceId: 'fake', modeId: 'viewer', StudyInstanceUIDs: ['1.2.3'], ...request });
  const metadata = () =>
    source.asked.filter((name) => name.startsWith('metadata')).map((name) => name.slice(9));
  const settle = () => vi.advanceTimersByTimeAsync(0);
  const hung = () => state().hanging.cells[0]?.displaySetInstanceUID;
  /** Mounts a viewport in the first place, as the grid does. */
  const mount = () => {
    let live: ViewportState = emptyViewportState;
    const listeners = new Set<() => void>();
    const handle = {
      getState: () => live,
      subscribe(listener: () => void) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    } as unknown as ViewportHandle;
    viewer.live.register('viewport-1', handle);
    return (change: Partial<ViewportState>) => {
      live = { ...live, ...change };
      for (const listener of listeners) listener();
    };
  };
  return { source, viewer, state, metadata, settle, hung, mount };
}

describe('until the first picture is on the screen', () => {
  it('only the metadata that it needs is asked for; then the rest, in reading order', async () => {
    const { state, metadata, settle, hung, mount } = setUp();
    await settle();
    expect(metadata()).toEqual(['1.2.3.1']);
    expect(hung()).toBeDefined();
    expect(state().opening).toBe(true);
    const show = mount();
    show({ status: 'loading', displaySetInstanceUID: hung() });
    await settle();
    expect(metadata()).toEqual(['1.2.3.1']);
    show({ status: 'rendered' });
    expect(state().opening).toBe(true);
    await settle();
    expect(state().opening).toBe(false);
    expect(metadata()).toEqual(['1.2.3.1', '1.2.3.2', '1.2.3.3', '1.2.3.4']);
  });

  it('what was there before does not count as the first picture', async () => {
    const { state, settle, mount } = setUp();
    mount()({ status: 'rendered', displaySetInstanceUID: '2.25.1' });
    await settle();
    expect(state().opening).toBe(true);
  });

  it('an image that cannot be had holds up nothing', async () => {
    const { state, metadata, settle, hung, mount } = setUp();
    await settle();
    mount()({ status: 'error', displaySetInstanceUID: hung() });
    await settle();
    expect(state().opening).toBe(false);
    expect(metadata()).toHaveLength(4);
  });

  it('the series that the link names is the one', async () => {
    const { metadata, settle } = setUp(study, { SeriesInstanceUID: '1.2.3.3' });
    await settle();
    expect(metadata()).toEqual(['1.2.3.3']);
  });

  it('a report before the images is not what is waited for', async () => {
    const report = anInstance({ SeriesInstanceUID: '1.2.3.9', SeriesNumber: 0, Modality: 'SR' });
    const { metadata, settle } = setUp([report, ...study]);
    await settle();
    expect(metadata()).toEqual(['1.2.3.1']);
  });

  it('where the link names what may be in any series, all are asked for', async () => {
    const { metadata, settle } = setUp(study, { displaySetInstanceUID: '2.25.77' });
    await settle();
    expect(metadata()).toHaveLength(4);
  });

  it('a series that the reader asks for is fetched', async () => {
    const { source, viewer, metadata, settle } = setUp();
    source.hold('metadata 1.2.3.1');
    await settle();
    viewer.needSeries('1.2.3/1.2.3.4');
    await settle();
    expect(metadata()).toEqual(['1.2.3.1', '1.2.3.4']);
  });
});

describe('what is not held up for ever', () => {
  it('the others are asked for when the first series is slow', async () => {
    const { source, state, metadata, settle } = setUp();
    source.hold('metadata 1.2.3.1');
    await settle();
    await vi.advanceTimersByTimeAsync(patienceMs - 1);
    expect(metadata()).toEqual(['1.2.3.1']);
    await vi.advanceTimersByTimeAsync(1);
    expect(state().opening).toBe(false);
    expect(metadata()).toEqual(['1.2.3.1', '1.2.3.2', '1.2.3.3', '1.2.3.4']);
  });

  it('each step has the whole patience', async () => {
    const { source, state, settle } = setUp();
    const release = source.hold('metadata 1.2.3.1');
    await settle();
    await vi.advanceTimersByTimeAsync(patienceMs - 1);
    release();
    await vi.advanceTimersByTimeAsync(patienceMs - 1);
    expect(state().opening).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(state().opening).toBe(false);
  });

  it('the next series when the first one fails', async () => {
    const { source, metadata, settle, hung } = setUp();
    source.fail('metadata 1.2.3.1', new DataSourceError('server', 'It is broken.'));
    await settle();
    expect(metadata().length).toBeGreaterThan(1);
    expect(hung()).toBeDefined();
  });

  it('a study that is closed leaves nothing behind', async () => {
    const { viewer, state, settle } = setUp();
    await settle();
    viewer.closeStudies();
    expect(state().opening).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a large series', () => {
  const large = aSeries(slices(fewInstances + 1), { SeriesInstanceUID: '1.2.3.1', SeriesNumber: 1 });
  const all = [...large, ...series(2), ...series(3)];
  const middle = large[12]?.SOPInstanceUID;

  it('shows one of its images first, asks for the series when it is drawn, and keeps it', async () => {
    const { source, state, settle, hung, mount } = setUp(all);
    await settle();
    expect(source.asked).toEqual(['study 1.2.3', 'series 1.2.3', 'one of 1.2.3.1']);
    expect(state().early?.image).toEqual({ SOPInstanceUID: middle, frame: 1 });
    expect(state().displaySets.size).toBe(0);
    expect(hung()).toBeUndefined();
    mount()({
      status: 'rendered',
      displaySetInstanceUID: state().early?.displaySet.displaySetInstanceUID,
    });
    // Drawn, and not on the screen yet.
    for (let turns = 0; turns < 10; turns += 1) await Promise.resolve();
    expect(source.asked).toHaveLength(3);
    await settle();
    expect(source.asked.slice(3)).toEqual(['metadata 1.2.3.1', 'metadata 1.2.3.2', 'metadata 1.2.3.3']);
    expect(state().displaySets.get(hung() ?? '')?.numImageFrames).toBe(fewInstances + 1);
    expect(state().hanging.cells[0]?.image).toEqual({ SOPInstanceUID: middle, frame: 1 });
    expect(state().early).toBeUndefined();
  });

  it('opens where it belongs when the image turns out to be of another display set', async () => {
    const turned = { ImageOrientationPatient: [0, 1, 0, 0, 0, -1] };
    const mixed = large.map((instance, i) => (i === 12 ? { ...instance, ...turned } : instance));
    const { state, settle, hung, mount } = setUp(mixed);
    await settle();
    expect(state().early?.image.SOPInstanceUID).toBe(middle);
    mount()({
      status: 'rendered',
      displaySetInstanceUID: state().early?.displaySet.displaySetInstanceUID,
    });
    await settle();
    expect(state().displaySets.get(hung() ?? '')?.instances).toHaveLength(fewInstances);
    expect(state().hanging.cells[0]?.image).toBeUndefined();
  });

  it('shows the image that the link names', async () => {
    const { SOPInstanceUID = '' } = large[3] ?? {};
    const { state, settle } = setUp(all, { SeriesInstanceUID: '1.2.3.1', SOPInstanceUID });
    await settle();
    expect(state().early?.image).toEqual({ SOPInstanceUID, frame: 1 });
  });

  it('is opened as a whole when one image of it cannot be had, or drawn', async () => {
    const broken = setUp(all);
    broken.source.fail('one of', new DataSourceError('server', 'It is broken.'));
    await broken.settle();
    expect(broken.state().early).toBeUndefined();
    expect(broken.hung()).toBeDefined();

    const { state, settle, hung, mount } = setUp(all);
    await settle();
    mount()({
      status: 'error',
      displaySetInstanceUID: state().early?.displaySet.displaySetInstanceUID,
    });
    await settle();
    expect(state().early).toBeUndefined();
    expect(hung()).toBeDefined();
  });

  it('of objects that are no plain pictures is not shown early', async () => {
    const reports = aSeries(
      Array.from({ length: fewInstances + 1 }, () => ({})),
      {
        SeriesInstanceUID: '1.2.3.1',
        SOPClassUID: SopClass.EncapsulatedPDFStorage,
        Modality: 'OT',
      },
    ).map((instance, i) => ({ ...instance, SOPInstanceUID: `1.2.3.1.${i}` }));
    const { state, source, settle } = setUp(reports);
    await settle();
    expect(state().early).toBeUndefined();
    expect(source.asked).toContain('metadata 1.2.3.1');
  });

  it('waits for its metadata in a mode that does not open with stacks', async () => {
    const { source, settle } = setUp(all, { modeId: 'volume' });
    await settle();
    expect(source.asked).not.toContain('one of 1.2.3.1');
  });

  it('that comes while the early image is on its way is opened at once', async () => {
    const { source, state, settle, hung } = setUp(all);
    source.hold('one of');
    await settle();
    await vi.advanceTimersByTimeAsync(patienceMs);
    expect(hung()).toBeDefined();
    expect(state().early).toBeUndefined();
  });
});
