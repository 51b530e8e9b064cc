import { describe, expect, it } from 'vitest';
import type { FunctionalGroups, Instance } from '../../core/dicom/instance.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { organizeSeries } from '../../core/displaySet/organize.ts';
import { partsText } from '../../core/displaySet/parts.ts';
import { anInstance } from '../../testing/factories.ts';
import { framesHandler } from './handler.ts';

const registered = {
  id: 'enhanced.sopClassHandlerModule.frames',
  extensionId: 'enhanced',
  handler: framesHandler,
};
const organized = (...instances: Instance[]) => organizeSeries(instances, [registered]);

const axial = [1, 0, 0, 0, 1, 0];
const sagittal = [0, 1, 0, 0, 0, -1];
const frameAt = (z: number, groups: FunctionalGroups = {}): FunctionalGroups => ({
  PlanePositionSequence: [{ ImagePositionPatient: [0, 0, z] }],
  ...groups,
});
/** A volume of so many slices, 5 mm apart. */
const volume = (count: number, groups: FunctionalGroups = {}) =>
  Array.from({ length: count }, (_, i) => frameAt(i * 5, groups));

function enhanced(frames: readonly FunctionalGroups[], overrides: Partial<Instance> = {}): Instance {
  const {
    ImageOrientationPatient: _o,
    ImagePositionPatient: _p,
    ...rest
  } = anInstance({
    SOPClassUID: SopClass.EnhancedMRImageStorage,
    Modality: 'MR',
    NumberOfFrames: frames.length,
    SharedFunctionalGroupsSequence: [{ PlaneOrientationSequence: [{ ImageOrientationPatient: axial }] }],
    PerFrameFunctionalGroupsSequence: frames,
    ...overrides,
  });
  return rest;
}
const partsOf = (...frames: FunctionalGroups[][]) => {
  const [set] = organized(enhanced(frames.flat())).displaySets;
  return set?.parts.map(({ label, start, count }) => [label, start, count]);
};

describe('an enhanced object is one display set', () => {
  it('of one part where its frames are one volume', () => {
    const [set, ...more] = organized(enhanced(volume(20))).displaySets;
    expect(more).toEqual([]);
    expect(set).toMatchObject({ parts: [], numImageFrames: 20, isMultiFrame: true, messages: [] });
    expect(set?.geometry).toMatchObject({ reconstructable: true, positions: 20, spacingMm: 5 });
  });
  it('ordered by its dimensions, with the way through the patient', () => {
    const sortedBy = (z: (i: number) => number, overrides: Partial<Instance> = {}) => {
      const frames = Array.from({ length: 4 }, (_, i) =>
        frameAt(z(i), { FrameContentSequence: [{ DimensionIndexValues: [i + 1] }] }),
      );
      return organized(enhanced(frames, overrides)).trace.handlers[0]?.displaySets[0]?.sortedBy;
    };
    const DimensionIndexSequence = [{ DimensionIndexPointer: '00209057' }];
    expect(sortedBy((i) => i * 5, { DimensionIndexSequence })).toBe(
      "the object's dimensions (InStackPositionNumber), F to H",
    );
    expect(sortedBy((i) => -i * 5)).toBe('stored frame order, H to F');
  });
  it('named as a clip would be, so that it keeps its UID where no handler of its own is used', () => {
    const clips = { ...registered, handler: { ...framesHandler, name: 'clip' } };
    const object = enhanced(volume(4));
    const asClip = organizeSeries([object], [{ ...clips, id: 'multi-frame.sopClassHandlerModule.clip' }]);
    expect(organized(object).displaySets[0]?.displaySetInstanceUID).toBe(
      asClip.displaySets[0]?.displaySetInstanceUID,
    );
  });
  it('told from others of its series by its number', () => {
    const { displaySets } = organized(
      enhanced(volume(3), { InstanceNumber: 1 }),
      enhanced(volume(3), { InstanceNumber: 2 }),
    );
    expect(displaySets.map(({ splitLabel }) => splitLabel)).toEqual(['image 1', 'image 2']);
  });
});

