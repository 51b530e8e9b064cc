import { describe, expect, it } from 'vitest';
import type { Instance } from '../../../core/dicom/instance.ts';
import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import { defaultSuvTop } from '../../../core/fusion/look.ts';
import { anInstance } from '../../../testing/factories.ts';
import { Appearance } from '../appearance.ts';
import type { StackImage } from '../imageStore.ts';
import { voiFunctionOf } from '../pixels/pixelDescription.ts';
import { voiRange } from '../presentation.ts';
import { openingWindowOf } from './petWindow.ts';
import { petScaleOf } from './suv.ts';

const aPet = (overrides: Partial<Instance> = {}): Instance =>
  anInstance({ Modality: 'PT', Units: 'BQML', BitsStored: 16, PixelRepresentation: 0, ...overrides });
const inSuv: Partial<Instance> = {
  CorrectedImage: ['ATTN', 'DECY'],
  DecayCorrection: 'START',
  PatientWeight: 75,
  SeriesDate: '20261103',
  SeriesTime: '140000',
  AcquisitionDate: '20261103',
  AcquisitionTime: '140000',
  RadiopharmaceuticalInformationSequence: [
    { RadionuclideTotalDose: 350e6, RadionuclideHalfLife: 6586.2, RadiopharmaceuticalStartTime: '130000' },
  ],
};

const setOf = (...items: readonly Partial<Instance>[]): DisplaySet => {
  const instances = items.map((item, at) => aPet({ InstanceNumber: at + 1, ...item }));
  // What the window is worked out from.
  return {
    Modality: instances[0]?.Modality,
    instances,
    numImageFrames: instances.length,
  } as unknown as DisplaySet;
};

/** Stored values 0 to `high`. */
const imageOf = (instance: Instance, high: number, slope = instance.RescaleSlope ?? 1): StackImage => ({
  imageId: instance.SOPInstanceUID,
  instance,
  frame: 1,
  pixels: {
    colour: false,
    data: Uint16Array.of(0, high),
    min: 0,
    max: high,
    low: 0,
    high,
    slope,
    intercept: 0,
  },
  transferSyntaxUID: undefined,
  window: undefined,
  voiFunction: voiFunctionOf(instance, 1),
  invertedByNature: false,
  spacing: { row: 1, column: 1 },
  rows: 1,
  columns: 2,
});

/** Ends of the window that an image is drawn with, of content that opens on it. */
function drawn(displaySet: DisplaySet, image: StackImage, appearance = new Appearance()) {
  appearance.opensWith(openingWindowOf(displaySet));
  const { center = NaN, width = NaN } = appearance.windowOf(image) ?? {};
  return { lower: center - width / 2, upper: center + width / 2 };
}

describe('the window that PET opens with', () => {
  it('is the usual one in SUV, whichever image is first, and whatever window the images bring', () => {
    const own = { WindowCenter: [10], WindowWidth: [20] };
    const displaySet = setOf(inSuv, { ...inSuv, ...own });
    const { factor } = petScaleOf(displaySet);
    const [dim = aPet(), bright = aPet()] = displaySet.instances;
    const windowed = {
      ...imageOf(bright, 60_000),
      window: { center: 10, width: 20, explanation: undefined },
    };
    for (const image of [imageOf(dim, 3), windowed]) {
      const { lower, upper } = drawn(displaySet, image);
      expect(lower).toBeCloseTo(0, 6);
      expect(upper * factor).toBeCloseTo(defaultSuvTop, 6);
    }
  });

  it('is drawn from 0 to 7 where the stored unit is g/ml: no whole numbers are counted', () => {
    const displaySet = setOf({ Units: 'GML', RescaleSlope: 0.001, RescaleIntercept: 0 });
    const image = imageOf(displaySet.instances[0] ?? aPet(), 12_000);
    expect(drawn(displaySet, image)).toEqual({ lower: 0, upper: 7 });
    const range = voiRange({ center: 3.5, width: 7 }, image.pixels, image.voiFunction);
    expect(range.lower).toBeCloseTo(0, 6);
    expect(range.upper).toBeCloseTo(7000, 6);
    const said = anInstance({ Modality: 'PT', VOILUTFunction: 'LINEAR' });
    expect([voiFunctionOf(said, 1), voiFunctionOf(anInstance(), 1)]).toEqual(['LINEAR', 'LINEAR']);
  });

  it('without SUVs reaches to the largest value that the headers tell', () => {
    const displaySet = setOf(
      { RescaleSlope: 0.5, LargestImagePixelValue: 100 },
      { RescaleSlope: 2, LargestImagePixelValue: 20_000 },
    );
    expect(openingWindowOf(displaySet)).toEqual({ window: { center: 20_000, width: 40_000 } });
  });

  it('without those, to what the largest slope can say, where each image has its own', () => {
    const displaySet = setOf({ RescaleSlope: 0.5 }, { RescaleSlope: 2 });
    expect(drawn(displaySet, imageOf(displaySet.instances[0] ?? aPet(), 5))).toEqual({
      lower: 0,
      upper: 2 * 65_535,
    });
  });

  it('covers the windows of all images where they differ, and is the images’ own where they do not', () => {
    const differing = setOf(
      { WindowCenter: [50], WindowWidth: [100] },
      { WindowCenter: [400], WindowWidth: [600] },
    );
    expect(drawn(differing, imageOf(aPet(), 5))).toEqual({ lower: 0, upper: 700 });
    const same = { WindowCenter: [50], WindowWidth: [100] };
    expect(openingWindowOf(setOf(same, same))).toBeUndefined();
  });

  it('grows with the images that come where headers tell nothing, until a window is chosen', () => {
    const displaySet = setOf({}, {});
    const [dim, bright] = [imageOf(aPet(), 5), imageOf(aPet(), 900)];
    const appearance = new Appearance();
    expect(drawn(displaySet, dim, appearance)).toEqual({ lower: 0, upper: 5 });
    expect(appearance.learn(bright)).toBe(true);
    expect(appearance.windowOf(dim)).toEqual({ center: 450, width: 900 });
    expect(appearance.learn(dim)).toBe(false);
    appearance.setWindow({ center: 10, width: 20 });
    expect(appearance.learn(imageOf(aPet(), 2000))).toBe(false);
    appearance.reset();
    expect(appearance.windowOf(dim)).toEqual({ center: 1000, width: 2000 });
  });

  it('is said of PET alone', () => {
    expect(openingWindowOf(setOf({ ...inSuv, Modality: 'CT' }))).toBeUndefined();
    expect(openingWindowOf(undefined)).toBeUndefined();
  });
});
