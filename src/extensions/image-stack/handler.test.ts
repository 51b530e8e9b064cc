import { describe, expect, it } from 'vitest';
import type { Instance } from '../../core/dicom/instance.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import type { DisplaySetInput } from '../../core/displaySet/displaySet.ts';
import { anInstance, aSeries, at, MR, slices } from '../../testing/factories.ts';
import { imageStackHandler } from './handler.ts';

type Item = Partial<Instance>;
function stacks(items: readonly Item[], common: Item = {}): readonly DisplaySetInput[] {
  const made = imageStackHandler.getDisplaySetsFromSeries(aSeries(items, common));
  // This handler returns plain display sets only.
  return made as readonly DisplaySetInput[];
}
const shape = (sets: readonly DisplaySetInput[]) => sets.map((s) => [s.splitLabel ?? '', s.instances.length]);
const codes = (set: DisplaySetInput | undefined) => set?.messages?.map(({ code }) => code);

describe('order', () => {
  it('orders slices along the normal, whatever order the archive sent', () => {
    const [stack] = stacks([at(30), at(10), at(20)]);
    expect(stack?.instances.map((i) => i.ImagePositionPatient?.[2])).toEqual([10, 20, 30]);
    expect(stack?.sortedBy).toBe('position along the normal (F to H)');
  });
  it('goes from feet to head also where the scanner turned the plane', () => {
    const flipped = { ImageOrientationPatient: [1, 0, 0, 0, -1, 0] };
    const [stack] = stacks([at(30, flipped), at(10, flipped), at(20, flipped)]);
    expect(stack?.instances.map((i) => i.ImagePositionPatient?.[2])).toEqual([10, 20, 30]);
  });
  it('falls back to InstanceNumber as a number, then to time', () => {
    const nowhere = { ImageOrientationPatient: [0, 0, 0, 0, 0, 0] };
    const [stack] = stacks([10, 9, 2].map((InstanceNumber) => ({ ...nowhere, InstanceNumber })));
    expect(stack?.instances.map((i) => i.InstanceNumber)).toEqual([2, 9, 10]);
    expect(stack?.sortedBy).toBe('InstanceNumber');
    const [timed] = stacks(
      ['101502', '101501'].map((ContentTime, i) => ({
        ...nowhere,
        InstanceNumber: 1,
        ContentTime,
        SOPInstanceUID: `1.${i}`,
      })),
    );
    expect(timed?.instances.map((i) => i.ContentTime)).toEqual(['101501', '101502']);
    expect(timed?.sortedBy).toBe('acquisition time');
  });
});

