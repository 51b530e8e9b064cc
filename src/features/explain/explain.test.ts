import { describe, expect, it } from 'vitest';
import { imageStackHandler } from '../../extensions/image-stack/handler.ts';
import { echoesHandler } from '../../extensions/multi-echo/handler.ts';
import { clipHandler } from '../../extensions/multi-frame/handler.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { organizeSeries } from '../../core/displaySet/organize.ts';
import type { OrganizedSeries } from '../../core/displaySet/organized.ts';
import type { RegisteredHandler } from '../../core/extension/sopClassHandler.ts';
import { aClip, aHandler, anInstance, aSeries, slices, takeAll } from '../../testing/factories.ts';
import { differences } from './differences.ts';
import { frameRateFacts } from './frameRateFacts.ts';
import { handlerRuns } from './handlerRuns.ts';
import { handlerFaults } from './handlerFaults.ts';
import { instanceLines, matchingLines } from './instanceLines.ts';
import { outcomeText, traceAsJson, traceAsText } from './writeTrace.ts';

const stack: RegisteredHandler = {
  id: 'image-stack.sopClassHandlerModule.stack',
  extensionId: 'image-stack',
  handler: imageStackHandler,
};
const clip: RegisteredHandler = {
  id: 'multi-frame.sopClassHandlerModule.clip',
  extensionId: 'multi-frame',
  handler: clipHandler,
};
const echoes: RegisteredHandler = {
  id: 'multi-echo.sopClassHandlerModule.echoes',
  extensionId: 'multi-echo',
  handler: echoesHandler,
};
const broken = aHandler('broken', [SopClass.CTImageStorage], () => {
  throw new Error('no');
});
const mode = { id: 'viewer', displayName: 'General' };

/** Four slices of two echoes each, and one object that nobody reads. */
function twoEchoes(): OrganizedSeries {
  const echo = (EchoTime: number, first: number) =>
    slices(4).map((slice, i) => ({ ...slice, EchoTime, InstanceNumber: first + i }));
  const images = aSeries([...echo(20, 1), ...echo(80, 5)], {
    SOPClassUID: SopClass.MRImageStorage,
    Modality: 'MR',
    ImageType: ['ORIGINAL', 'PRIMARY', 'M'],
  });
  const raw = anInstance({ SOPClassUID: '1.2.840.10008.5.1.4.1.1.66', InstanceNumber: 99 });
  return organizeSeries([...images, raw], [clip, echoes, stack]);
}

const clipOf = (overrides: Partial<Instance>) => {
  const [set] = organizeSeries([aClip(overrides)], [clip]).displaySets;
  if (!set) throw new Error('no clip');
  return set;
};

describe('instances', () => {
  it('lists every instance once, with its place and who took it', () => {
    const organized = twoEchoes();
    const lines = instanceLines(organized);
    expect(lines).toHaveLength(organized.received);
    expect(new Set(lines.map(({ instance }) => instance.SOPInstanceUID)).size).toBe(9);
    expect(lines.slice(0, 4).map(({ place, imageIndex }) => [place, imageIndex])).toEqual([
      ['H0', 0],
      ['H5', 1],
      ['H10', 2],
      ['H15', 3],
    ]);
    expect(lines.at(-1)).toMatchObject({ imageIndex: -1, place: undefined });
    expect(lines.at(-1)?.reason).toMatch(/no handler/i);
    expect(lines[0]?.reason).toBeUndefined();
  });

  it('finds by number as a number, UID, handler, label and reason', () => {
    const lines = instanceLines(twoEchoes());
    const numbers = (text: string) => matchingLines(lines, text).map((line) => line.instance.InstanceNumber);
    expect(numbers('')).toHaveLength(9);
    expect(numbers('9')).toEqual([]);
    expect(numbers('99')).toEqual([99]);
    expect(numbers('TE 80')).toEqual([5, 6, 7, 8]);
    expect(numbers('te echoes h5')).toEqual([2, 6]);
    expect(numbers('no handler')).toEqual([99]);
    expect(numbers(lines[2]?.instance.SOPInstanceUID ?? '')).toEqual([3]);
  });
});