describe('parts', () => {
  it('are stacks', () => {
    const stack = (StackID: string, orientation: readonly number[]) =>
      Array.from({ length: 10 }, (_, i) => ({
        PlanePositionSequence: [
          { ImagePositionPatient: orientation === axial ? [0, 0, i * 5] : [i * 5, 0, 0] },
        ],
        PlaneOrientationSequence: [{ ImageOrientationPatient: orientation }],
        FrameContentSequence: [{ StackID, InStackPositionNumber: i + 1 }],
      }));
    const [set] = organized(enhanced([...stack('2', sagittal), ...stack('1', axial)])).displaySets;
    expect(set?.parts.map(({ label, start, count }) => [label, start, count])).toEqual([
      ['stack 1', 0, 10],
      ['stack 2', 10, 10],
    ]);
    expect(set && partsText(set)).toBe('2 stacks, 20 images');
    expect(set?.images?.slice(0, 2)).toEqual([
      { instanceIndex: 0, frame: 11 },
      { instanceIndex: 0, frame: 12 },
    ]);
    expect(set?.geometry?.findings).toEqual([]);
    expect(set?.geometry?.summary).toMatch(/^2 of 2 parts are a volume; stack 1: 10 positions, 5 mm apart/);
  });
  it.each<[string, FunctionalGroups[], string[]]>([
    [
      'b-values',
      [0, 1000].map((DiffusionBValue) => ({ MRDiffusionSequence: [{ DiffusionBValue }] })),
      ['b = 0', 'b = 1000'],
    ],
    [
      'echoes',
      [12, 81].map((EffectiveEchoTime) => ({ MREchoSequence: [{ EffectiveEchoTime }] })),
      ['TE 12 ms', 'TE 81 ms'],
    ],
    [
      'times',
      [1, 2].map((TemporalPositionIndex) => ({ FrameContentSequence: [{ TemporalPositionIndex }] })),
      ['time 1 of 2', 'time 2 of 2'],
    ],
    [
      'frame types',
      ['M', 'P'].map((word) => ({
        MRImageFrameTypeSequence: [{ FrameType: ['ORIGINAL', 'PRIMARY', word, 'NONE'] }],
      })),
      ['magnitude', 'phase'],
    ],
    [
      'phases of the heart beat',
      [0, 40].map((NominalCardiacTriggerDelayTime) => ({
        CardiacSynchronizationSequence: [{ NominalCardiacTriggerDelayTime }],
      })),
      ['phase 1 of 2', 'phase 2 of 2'],
    ],
    [
      'echoes of a converted object',
      [12, 81].map((EchoTime) => ({ UnassignedPerFrameConvertedAttributesSequence: [{ EchoTime }] })),
      ['TE 12 ms', 'TE 81 ms'],
    ],
  ])('are %s', (_, values, labels) => {
    const frames = values.flatMap((value) => volume(6, value));
    expect(partsOf(frames)).toEqual(labels.map((label, i) => [label, i * 6, 6]));
  });
  it('are put together where the object stores all times of a position in turn', () => {
    const frames = [0, 5, 10].flatMap((z) =>
      [1, 2].map((TemporalPositionIndex) =>
        frameAt(z, { FrameContentSequence: [{ TemporalPositionIndex }] }),
      ),
    );
    const [set] = organized(enhanced(frames)).displaySets;
    expect(set?.images?.map(({ frame }) => frame)).toEqual([1, 3, 5, 2, 4, 6]);
    expect(set?.parts).toHaveLength(2);
  });
  it('follow the dimensions inside, the first slowest', () => {
    const frames = [
      [2, 2],
      [1, 2],
      [2, 1],
      [1, 1],
    ].map(([echo = 0, position = 0]) =>
      frameAt(position * 5, {
        MREchoSequence: [{ EffectiveEchoTime: echo * 10 }],
        FrameContentSequence: [{ DimensionIndexValues: [position, echo] }],
      }),
    );
    const dimensions = {
      DimensionIndexSequence: [{ DimensionIndexPointer: '1' }, { DimensionIndexPointer: '2' }],
    };
    const [set] = organized(enhanced(frames, dimensions)).displaySets;
    expect(set?.parts.map(({ label }) => label)).toEqual(['TE 10 ms', 'TE 20 ms']);
    expect(set?.images?.map(({ frame }) => frame)).toEqual([4, 2, 3, 1]);
  });
  it('are not single images', () => {
    const planes = [axial, sagittal].map((ImageOrientationPatient) => ({
      PlaneOrientationSequence: [{ ImageOrientationPatient }],
    }));
    expect(partsOf(planes)).toEqual([]);
  });
  it('may be many: marks along one run are no thumbnails', () => {
    const frames = Array.from({ length: 200 }, (_, n) =>
      volume(3, { FrameContentSequence: [{ TemporalPositionIndex: n + 1 }] }),
    );
    expect(partsOf(frames.flat())).toHaveLength(200);
  });
  it('say which of them has a fault, with the numbers on the screen', () => {
    const frames = [1, 2].flatMap((n) => {
      const stack = volume(20, { FrameContentSequence: [{ StackID: String(n), TemporalPositionIndex: n }] });
      return n === 2 ? stack.filter((_, i) => i !== 12) : stack;
    });
    const [set] = organized(enhanced(frames)).displaySets;
    expect(set?.messages.map(({ code, text }) => [code, text])).toEqual([
      [
        'missing-slices',
        'Stack 2, time 2: 1 of 20 slices is missing: 1 between images 32 and 33 (H55 to H65, 10 mm instead of 5)',
      ],
    ]);
    expect(set?.messages[0]?.imageIndices).toEqual([31, 32]);
  });
});

describe('a concatenation', () => {
  const part = (n: number, total: number, frames: readonly FunctionalGroups[]) =>
    enhanced(frames, {
      SOPInstanceUID: `1.9.${n}`,
      ConcatenationUID: '1.8',
      InConcatenationNumber: n,
      InConcatenationTotalNumber: total,
    });
  it('is joined, its frames ordered across its instances', () => {
    const echo = (EffectiveEchoTime: number) => volume(4, { MREchoSequence: [{ EffectiveEchoTime }] });
    const [set, ...more] = organized(part(2, 2, echo(81)), part(1, 2, echo(12))).displaySets;
    expect(more).toEqual([]);
    expect(set?.parts.map(({ label, start, count }) => [label, start, count])).toEqual([
      ['TE 12 ms', 0, 4],
      ['TE 81 ms', 4, 4],
    ]);
    expect(set?.images).toBeUndefined();
  });
  it('says how many of its parts have come', () => {
    const [set] = organized(part(1, 4, volume(3)), part(2, 4, volume(3)), part(4, 4, volume(3))).displaySets;
    expect(set?.messages[0]?.text).toBe('3 of 4 parts received');
  });
});

it('leaves single frames, and says so', () => {
  const { trace } = organized(enhanced(volume(1)));
  expect(trace.handlers[0]?.reason).toBe('left 1: single-frame images are not clips');
});
