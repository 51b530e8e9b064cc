import { describe, expect, it } from 'vitest';
import type { Instance } from '../../core/dicom/instance.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import type { DisplaySetInput } from '../../core/displaySet/displaySet.ts';
import { anInstance, aSeries, at, slices } from '../../testing/factories.ts';
import { imageStackHandler } from './handler.ts';

type Item = Partial<Instance>;
const MR: Item = {
  Modality: 'MR',
  SOPClassUID: SopClass.MRImageStorage,
  ImageType: ['ORIGINAL', 'PRIMARY', 'M'],
};

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
    'a localizer among axial slices': [
      [
        { ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'], ImageOrientationPatient: [1, 0, 0, 0, 0, -1] },
        ...slices(60),
      ],
      {},
      [
        ['localizer, coronal', 1],
        ['axial', 60],
      ],
    ],
    'three planes of a localizer': [
      [
        [1, 0, 0, 0, 1, 0],
        [1, 0, 0, 0, 0, -1],
        [0, 1, 0, 0, 0, -1],
      ].map((ImageOrientationPatient) => ({ ImageOrientationPatient })),
      { ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] },
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
    'two echoes at each position, their times rounded': [
      [...slices(5, 5, { EchoTime: 12 }), ...slices(5).map((s, i) => ({ ...s, EchoTime: 81 + i * 0.01 }))],
      MR,
      [
        ['TE 12 ms', 5],
        ['TE 81 ms', 5],
      ],
    ],
    'b-values, with directions kept together': [
      [
        ...slices(4, 5, { DiffusionBValue: 0 }),
        ...[1, 2, 3].flatMap((n) => slices(4, 5, { DiffusionBValue: 1000, AcquisitionNumber: n })),
      ],
      MR,
      [
        ['b = 0', 4],
        ['b = 1000', 12],
      ],
    ],
    'trace and ADC': [
      [
        ...slices(4, 5, { ImageType: ['DERIVED', 'PRIMARY', 'DIFFUSION', 'TRACEW'] }),
        ...slices(4, 5, { ImageType: ['DERIVED', 'PRIMARY', 'DIFFUSION', 'ADC'] }),
      ],
      { ...MR, DiffusionBValue: 1000 },
      [
        ['trace', 4],
        ['ADC', 4],
      ],
    ],
    'temporal positions': [
      [1, 2, 3].flatMap((TemporalPositionIdentifier) => slices(4, 5, { TemporalPositionIdentifier })),
      MR,
      [
        ['time 1', 4],
        ['time 2', 4],
        ['time 3', 4],
      ],
    ],
    'contrast phases by acquisition': [
      [1, 2].flatMap((AcquisitionNumber) => slices(8, 5, { AcquisitionNumber })),
      {},
      [
        ['acquisition 1', 8],
        ['acquisition 2', 8],
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
    'magnitude and phase': [
      [
        ...slices(4, 5, { ImageType: ['ORIGINAL', 'PRIMARY', 'M'] }),
        ...slices(4, 5, { ImageType: ['ORIGINAL', 'PRIMARY', 'P'] }),
      ],
      { ...MR, ImageType: [] },
      [
        ['magnitude', 4],
        ['phase', 4],
      ],
    ],
    'frames of reference': [
      [...slices(3), ...slices(3, 5, { FrameOfReferenceUID: '1.9.777777' })],
      {},
      [
        ['frame of reference ….2.3.9', 3],
        ['frame of reference …777777', 3],
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
    'repetitions that only InstanceNumber tells apart': [
      [...slices(5), ...slices(5), ...slices(5)],
      MR,
      [
        ['repetition 1', 5],
        ['repetition 2', 5],
        ['repetition 3', 5],
      ],
    ],
  };
  it.each(Object.entries(table))('%s', (_, [items, common, expected]) => {
    expect(shape(stacks(items, common))).toEqual(expected);
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

describe('projections', () => {
  const MG = { SOPClassUID: SopClass.DigitalMammographyXRayImageStorageForPresentation, Modality: 'MG' };
  it('are one image a display set, by side and view', () => {
    const views = ['L CC', 'R CC', 'L MLO', 'R MLO'].map((view) => {
      const [ImageLaterality = '', ViewPosition = ''] = view.split(' ');
      return { ImageLaterality, ViewPosition };
    });
    expect(shape(stacks(views, MG))).toEqual([
      ['L CC', 1],
      ['R CC', 1],
      ['L MLO', 1],
      ['R MLO', 1],
    ]);
    expect(
      shape(stacks([...views, { ImageLaterality: 'L', ViewPosition: 'CC' }], MG)).map(([label]) => label),
    ).toEqual(['L CC, image 1', 'R CC', 'L MLO', 'R MLO', 'L CC, image 5']);
  });
  it('stay together where there are very many', () => {
    const sets = stacks(slices(100), MG);
    expect(shape(sets)).toEqual([['', 100]]);
    expect(codes(sets[0])).toEqual(['split-declined']);
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
