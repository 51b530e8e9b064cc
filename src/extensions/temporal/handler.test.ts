import { describe, expect, it } from 'vitest';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { handled, MR, slices } from '../../testing/factories.ts';
import { positionsHandler } from './handler.ts';

const PT = { SOPClassUID: SopClass.PositronEmissionTomographyImageStorage, Modality: 'PT' };

describe('times', () => {
  it('are a display set each, in their order', () => {
    const items = [3, 1, 2].flatMap((TemporalPositionIdentifier) =>
      slices(4, 5, { TemporalPositionIdentifier }),
    );
    expect(handled(positionsHandler, items, MR).sets).toEqual([
      ['time 1 of 3', 4],
      ['time 2 of 3', 4],
      ['time 3 of 3', 4],
    ]);
  });
  it('split only where every time has every position, and say so where not', () => {
    const items = [
      ...slices(6, 5, { TemporalPositionIdentifier: 1 }),
      ...slices(4, 5, { TemporalPositionIdentifier: 2 }),
    ];
    const { sets, reason } = handled(positionsHandler, items, MR);
    expect(sets).toEqual([]);
    expect(reason).toBe(
      'left 10: not split by temporal position: its values do not cover the same positions',
    );
  });
  it('do not make single images of one slice', () => {
    const items = Array.from({ length: 12 }, (_, i) => ({
      ...slices(1)[0],
      TemporalPositionIdentifier: i + 1,
    }));
    const { sets, reason } = handled(positionsHandler, items, MR);
    expect(sets).toEqual([]);
    expect(reason).toContain('every group would be a single image');
  });
  it('are told by the reference time of frames', () => {
    const items = [0, 45000].flatMap((FrameReferenceTime) => slices(4, 5, { FrameReferenceTime }));
    expect(handled(positionsHandler, items, PT).sets).toEqual([
      ['at 0 s (1 of 2)', 4],
      ['at 45 s (2 of 2)', 4],
    ]);
  });
});

describe('where nothing else tells', () => {
  it('are repetitions, by InstanceNumber', () => {
    expect(handled(positionsHandler, [...slices(5), ...slices(5), ...slices(5)], MR).sets).toEqual([
      ['repetition 1', 5],
      ['repetition 2', 5],
      ['repetition 3', 5],
    ]);
  });
  it('are volumes acquired one after another', () => {
    const items = slices(4).flatMap((slice, at) =>
      ['0959', '1000', '1001'].map((minute, n) => ({
        ...slice,
        // Slice after slice, as some archives number them; each slice takes a second.
        InstanceNumber: at * 3 + n + 1,
        AcquisitionTime: `${minute}0${at}`,
      })),
    );
    expect(handled(positionsHandler, items).sets).toEqual([
      ['at 0 s (1 of 3)', 4],
      ['at 60 s (2 of 3)', 4],
      ['at 120 s (3 of 3)', 4],
    ]);
  });
  it('leave what another attribute tells apart, and directions of diffusion', () => {
    const kernels = [['B30f'], ['B70s']].flatMap((ConvolutionKernel) => slices(5, 5, { ConvolutionKernel }));
    expect(handled(positionsHandler, kernels).sets).toEqual([]);
    const directions = [...slices(5), ...slices(5)];
    expect(handled(positionsHandler, directions, { ...MR, DiffusionBValue: 1000 }).sets).toEqual([]);
  });
});

it('too many times are declined, and that is said', () => {
  const items = Array.from({ length: 100 }, (_, n) => slices(2, 5, { TemporalPositionIdentifier: n }));
  const { sets, reason } = handled(positionsHandler, items.flat(), { ...MR, DiffusionBValue: 500 });
  expect(sets).toEqual([]);
  expect(reason).toBe('left 200: not split by temporal position: it would make 100 groups');
});
