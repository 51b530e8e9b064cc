import { describe, expect, it } from 'vitest';
import { organizeSeries } from '../core/displaySet/organize.ts';
import type { Instance } from '../core/dicom/instance.ts';
import { SopClass } from '../core/dicom/sopClass.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { handlerRank } from '../core/mode/handlerRank.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { aClip, anInstance, aSeries, slices } from '../testing/factories.ts';
import { browserGroups, instanceCounts, isLoading, studyFactsOf } from './selectors.ts';
import { compareSeries } from './seriesOrder.ts';
import { initialState, seriesKey, type SeriesEntry, type ViewerState } from './viewerState.ts';

const registry = createRegistry(builtInHandlers, builtInModes);
const handlers = (modeId: string) => {
  const mode = registry.mode(modeId);
  if (!mode) throw new Error(`no mode ${modeId}`);
  return registry.handlersFor(mode);
};

function entry(instances: readonly Instance[], change: Partial<SeriesEntry> = {}): SeriesEntry {
  const [first] = instances;
  if (!first) throw new Error('a series has at least one instance');
  const { StudyInstanceUID, SeriesInstanceUID, SeriesNumber = 0, Modality = '' } = first;
  return {
    key: seriesKey(first),
    summary: {
      StudyInstanceUID,
      SeriesInstanceUID,
      SeriesNumber,
      Modality,
      NumberOfSeriesRelatedInstances: instances.length,
    },
    status: 'ready',
    instances,
    problems: [],
    error: undefined,
    loaded: 0,
    total: undefined,
    waitingSeconds: undefined,
    ...change,
  };
}

function stateOf(entries: readonly SeriesEntry[], modeId = 'viewer'): ViewerState {
  const organized = Object.fromEntries(
    entries
      .filter(({ status }) => status === 'ready')
      .map(({ key, instances }) => [key, organizeSeries(instances, handlers(modeId))]),
  );
  const sets = Object.values(organized).flatMap(({ displaySets, unsupported }) => [
    ...displaySets,
    ...unsupported,
  ]);
  return {
    ...initialState('fake', modeId, { rows: 1, columns: 1 }),
    studyOrder: ['1.2.3'],
    studies: {
      '1.2.3': { StudyInstanceUID: '1.2.3', summary: undefined, status: 'ready', error: undefined },
    },
    series: Object.fromEntries(entries.map((each) => [each.key, each])),
    organized,
    displaySets: new Map(sets.map((set) => [set.displaySetInstanceUID, set])),
  };
}

const ten = entry(aSeries(slices(3), { SeriesInstanceUID: '10', SeriesNumber: 10 }));
const two = entry(aSeries(slices(2), { SeriesInstanceUID: '2', SeriesNumber: 2 }));
const clip = entry([aClip({ SeriesInstanceUID: '5', SeriesNumber: 5 })]);
const raw = entry([
  anInstance({ SeriesInstanceUID: '7', SeriesNumber: 7, SOPClassUID: SopClass.RawDataStorage }),
]);

describe('the order of series', () => {
  it('takes numbers as numbers, then time, then UID; what has no number comes last', () => {
    const of = (SeriesInstanceUID: string, more = {}) => ({
      StudyInstanceUID: '1',
      SeriesInstanceUID,
      ...more,
    });
    const sorted = [
      of('a'),
      of('b', { SeriesNumber: 10 }),
      of('d', { SeriesNumber: 2, SeriesTime: '120500' }),
      of('c', { SeriesNumber: 2, SeriesTime: '120400' }),
      of('f', { SeriesNumber: 2, SeriesTime: '120500' }),
    ].sort(compareSeries);
    expect(sorted.map(({ SeriesInstanceUID }) => SeriesInstanceUID)).toEqual(['c', 'd', 'f', 'b', 'a']);
  });
});

describe('the rows of the study browser', () => {
  const rows = (entries: readonly SeriesEntry[], modeId: string) =>
    browserGroups(stateOf(entries, modeId), handlerRank(registry.mode(modeId)))[0]?.rows.map(
      ({ type, entry: { summary } }) => `${type} ${summary.SeriesNumber}`,
    );

  it('are in the order of series, and the clips first where the mode’s handlers say so', () => {
    expect(rows([ten, clip, two], 'viewer')).toEqual(['displaySet 2', 'displaySet 5', 'displaySet 10']);
    expect(rows([ten, clip, two], 'cine')).toEqual(['displaySet 5', 'displaySet 2', 'displaySet 10']);
  });

  it('hold a series that has not come, in its place', () => {
    const waiting = entry(two.instances, { status: 'loading', instances: [] });
    expect(rows([ten, waiting, clip], 'viewer')).toEqual(['series 2', 'displaySet 5', 'displaySet 10']);
    expect(rows([ten, waiting, clip], 'cine')).toEqual(['displaySet 5', 'displaySet 10', 'series 2']);
  });
});

describe('the numbers', () => {
  it('add up: received = in display sets + unclaimed', () => {
    const state = stateOf([ten, two, clip, raw]);
    const counts = instanceCounts(state);
    expect(counts).toEqual({ received: 7, promised: 7, unclaimed: 1, displaySets: 4, refused: 0 });
    const shown = Object.values(state.organized).flatMap(({ displaySets }) =>
      displaySets.flatMap(({ instances }) => instances),
    );
    expect(shown.length + counts.unclaimed).toBe(counts.received);
  });

  it('never promise fewer than have come, and count what was refused', () => {
    const state = stateOf([
      entry(two.instances, {
        summary: { ...two.summary, NumberOfSeriesRelatedInstances: 1 },
        problems: [{ SOPInstanceUID: undefined, verdict: 'refused', text: 'no UID' }],
      }),
    ]);
    expect(instanceCounts(state)).toMatchObject({ received: 2, promised: 2, refused: 1 });
  });
});

describe('loading', () => {
  it('lasts while a list or a series is on its way, a refresh included', () => {
    expect(isLoading(stateOf([ten]))).toBe(false);
    for (const change of [{ status: 'listed' }, { status: 'loading' }, { refreshing: true }] as const) {
      expect(isLoading(stateOf([ten, entry(two.instances, change)]))).toBe(true);
    }
    expect(isLoading(stateOf([ten, entry(two.instances, { status: 'failed' })]))).toBe(false);
  });
});

describe('the facts for the modes', () => {
  it('are complete when every series has settled, and are computed once a change', () => {
    const state = stateOf([ten, clip]);
    const facts = studyFactsOf(state);
    expect(facts).toMatchObject({ complete: true, numInstances: 4, numMultiFrame: 1 });
    expect(studyFactsOf({ ...state })).toBe(facts);
    expect(
      studyFactsOf(stateOf([ten, entry(clip.instances, { status: 'loading', instances: [] })])),
    ).toMatchObject({
      complete: false,
      numMultiFrame: 0,
    });
  });
});
