import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Instance } from '../core/dicom/instance.ts';
import { DataSourceError } from '../core/errors.ts';
import type { Extension } from '../core/extension/extension.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { aSeries, slices } from '../testing/factories.ts';
import { fakeDataSource } from '../testing/fakeDataSource.ts';
import { PATIENCE_MS } from './compareBeside.ts';
import { otherStudiesOf } from './priors.ts';
import { isLoading } from './selectors.ts';
import { createViewer } from './viewer.ts';

const views: Extension = {
  id: 'views',
  getViewportModule: () => [
    { kinds: ['stack'], isImage: true, mount: () => Promise.reject(new Error('nothing is mounted here')) },
  ],
};
const registry = createRegistry([...builtInHandlers, views], builtInModes);

const person = { PatientID: 'P-1' };
const [now, before] = ['1.2.3', '1.2.4'];
const ofNow = aSeries(slices(4), { ...person, StudyInstanceUID: now, SeriesInstanceUID: '1.2.3.1' });
const ofBefore = (number: number, more: Partial<Instance> = {}) =>
  aSeries(slices(4), {
    ...person,
    StudyInstanceUID: before,
    SeriesInstanceUID: `1.2.4.${number}`,
    SeriesNumber: number,
    StudyDate: '20240301',
    ...more,
  });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function open(instances: readonly Instance[]) {
  const source = fakeDataSource([...ofNow, ...instances]);
  const viewer = createViewer({ registry, dataSources: [source], modeId: 'viewer' });
  const state = viewer.store.getState;
  viewer.openStudies({ sourceId: 'fake', modeId: 'viewer', StudyInstanceUIDs: [now] });
  await vi.waitFor(() => expect(isLoading(state())).toBe(false));
  const beside = () =>
    state()
      .hanging.cells.slice(1)
      .flatMap(({ displaySetInstanceUID: uid }) => state().displaySets.get(uid ?? '') ?? []);
  return { source, viewer, state, beside };
}

const studies = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    aSeries(slices(1), {
      ...person,
      StudyInstanceUID: `1.3.${at}`,
      SeriesInstanceUID: `1.3.${at}.1`,
      SOPInstanceUID: `1.3.${at}.1.1`,
    }),
  ).flat();

test('the search goes on page by page, and shows what it has so far', async () => {
  const { source, viewer, state } = await open(studies(40));
  const release = source.hold('studies from 25');
  viewer.togglePriors();
  await vi.waitFor(() => expect(state().priors.found).toHaveLength(25));
  expect(state().priors.status).toBe('asking');
  release();
  await vi.waitFor(() => expect(state().priors.status).toBe('here'));
  expect(state().priors.hasMore).toBe(false);
  expect(otherStudiesOf(state())).toHaveLength(40);
});

test('not more than a hundred are asked for', async () => {
  const { source, viewer, state } = await open(studies(140));
  viewer.togglePriors();
  await vi.waitFor(() => expect(state().priors.status).toBe('here'));
  expect(state().priors).toMatchObject({ hasMore: true });
  expect(state().priors.found).toHaveLength(100);
  expect(source.asked.filter((name) => name.startsWith('studies'))).toHaveLength(4);
});

test('an archive that knows no offset is not asked for ever', async () => {
  const { source, viewer, state } = await open(studies(40));
  const { searchStudies } = source;
  source.searchStudies = (query, signal) => searchStudies({ ...query, offset: 0 }, signal);
  viewer.togglePriors();
  await vi.waitFor(() => expect(state().priors.status).toBe('here'));
  expect(state().priors).toMatchObject({ hasMore: true });
  expect(state().priors.found).toHaveLength(25);
});

test('cancelled, it keeps what it has found, says so, and can be started again', async () => {
  const { source, viewer, state } = await open(studies(40));
  const release = source.hold('studies from 25');
  viewer.togglePriors();
  await vi.waitFor(() => expect(state().priors.found).toHaveLength(25));
  viewer.cancelPriors();
  await vi.waitFor(() => expect(state().priors.status).toBe('stopped'));
  expect(state().priors.found).toHaveLength(25);
  release();
  viewer.findPriors();
  await vi.waitFor(() => expect(state().priors.status).toBe('here'));
  expect(otherStudiesOf(state())).toHaveLength(40);
});

