import { describe, expect, it } from 'vitest';
import type { Instance } from '../../core/dicom/instance.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { imageAt, imageCount } from '../../core/displaySet/images.ts';
import { organizeSeries } from '../../core/displaySet/organize.ts';
import { aClip, anInstance } from '../../testing/factories.ts';
import { clipHandler } from './handler.ts';

const registered = {
  id: 'multi-frame.sopClassHandlerModule.clip',
  extensionId: 'multi-frame',
  handler: clipHandler,
};
const clips = (instances: readonly Instance[]) => organizeSeries(instances, [registered]);

describe('clips', () => {
  it('are one display set each, with their rate and its source', () => {
    const { displaySets } = clips([
      aClip({ InstanceNumber: 1 }),
      aClip({ InstanceNumber: 2, FrameTime: 40 }),
    ]);
    expect(
      displaySets.map((s) => [s.label, s.numImageFrames, s.isMultiFrame, s.FrameRate, s.FrameRateSource]),
    ).toEqual([
      ['Cine, clip 1', 30, true, 30, 'FrameTime 33.33 ms'],
      ['Cine, clip 2', 30, true, 25, 'FrameTime 40 ms'],
    ]);
  });
  it('are told apart where they have one number', () => {
    const { displaySets } = clips([
      aClip({ SOPInstanceUID: '1.9.111111' }),
      aClip({ SOPInstanceUID: '1.9.222222' }),
    ]);
    expect(displaySets.map(({ label }) => label)).toEqual(['Cine, clip 1 …111111', 'Cine, clip 1 …222222']);
  });
  it('play unevenly where a vector says how', () => {
    const { FrameTime: _, ...clip } = aClip({ NumberOfFrames: 3, FrameTimeVector: [0, 10, 30] });
    expect(clips([clip]).displaySets[0]?.frameTimesMs).toEqual([0, 10, 30]);
  });
  it('are not single frames, claims beyond belief, or video', () => {
    const { displaySets, unclaimed } = clips([
      aClip({ NumberOfFrames: 1, InstanceNumber: 1 }),
      aClip({ NumberOfFrames: 1_000_000, InstanceNumber: 2 }),
      aClip({ AvailableTransferSyntaxUID: ['1.2.840.10008.1.2.4.100'], InstanceNumber: 3 }),
    ]);
    expect(displaySets).toEqual([]);
    expect(unclaimed.map(({ reason }) => reason.replace(`${registered.id} left it: `, ''))).toEqual([
      'single-frame images are not clips',
      'single-frame images are not clips',
      'its frames are MPEG-2 video, which is not played here',
    ]);
  });
});

describe('concatenations', () => {
  const part = (n: number, total?: number) =>
    aClip({
      SOPClassUID: SopClass.EnhancedMRImageStorage,
      SOPInstanceUID: `1.9.${10 - n}`,
      ConcatenationUID: '1.8',
      InConcatenationNumber: n,
      NumberOfFrames: 4,
      ...(total !== undefined && { InConcatenationTotalNumber: total }),
    });
  it('are one display set, its parts in order, also a part of one frame', () => {
    const last = { ...part(3, 3), NumberOfFrames: 1 };
    const { displaySets } = clips([last, part(1, 3), part(2, 3)]);
    expect(displaySets).toHaveLength(1);
    const [set] = displaySets;
    expect(set?.instances.map((i) => i.InConcatenationNumber)).toEqual([1, 2, 3]);
    expect(set && [imageCount(set), imageAt(set, 8)?.instance.InConcatenationNumber]).toEqual([9, 3]);
    expect(set?.messages).toEqual([]);
  });
  it('say how many parts have come, and keep their UID when more do', () => {
    const some = clips([part(1, 4), part(4, 4), part(2, 4)]).displaySets[0];
    expect(some?.messages.map(({ text }) => text)).toEqual(['3 of 4 parts received']);
    const untold = clips([part(1), part(3)]).displaySets[0];
    expect(untold?.messages.map(({ text }) => text)).toEqual(['2 parts received, of at least 3']);
    const all = clips([part(1, 4), part(2, 4), part(3, 4), part(4, 4)]).displaySets[0];
    expect(all?.displaySetInstanceUID).toBe(some?.displaySetInstanceUID);
  });
});

describe('enhanced objects', () => {
  const frame = (z: number, index: readonly number[]) => ({
    PlanePositionSequence: [{ ImagePositionPatient: [0, 0, z] }],
    FrameContentSequence: [{ DimensionIndexValues: index }],
  });
  const enhanced = (frames: readonly ReturnType<typeof frame>[]) =>
    anInstance({
      SOPClassUID: SopClass.EnhancedMRImageStorage,
      NumberOfFrames: frames.length,
      SharedFunctionalGroupsSequence: [
        { PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }] },
      ],
      PerFrameFunctionalGroupsSequence: frames,
      DimensionIndexSequence: [
        { DimensionDescriptionLabel: 'Echo' },
        { DimensionDescriptionLabel: 'Position' },
      ],
    });
  it('show their frames in the order of their dimensions, the first slowest', () => {
    const object = enhanced([frame(10, [1, 2]), frame(0, [1, 1]), frame(10, [2, 2]), frame(0, [2, 1])]);
    const [set] = clips([object]).displaySets;
    expect(set?.images?.map((image) => image.frame)).toEqual([2, 1, 4, 3]);
    expect(set?.messages.map(({ text }) => text)).toEqual(['Each of the 2 positions has 2 images']);
  });
  it('keep the stored order without dimensions, and are judged as a volume', () => {
    const object = enhanced([0, 5, 10, 20].map((z) => frame(z, [])));
    const [set] = clips([object]).displaySets;
    expect(set?.images).toBeUndefined();
    expect(set?.geometry).toMatchObject({ reconstructable: false, positions: 4 });
  });
});
