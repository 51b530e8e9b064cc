import { describe, expect, test } from 'vitest';
import { anInstance } from '../../testing/factories.ts';
import { lutPresets, presetUnit, windowPresets } from './windowPresets.ts';

const own = (overrides: Parameters<typeof anInstance>[0]) =>
  windowPresets(anInstance(overrides)).filter(({ from }) => from === 'image');

describe('the windows offered for an image', () => {
  test('its own come first, named by their explanations', () => {
    const presets = windowPresets(
      anInstance({
        WindowCenter: [40, 500],
        WindowWidth: [80, 2000],
        WindowCenterWidthExplanation: ['BRAIN', 'BONE'],
      }),
    );
    expect(presets.slice(0, 2)).toEqual([
      { name: 'BRAIN', center: 40, width: 80, from: 'image' },
      { name: 'BONE', center: 500, width: 2000, from: 'image' },
    ]);
    expect(presets.slice(2).every(({ from }) => from === 'modality')).toBe(true);
    expect(presets.find(({ name }) => name === 'Lung')).toMatchObject({ center: -600, width: 1500 });
  });

  test('without explanations they are counted, a single one is not', () => {
    expect(own({ WindowCenter: [40, 50], WindowWidth: [80, 90] }).map(({ name }) => name)).toEqual([
      'From the image, 1',
      'From the image, 2',
    ]);
    expect(own({ WindowCenter: [40], WindowWidth: [80] }).map(({ name }) => name)).toEqual([
      'From the image',
    ]);
  });

  test('a width that is missing, zero, negative or no number is left out', () => {
    const presets = own({
      WindowCenter: [1, 2, 3, 4, Number.NaN, 6],
      WindowWidth: [10, 0, -5, Number.NaN, 50],
    });
    expect(presets.map(({ center }) => center)).toEqual([1]);
  });

  test('an enhanced image has them in its shared functional groups', () => {
    expect(
      own({
        SharedFunctionalGroupsSequence: [
          { FrameVOILUTSequence: [{ WindowCenter: [300], WindowWidth: [600] }] },
        ],
      }),
    ).toEqual([{ name: 'From the image', center: 300, width: 600, from: 'image' }]);
  });

  test('a frame has its own before what all frames share', () => {
    const enhanced = {
      SharedFunctionalGroupsSequence: [
        { FrameVOILUTSequence: [{ WindowCenter: [300], WindowWidth: [600] }] },
      ],
      PerFrameFunctionalGroupsSequence: [
        {},
        {
          FrameVOILUTSequence: [
            { WindowCenter: [7], WindowWidth: [9], WindowCenterWidthExplanation: ['MINE'] },
          ],
        },
      ],
    };
    const names = (frame: number) =>
      windowPresets(anInstance(enhanced), frame)
        .filter(({ from }) => from === 'image')
        .map(({ name, center }) => `${name} ${center}`);
    expect([names(1), names(2)]).toEqual([['From the image 300'], ['MINE 7']]);
  });

  test('what is customary in Hounsfield units is offered for CT alone', () => {
    expect(windowPresets(anInstance({ Modality: 'MR' }))).toEqual([]);
    expect(windowPresets(anInstance()).length).toBeGreaterThan(5);
  });

  describe('of PET', () => {
    const suv = { label: 'SUVbw', unit: 'g/ml', factor: 0.0005, reason: undefined };
    const noSuv = {
      label: 'PET',
      unit: 'Bq/ml',
      factor: 1,
      reason: 'No SUV: the patient’s weight is missing',
    };
    const pet = (Units?: string) =>
      anInstance({
        Modality: 'PT',
        WindowCenter: [100],
        WindowWidth: [200],
        ...(Units === undefined ? {} : { Units }),
      });

    test('in SUV where there are SUVs, whatever the image’s own window is', () => {
      const presets = windowPresets(pet('BQML'), 1, suv).slice(1);
      expect(presets[0]).toEqual({
        name: 'SUVbw 0 to 5',
        center: 5000,
        width: 10_000,
        from: 'modality',
        isNamedByEnds: true,
      });
      for (const { name, center, width } of presets) {
        expect(center - width / 2).toBe(0);
        expect(`SUVbw 0 to ${width * suv.factor}`).toBe(name);
      }
      const { WindowCenter: _, WindowWidth: __, ...bare } = pet('BQML');
      expect(windowPresets(bare, 1, suv)).toEqual(presets);
      expect(presetUnit(pet('BQML'), suv)).toBe('SUVbw');
    });

    test('in the unit of the values where that is all that is known', () => {
      const [first] = windowPresets(pet('BQML'), 1, noSuv).slice(1);
      expect(first).toMatchObject({ name: '0 to 5 kBq/ml', center: 2500, width: 5000 });
      expect(presetUnit(pet('BQML'), noSuv)).toBe('kBq/ml');
      expect(presetUnit(pet('PCNT'), noSuv)).toBe('%');
    });

    test('relative, and said so, where nothing is known of the values', () => {
      for (const Units of ['CNTS', 'PROPCPS', undefined]) {
        expect(windowPresets(pet(Units), 1, noSuv)[1]?.name).toBe('Darker, upper end doubled');
        expect(presetUnit(pet(Units), noSuv)).toBeUndefined();
      }
      expect(presetUnit({ Modality: 'NM' }, undefined)).toBeUndefined();
    });
  });

  test('others are relative to the image’s own: counts from their lower end, the rest about the middle', () => {
    const of = (Modality: string) =>
      windowPresets(anInstance({ Modality, WindowCenter: [100], WindowWidth: [200] })).slice(1);
    expect(of('PT')[1]).toEqual({
      name: 'Brighter, upper end at a half',
      center: 50,
      width: 100,
      from: 'modality',
    });
    expect(of('MR')[0]).toEqual({ name: 'Softer', center: 100, width: 300, from: 'modality' });
    expect(of('MG').every(({ center }) => center === 100)).toBe(true);
  });

  test('LUTs are named by their explanations, or counted', () => {
    const lut = { LUTDescriptor: [2, 0, 8], LUTData: [0, 255] };
    expect(lutPresets(anInstance({ VOILUTSequence: [{ ...lut, LUTExplanation: 'NORMAL' }, lut] }))).toEqual([
      { name: 'NORMAL', voiLut: 0 },
      { name: 'VOI LUT 2', voiLut: 1 },
    ]);
    expect(lutPresets(anInstance())).toEqual([]);
  });
});