test('a closed study ends the search, without a word about the next one', async () => {
  const { source, viewer, state } = await open(studies(2));
  source.hold('studies from 0');
  viewer.togglePriors();
  await vi.waitFor(() => expect(source.asked).toContain('studies from 0'));
  viewer.closeStudies();
  await vi.advanceTimersByTimeAsync(0);
  expect(state().priors.status).toBe('unasked');
});

test('side by side goes on as soon as all that may be meant is here, other modalities or not', async () => {
  const { source, viewer, state, beside } = await open([
    ...ofBefore(1),
    ...ofBefore(2, { Modality: 'MR', SeriesDescription: 'Slow' }),
  ]);
  source.hold('metadata 1.2.4.2');
  viewer.comparePrior(before);
  await vi.waitFor(() => expect(beside()).toHaveLength(1));
  expect(beside()[0]?.SeriesInstanceUID).toBe('1.2.4.1');
  expect(state().notices).toEqual([]);
  expect(state().tasks[0]?.ended?.kind).toBe('info');
});

test('a series that never comes: after a while what is there is shown, and it is named', async () => {
  const { source, viewer, state, beside } = await open([
    ...ofBefore(1),
    ...ofBefore(2, { SeriesDescription: 'Slow' }),
  ]);
  const release = source.hold('metadata 1.2.4.2');
  viewer.comparePrior(before);
  await vi.waitFor(() => expect(state().tasks[0]?.detail).toBe('1 of 2 series are here'));
  expect(state().tasks[0]?.progress).toBe(0.5);
  await vi.advanceTimersByTimeAsync(PATIENCE_MS - 1000);
  expect(beside()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(beside()[0]?.SeriesInstanceUID).toBe('1.2.4.1');
  expect(state().linking.groups).toHaveLength(1);
  expect(state().notices).toMatchObject([
    {
      kind: 'warning',
      title: 'Compared with what is there',
      text: 'Missing of that study: series 2, Slow (has not come yet).',
      action: { label: 'Compare again' },
    },
  ]);
  release();
});

test('nothing there at all: the study that gives no list of its series is not waited for forever', async () => {
  const { source, viewer, state, beside } = await open(ofBefore(1));
  source.hold(`series ${before}`);
  viewer.comparePrior(before);
  await vi.advanceTimersByTimeAsync(PATIENCE_MS);
  expect(beside()).toEqual([]);
  expect(state().notices[0]).toMatchObject({
    title: 'Nothing to compare it with yet',
    text: 'Missing of that study: the list of its series.',
  });
  expect(state().tasks[0]?.ended).toBeDefined();
});

test('a series that fails is named with its reason', async () => {
  const { source, viewer, state, beside } = await open([...ofBefore(1), ...ofBefore(2)]);
  source.fail('metadata 1.2.4.2', new DataSourceError('server', 'The archive is out of order.'));
  viewer.comparePrior(before);
  await vi.waitFor(() => expect(beside()).toHaveLength(1));
  expect(state().notices[0]?.text).toContain('(The archive is out of order.)');
});

test('waiting can be cancelled, and ends with the study', async () => {
  const { source, viewer, state, beside } = await open(ofBefore(1));
  source.hold('metadata 1.2.4.1');
  viewer.comparePrior(before);
  await vi.waitFor(() => expect(state().tasks[0]?.detail).toBe('0 of 1 series are here'));
  viewer.cancelTasks();
  await vi.waitFor(() => expect(state().tasks).toEqual([]));
  await vi.advanceTimersByTimeAsync(2 * PATIENCE_MS);
  expect(beside()).toEqual([]);
  expect(state().notices).toEqual([]);
  viewer.removeStudy(before);
  viewer.comparePrior(before);
  await vi.waitFor(() => expect(state().tasks).toHaveLength(1));
  viewer.removeStudy(before);
  await vi.waitFor(() => expect(state().tasks).toEqual([]));
});

test('an empty viewport has nothing to compare, and says so', async () => {
  const { viewer, state } = await open(ofBefore(1));
  viewer.clearViewport(state().hanging.activeViewportId);
  viewer.comparePrior(before);
  expect(state().notices[0]?.title).toBe('Nothing to compare');
  expect(state().studyOrder).toEqual([now, before]);
});