describe('comparing two display sets of a series', () => {
  it('says which split values differ, and keeps what is the same apart', () => {
    const { displaySets, trace } = twoEchoes();
    const [first, second] = displaySets;
    if (!first || !second) throw new Error('not split');
    const rows = differences(trace, first, second);
    expect(rows.filter(({ differs }) => differs)).toEqual([
      expect.objectContaining({ what: 'echo time', here: 'TE 20 ms', there: 'TE 80 ms', isSplit: true }),
    ]);
    expect(rows.find(({ what }) => what === 'Handler')).toMatchObject({ here: 'echoes', differs: false });
  });

  it('compares with what no handler took', () => {
    const { displaySets, unsupported, trace } = twoEchoes();
    const [first] = displaySets;
    const [other] = unsupported;
    if (!first || !other) throw new Error('nothing to compare');
    expect(differences(trace, first, other)[0]).toMatchObject({ there: 'none took it', differs: true });
  });
});

describe('frame rate', () => {
  it('shows the sum from the attribute and its raw value', () => {
    expect(frameRateFacts(clipOf({ FrameTime: 33.33 }))).toMatchObject({
      rate: '30 frames per second',
      attribute: 'FrameTime',
      raw: '33.33 ms',
      conversion: '1000 ms / 33.33 ms',
      passedOver: [],
      times: undefined,
    });
  });

  it('names what was passed over', () => {
    expect(frameRateFacts(clipOf({ FrameTime: 40, RecommendedDisplayFrameRate: 15 }))).toMatchObject({
      rate: '15 frames per second',
      attribute: 'RecommendedDisplayFrameRate',
      conversion: 'as given, in frames per second',
      passedOver: ['FrameTime 40 ms (25 fps)'],
    });
  });

  it('gives the range of times given one by one', () => {
    const { FrameTime: _, ...rest } = aClip({ NumberOfFrames: 4, FrameTimeVector: [0, 20, 40, 60] });
    const [set] = organizeSeries([rest], [clip]).displaySets;
    expect(set && frameRateFacts(set)).toMatchObject({
      rate: '25 frames per second',
      attribute: 'FrameTimeVector',
      times: { leastMs: 20, mostMs: 60, count: 3 },
    });
  });

  it('says nothing where the data give no rate', () => {
    const { FrameTime: _, ...rest } = aClip();
    const [set] = organizeSeries([rest], [clip]).displaySets;
    expect(set && frameRateFacts(set)).toBeUndefined();
  });
});

describe('the trace to take away', () => {
  it('as text: handlers in order, display sets, and what nobody took', () => {
    const organized = twoEchoes();
    const [set] = organized.displaySets;
    const text = set ? traceAsText(organized, mode, set) : '';
    expect(text).toMatch(/^Series 2, Axial, MR: 9 instances in mode General\n/);
    const order = [
      '1. multi-frame',
      '2. multi-echo',
      '3. image-stack',
      'Display sets:',
      'Not taken by any handler: 1',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('as JSON that holds every instance and nothing of the patient', () => {
    const organized = twoEchoes();
    const json = traceAsJson(organized, mode);
    const value: unknown = JSON.parse(json);
    expect(value).toMatchObject({ mode: 'viewer', received: 9, trace: { received: 9, unclaimed: 1 } });
    expect(json).not.toMatch(/DOE|4711/);
    for (const { instance } of instanceLines(organized)) expect(json).toContain(instance.SOPInstanceUID);
  });

  it('tells outcomes with their counts', () => {
    const all = aHandler('all', [SopClass.CTImageStorage], takeAll);
    const reports = aHandler('reports', [SopClass.BasicTextSRStorage], takeAll);
    const { trace } = organizeSeries(aSeries(slices(3)), [reports, clip, broken, all]);
    expect(trace.handlers.map(outcomeText)).toEqual(['no match', 'left all 3', 'failed on 3', 'took all 3']);
  });
});

it('sums up the handlers that failed, over all series', () => {
  const series = ['1.1', '1.2'].map((SeriesInstanceUID) =>
    organizeSeries(aSeries(slices(3), { SeriesInstanceUID }), [broken, stack]),
  );
  expect(handlerFaults(series)).toEqual([{ id: broken.id, series: 2, instances: 6, error: 'no' }]);
  expect(handlerFaults([twoEchoes()])).toEqual([]);
});

it('gathers handlers in a row without a match, and loses none', () => {
  const idle = (name: string) => aHandler(name, [SopClass.BasicTextSRStorage], takeAll);
  const order = [idle('a'), idle('b'), idle('c'), clip, idle('d'), idle('e'), stack];
  const { trace } = organizeSeries(aSeries(slices(3)), order);
  const runs = handlerRuns(trace.handlers);
  expect(runs.map(({ first, handlers, folds }) => [first, handlers.length, folds])).toEqual([
    [1, 3, true],
    [4, 1, false],
    [5, 2, false],
    [7, 1, false],
  ]);
  expect(runs.flatMap(({ handlers }) => handlers)).toEqual(trace.handlers);
});