describe('what splits a series', () => {
  const table: Record<string, [items: readonly Item[], common: Item, expected: [string, number][]]> = {
    'a localizer among axial slices, where no handler has taken it': [
      [
        { ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'], ImageOrientationPatient: [1, 0, 0, 0, 0, -1] },
        ...slices(60),
      ],
      {},
      [
        ['localizer', 1],
        ['', 60],
      ],
    ],
    'three planes': [
      [
        [1, 0, 0, 0, 1, 0],
        [1, 0, 0, 0, 0, -1],
        [0, 1, 0, 0, 0, -1],
      ].map((ImageOrientationPatient) => ({ ImageOrientationPatient })),
      {},
      [
        ['axial', 1],
        ['coronal', 1],
        ['sagittal', 1],
      ],
    ],
    'two matrices': [
      [...slices(4, 5, { Rows: 256, Columns: 256 }), ...slices(6)],
      {},
      [
        ['256 x 256', 4],
        ['512 x 512', 6],
      ],
    ],
    'colour and greyscale': [
      [
        ...slices(4, 5, { SamplesPerPixel: 3, PhotometricInterpretation: 'RGB' }),
        ...slices(6),
        ...slices(2, 5, { PhotometricInterpretation: 'MONOCHROME1' }),
      ],
      {},
      [
        ['colour', 4],
        ['greyscale', 6],
        ['inverted greyscale', 2],
      ],
    ],
    'what is computed, beside what it is computed from': [
      [...slices(4), ...slices(4, 5, { ImageType: ['DERIVED', 'SECONDARY', 'MPR'] })],
      {},
      [
        ['', 4],
        ['MPR', 4],
      ],
    ],
    'kernels of one acquisition': [
      [['B30f'], ['B70s']].flatMap((ConvolutionKernel) => slices(5, 5, { ConvolutionKernel })),
      {},
      [
        ['kernel B30f', 5],
        ['kernel B70s', 5],
      ],
    ],
    'the whole of ImageType, by the words that differ': [
      [['NORM', 'DIS2D'], ['DIS2D']].flatMap((words) =>
        slices(5, 5, { ImageType: ['ORIGINAL', 'PRIMARY', 'OTHER', ...words] }),
      ),
      {},
      [
        ['norm', 5],
        ['', 5],
      ],
    ],
    'frames of reference, by number where nothing else tells': [
      [...slices(3), ...slices(3, 5, { FrameOfReferenceUID: '1.9.777777' })],
      {},
      [
        ['frame of reference 1', 3],
        ['frame of reference 2', 3],
      ],
    ],
    'two patients': [
      [...slices(3), ...slices(3, 5, { PatientID: '2', PatientName: { Alphabetic: 'ROE^JOHN' } })],
      {},
      [
        ['DOE, JANE (ID 4711)', 3],
        ['ROE, JOHN (ID 2)', 3],
      ],
    ],
  };
  it.each(Object.entries(table))('%s', (_, [items, common, expected]) => {
    expect(shape(stacks(items, common))).toEqual(expected);
  });
});

describe('what has a handler of its own', () => {
  const varied: Record<string, Item[]> = {
    'echo times': [12, 81].map((EchoTime) => ({ EchoTime })),
    'b-values': [0, 1000].map((DiffusionBValue) => ({ DiffusionBValue })),
    'temporal positions': [1, 2].map((TemporalPositionIdentifier) => ({ TemporalPositionIdentifier })),
    'trigger times': [0, 40].map((TriggerTime) => ({ TriggerTime })),
    components: ['MAGNITUDE', 'PHASE'].map((ComplexImageComponent) => ({ ComplexImageComponent })),
    acquisitions: [1, 2].map((AcquisitionNumber) => ({ AcquisitionNumber })),
    repetitions: [{}, {}],
  };
  it.each(Object.entries(varied))('splits nothing here: %s', (_, values) => {
    const [stack, ...more] = stacks(
      values.flatMap((value) => slices(5, 5, value)),
      MR,
    );
    expect(more).toEqual([]);
    expect(stack?.instances).toHaveLength(10);
    expect(codes(stack)).toEqual(['repeated-positions']);
    expect(stack?.reason).toContain('that is for a handler of its own');
  });
  it('is noted where all images share it, so that a second value leaves the name alone', () => {
    const [stack] = stacks(slices(5, 5, { EchoTime: 12 }), MR);
    expect(stack?.splitKey).toContain('["echo","12"]');
    expect(stack?.splitValues).toMatchObject({ 'echo time': 'TE 12 ms' });
  });
});

describe('phases of one slice', () => {
  const run = (values: (n: number) => Item) =>
    stacks(
      Array.from({ length: 25 }, (_, n) => ({ ...at(0), ...values(n) })),
      MR,
    )[0];
  it('play at the pace of their trigger times', () => {
    const stack = run((n) => ({ TriggerTime: n * 40 }));
    expect([stack?.FrameRate, stack?.FrameRateSource]).toEqual([
      25,
      'TriggerTime, 40 ms from phase to phase',
    ]);
  });
  it('play at the R-R interval over their number, where there are no times', () => {
    const stack = run(() => ({ NominalInterval: 1000, CardiacNumberOfImages: 25 }));
    expect([stack?.FrameRate, stack?.FrameRateSource]).toEqual([
      25,
      'NominalInterval 1000 ms over 25 phases',
    ]);
  });
  it('have no pace that is not given, nor have slices', () => {
    expect(run(() => ({}))?.FrameRate).toBeUndefined();
    expect(stacks(slices(9).map((s, i) => ({ ...s, TriggerTime: i * 40 })))[0]?.FrameRate).toBeUndefined();
  });
});

describe('what does not split a series', () => {
  const one: Record<string, [items: readonly Item[], common: Item]> = {
    'an acquisition number on every slice': [slices(20).map((s, i) => ({ ...s, AcquisitionNumber: i })), {}],
    'acquisitions side by side, as beds of a PET': [
      slices(20).map((s, i) => ({ ...s, AcquisitionNumber: i < 10 ? 1 : 2 })),
      {},
    ],
    'a different last value of ImageType below and above': [
      slices(20).map((s, i) => ({
        ...s,
        ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL', ...(i < 9 ? ['ADD'] : [])],
      })),
      {},
    ],
    'orientations that differ in the sixth digit': [
      slices(20).map((s, i) => ({ ...s, ImageOrientationPatient: [1, i * 1e-6, 0, 0, 1, 0] })),
      {},
    ],
    'a trigger time on every slice': [slices(20).map((s, i) => ({ ...s, TriggerTime: i * 13 })), MR],
    'an echo time that is sometimes missing': [
      slices(10).map((s, i) => (i % 2 === 0 ? { ...s, EchoTime: 30 } : s)),
      MR,
    ],
    'a rotating projection': [
      Array.from({ length: 12 }, (_, i) => ({
        ImageOrientationPatient: [Math.cos(i / 4), Math.sin(i / 4), 0, 0, 0, -1],
      })),
      MR,
    ],
    'stills of ultrasound of different sizes': [
      [{ Rows: 480 }, { Rows: 600, SamplesPerPixel: 3, PhotometricInterpretation: 'RGB' }],
      { SOPClassUID: SopClass.UltrasoundImageStorage, Modality: 'US' },
    ],
  };
  it.each(Object.entries(one))('%s', (_, [items, common]) => {
    expect(shape(stacks(items, common))).toEqual([['', items.length]]);
  });

  it('keeps a stack and says so where a split would make too many groups', () => {
    const items = Array.from({ length: 100 }, (_, time) =>
      slices(2, 5, { TemporalPositionIdentifier: time }),
    );
    const sets = stacks(items.flat(), { ...MR, DiffusionBValue: 500 });
    expect(shape(sets)).toEqual([['', 200]]);
    expect(sets[0]?.messages).toContainEqual({
      severity: 'info',
      code: 'split-declined',
      text: 'Not split by temporal position: it would make 100 groups',
    });
  });
});

describe('messages', () => {
  it('warns of a missing, a duplicated and an irregular slice with numbers, and not of a clean stack', () => {
    expect(codes(stacks(slices(30))[0])).toEqual([]);
    expect(codes(stacks(slices(30).filter((_, i) => i !== 16))[0])).toEqual(['missing-slices']);
    expect(codes(stacks([...slices(30), at(20)])[0])).toEqual(['duplicate-positions']);
    expect(codes(stacks([0, 5, 11, 15, 22, 25].map((z) => at(z)))[0])).toEqual(['irregular-spacing']);
  });
  it('says that slices turned another way are shown apart', () => {
    const turned = { ImageOrientationPatient: [1, 0, 0, 0, 0, -1] };
    const sets = stacks(slices(30).map((s, i) => (i === 4 || i === 5 ? { ...s, ...turned } : s)));
    expect(shape(sets)).toEqual([
      ['axial', 28],
      ['coronal', 2],
    ]);
    expect(sets[0]?.messages?.find(({ code }) => code === 'mixed-orientation')?.text).toBe(
      '2 of 30 images of this series have another orientation (instance 5, 6): they are shown apart',
    );
  });
});

describe('what is left', () => {
  it('leaves objects without a picture and video, and says why', () => {
    const { Rows: _, ...blank } = anInstance();
    expect(imageStackHandler.getDisplaySetsFromSeries([blank])).toEqual([]);
    expect(imageStackHandler.reasonLeft?.([blank])).toBe('Rows missing');
    const video = aSeries([{ AvailableTransferSyntaxUID: ['1.2.840.10008.1.2.4.102'] }]);
    expect(imageStackHandler.getDisplaySetsFromSeries(video)).toEqual([]);
    expect(imageStackHandler.reasonLeft?.(video)).toBe(
      'its frames are H.264 video, which is not played here',
    );
  });
});
