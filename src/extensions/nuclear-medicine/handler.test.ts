import { describe, expect, it } from 'vitest';
import type { Instance } from '../../core/dicom/instance.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { organizeSeries } from '../../core/displaySet/organize.ts';
import { partsText } from '../../core/displaySet/parts.ts';
import { aClip } from '../../testing/factories.ts';
import { vectorsHandler } from './handler.ts';

const registered = {
  id: 'nuclear-medicine.sopClassHandlerModule.vectors',
  extensionId: 'nuclear-medicine',
  handler: vectorsHandler,
};
const organized = (...instances: Instance[]) => organizeSeries(instances, [registered]);
const anNM = (frames: number, overrides: Partial<Instance>) =>
  aClip({
    SOPClassUID: SopClass.NuclearMedicineImageStorage,
    Modality: 'NM',
    NumberOfFrames: frames,
    ...overrides,
  });
const each = (values: readonly number[], times: number) =>
  values.flatMap((n) => Array<number>(times).fill(n));
const over = (values: readonly number[], times: number) =>
  Array<readonly number[]>(times).fill(values).flat();

describe('nuclear medicine', () => {
  it('makes parts of energy windows and detectors, and counts through the last vector', () => {
    const [set] = organized(
      anNM(24, {
        FrameIncrementPointer: ['00540010', '00540020', '00540100'],
        EnergyWindowVector: each([1, 2], 12),
        DetectorVector: over(each([1, 2], 6), 2),
        TimeSliceVector: over([1, 2, 3, 4, 5, 6], 4),
        EnergyWindowInformationSequence: [{ EnergyWindowName: 'Tc99m' }],
        DetectorInformationSequence: [
          { ViewCodeSequence: [{ CodeMeaning: 'Anterior' }] },
          { ViewCodeSequence: [{ CodeMeaning: 'Posterior' }] },
        ],
      }),
    ).displaySets;
    expect(set?.parts.map(({ label, start, count }) => [label, start, count])).toEqual([
      ['Tc99m, anterior', 0, 6],
      ['Tc99m, posterior', 6, 6],
      ['energy window 2, anterior', 12, 6],
      ['energy window 2, posterior', 18, 6],
    ]);
    expect(set && partsText(set)).toBe('4 parts, 24 images');
  });
  it('orders frames by their vectors, whatever order they are stored in', () => {
    const [set] = organized(
      anNM(6, {
        FrameIncrementPointer: ['00540070', '00540080'],
        TimeSlotVector: [2, 1, 2, 1, 2, 1],
        SliceVector: [1, 1, 2, 2, 3, 3],
      }),
    ).displaySets;
    expect(set?.images?.map(({ frame }) => frame)).toEqual([2, 4, 6, 1, 3, 5]);
    expect(set && partsText(set)).toBe('2 time slots, 6 images');
    expect(set?.label).toBe('Cine');
  });
  it('makes no parts of single images, as of the two sides of a bone scan', () => {
    const [set] = organized(
      anNM(2, {
        FrameIncrementPointer: ['00540010', '00540020'],
        EnergyWindowVector: [1, 1],
        DetectorVector: [1, 2],
      }),
    ).displaySets;
    expect(set?.parts).toEqual([]);
  });
  it('is one part where one vector counts the slices', () => {
    const [set] = organized(
      anNM(13, { FrameIncrementPointer: ['00540080'], SliceVector: each([1], 13).map((_, i) => i + 1) }),
    ).displaySets;
    expect(set).toMatchObject({ parts: [], images: undefined, numImageFrames: 13 });
  });
  it.each<[string, Partial<Instance>]>([
    ['no vector', {}],
    ['a vector that counts other frames', { FrameIncrementPointer: ['00540080'], SliceVector: [1, 2] }],
    ['a pointer to a time', { FrameIncrementPointer: ['00181063'] }],
  ])('leaves an image with %s to the clips', (_, overrides) => {
    const { displaySets, trace } = organized(anNM(6, overrides));
    expect(displaySets).toEqual([]);
    expect(trace.handlers[0]?.reason).toBe('left 1: no vector counts their frames');
  });
});
