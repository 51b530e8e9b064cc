import { describe, expect, it } from 'vitest';
import type { Instance } from '../core/dicom/instance.ts';
import { organizeSeries } from '../core/displaySet/organize.ts';
import { aClip, aHandler, anInstance, aSeries, slices } from '../testing/factories.ts';
import { mainImages } from './firstDisplaySet.ts';

/** One display set an instance, but all slices in one. */
const stacksAndSingles = aHandler('each', ['*'], (instances) => {
  const single = ({ NumberOfFrames, ImageType }: Instance) =>
    NumberOfFrames !== undefined || ImageType?.includes('LOCALIZER');
  const stack = instances.filter((instance) => !single(instance));
  return [
    ...instances
      .filter(single)
      .map((instance) => ({ instances: [instance], splitKey: instance.SOPInstanceUID })),
    ...(stack.length > 0 ? [{ instances: stack, splitKey: 'stack' }] : []),
  ];
});
const mainOf = (instances: readonly Instance[]) => mainImages(organizeSeries(instances, [stacksAndSingles]));
const clip = (InstanceNumber: number, NumberOfFrames: number) =>
  aClip({ InstanceNumber, NumberOfFrames, SOPInstanceUID: `1.2.3.4.${InstanceNumber}` });

describe('mainImages', () => {
  it('is the stack, not the localizer before it', () => {
    const scout = anInstance({
      ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'],
      InstanceNumber: 99,
      SOPInstanceUID: '1.9',
    });
    expect(mainOf([scout, ...aSeries(slices(4))])?.numImageFrames).toBe(4);
  });

  it('is the first of several clips, not the longest', () => {
    const main = mainOf([clip(2, 10), clip(3, 10), clip(7, 15)]);
    expect(main?.instances[0]?.InstanceNumber).toBe(2);
  });

  it('is nothing where there are no pictures', () => {
    expect(mainImages(undefined)).toBeUndefined();
    expect(mainImages({ displaySets: [] })).toBeUndefined();
  });
});
