import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naturalize } from '../../../core/dicom/dataSet.ts';
import type { Instance } from '../../../core/dicom/instance.ts';
import { anInstance } from '../../../testing/factories.ts';
import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import { scaleOf, withSuv } from './suv.ts';

const injected = {
  RadionuclideTotalDose: 350e6,
  RadionuclideHalfLife: 6586.2,
  RadiopharmaceuticalStartTime: '130000.00',
};

/** F-18, 350 MBq at 13:00, 75 kg, scanned at 14:00. */
const aPet = (overrides: Partial<Instance> = {}, isotope: object = {}): Instance =>
  anInstance({
    Modality: 'PT',
    Units: 'BQML',
    CorrectedImage: ['NORM', 'DTIM', 'ATTN', 'SCAT', 'DECY'],
    DecayCorrection: 'START',
    PatientWeight: 75,
    SeriesDate: '20261103',
    SeriesTime: '140000',
    AcquisitionDate: '20261103',
    AcquisitionTime: '140000.00',
    RadiopharmaceuticalInformationSequence: [{ ...injected, ...isotope }],
    ...overrides,
  });

/** By hand: weight in g over the dose that is left. */
const expected = (seconds: number, { weight = 75, dose = 350e6, half = 6586.2 } = {}) =>
  (weight * 1000) / (dose * 0.5 ** (seconds / half));
const factor = (...images: readonly Instance[]) => scaleOf(images).factor;
const reason = (...images: readonly Instance[]) => scaleOf(images).reason;

describe('SUV by body weight', () => {
  it('is activity times weight over the dose that is left at the start of the scan', () => {
    // 75 000 g / (350 000 000 Bq x 2^(-3600/6586.2)) = 75 000 / 239 617 850 = 3.12998e-4.
    expect(factor(aPet())).toBeCloseTo(3.12998e-4, 8);
    expect(scaleOf([aPet()])).toMatchObject({ label: 'SUVbw', unit: 'g/ml', reason: undefined });
  });

  it('is that for any dose, weight, half-life and time of waiting', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 250, noNaN: true }),
        fc.double({ min: 1e6, max: 1e9, noNaN: true }),
        fc.double({ min: 60, max: 300_000, noNaN: true }),
        fc.integer({ min: 0, max: 13 * 3600 }),
        (weight, dose, half, seconds) => {
          const at = new Date(Date.UTC(2026, 10, 3, 14) - seconds * 1000).toISOString();
          const pet = aPet(
            { PatientWeight: weight },
            {
              RadionuclideTotalDose: dose,
              RadionuclideHalfLife: half,
              RadiopharmaceuticalStartDateTime: at.replaceAll(/\D/g, '').slice(0, 14),
            },
          );
          const wanted = expected(seconds, { weight, dose, half });
          expect(Math.abs(factor(pet) / wanted - 1)).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it('takes the dose as injected when the values are corrected to the injection', () => {
    expect(factor(aPet({ DecayCorrection: 'ADMIN' }))).toBeCloseTo(75_000 / 350e6, 10);
  });

  it('finds an injection before midnight, and none after the scan', () => {
    const night = { SeriesTime: '003000', AcquisitionTime: '003000' };
    expect(factor(aPet(night, { RadiopharmaceuticalStartTime: '233000' }))).toBeCloseTo(expected(3600), 10);
    const dated = {
      RadiopharmaceuticalStartTime: undefined,
      RadiopharmaceuticalStartDateTime: '20261102233000.5',
    };
    expect(factor(aPet(night, dated))).toBeCloseTo(expected(3600), 10);
    expect(reason(aPet({}, { RadiopharmaceuticalStartTime: '140500' }))).toBe(
      'No SUV: the injection is after the scan, by the times given',
    );
    expect(reason(aPet({}, { RadiopharmaceuticalStartDateTime: '20261103140001' }))).toMatch(
      /after the scan/,
    );
  });

  it('compares times of different zones', () => {
    const zoned = { RadiopharmaceuticalStartDateTime: '20261103120000.00+0000' };
    expect(factor(aPet({ TimezoneOffsetFromUTC: '+0100' }, zoned))).toBeCloseTo(expected(3600), 10);
    expect(factor(aPet({}, { RadiopharmaceuticalStartDateTime: '20261103130000+0100' }))).toBeCloseTo(
      expected(3600),
      10,
    );
  });

  it('goes by the first acquisition where the series was made later, or by what GE says', () => {
    const later = { SeriesTime: '160000' };
    const images = [
      aPet({ ...later, AcquisitionTime: '141000', InstanceNumber: 2 }),
      aPet({ ...later, AcquisitionTime: '140000' }),
    ];
    expect(factor(...images)).toBeCloseTo(expected(3600), 10);
    const ge = aPet({ ...later, privatePet: { scanDateTime: '20261103143000.00' } });
    expect(factor(ge)).toBeCloseTo(expected(5400), 10);
  });

  it('takes Philips’ factors for counts, the one to SUV before the one to activity', () => {
    const counts = { Units: 'CNTS' };
    expect(factor(aPet({ ...counts, privatePet: { suvScale: 0.00042, activityScale: 1.5 } }))).toBe(0.00042);
    expect(factor(aPet({ ...counts, privatePet: { suvScale: 0, activityScale: 1.5 } }))).toBeCloseTo(
      1.5 * expected(3600),
      10,
    );
    expect(reason(aPet(counts))).toBe('No SUV: the values are counts, and no factor to activity is given');
    const each = [0.0004, 0.0005].map((suvScale) => aPet({ ...counts, privatePet: { suvScale } }));
    expect(reason(...each)).toBe('No SUV: the images have different factors');
  });

  it('is what is stored where that is g/ml, whatever else is missing', () => {
    const stored = anInstance({ Modality: 'PT', Units: 'GML' });
    expect(scaleOf([stored])).toEqual({ label: 'SUVbw', unit: 'g/ml', factor: 1, reason: undefined });
    expect(scaleOf([{ ...stored, SUVType: 'LBM' }]).label).toBe('SUVlbm');
  });

  it('does not ask for height and sex', () => {
    expect(factor(aPet({ PatientSex: 'O' }))).toBeCloseTo(expected(3600), 10);
  });

  it.each<[string, Readonly<Record<string, unknown>>, object?]>([
    ['the unit of the values is not given', { Units: undefined }],
    ['the values are in ml/min/ml', { Units: 'MLMINML' }],
    ['it is not given what the images are corrected for', { CorrectedImage: undefined }],
    ['the images are not corrected for attenuation', { CorrectedImage: ['DECY'] }],
    ['the images are not corrected for decay', { CorrectedImage: ['ATTN'] }],
    ['it is not given what time decay is corrected to', { DecayCorrection: undefined }],
    ['decay is not corrected to a time (NONE)', { DecayCorrection: 'NONE' }],
    ['the patient’s weight is missing', { PatientWeight: undefined }],
    ['the patient’s weight is 0 kg', { PatientWeight: 0 }],
    ['nothing is said of what was injected', { RadiopharmaceuticalInformationSequence: undefined }],
    [
      'more than one radiopharmaceutical was injected',
      { RadiopharmaceuticalInformationSequence: [injected, injected] },
    ],
    ['the injected dose is missing', {}, { RadionuclideTotalDose: undefined }],
    ['the injected dose is 0 Bq', {}, { RadionuclideTotalDose: 0 }],
    ['the half-life is missing', {}, { RadionuclideHalfLife: undefined }],
    ['the half-life is -1 s', {}, { RadionuclideHalfLife: -1 }],
    ['the time of injection is missing', {}, { RadiopharmaceuticalStartTime: undefined }],
    ['the time of injection is missing', {}, { RadiopharmaceuticalStartTime: '7 pm' }],
    ['date or time of the series is missing', { SeriesTime: undefined }],
    ['date or time of the series is missing', { SeriesDate: '20260231' }],
    ['date or time of acquisition is missing', { AcquisitionTime: undefined }],
  ])('says that %s', (words, change, isotope) => {
    const without = Object.fromEntries(
      Object.entries({ ...aPet({}, isotope), ...change }).filter(([, value]) => value !== undefined),
    ) as unknown as Instance; // the same, less what is undefined
    const scale = scaleOf([without]);
    expect(scale.reason).toBe(`No SUV: ${words}`);
    expect(scale.factor).toBe(1);
    expect(scale.label).toBe('PET');
  });

  it('keeps the unit that is stored where there is none', () => {
    expect(scaleOf([aPet({ DecayCorrection: 'NONE' })]).unit).toBe('Bq/ml');
    expect(scaleOf([])).toMatchObject({ unit: undefined, reason: 'No SUV: there are no images' });
  });

  it('says that images differ', () => {
    expect(reason(aPet(), aPet({ PatientWeight: 80 }))).toMatch(/differ from image to image$/);
    expect(reason(aPet(), aPet({ Units: 'CNTS' }))).toBe('No SUV: the images have different units');
  });
});

describe('a pixel of PET', () => {
  const setOf = (...instances: readonly Instance[]) =>
    ({ Modality: 'PT', instances }) as unknown as DisplaySet; // what the scale is worked out from
  const value = { stored: [1000], modality: 5000 };

  it('is said in SUV and in the unit that is stored', () => {
    const read = withSuv(value, setOf(aPet()));
    expect(read).toMatchObject({ modality: 5000, unit: 'Bq/ml' });
    expect(read?.readings).toMatchObject([{ label: 'SUVbw', unit: 'g/ml' }]);
    expect(read?.readings?.[0]?.value).toBeCloseTo(5000 * expected(3600), 6);
  });

  it('is said as it is stored where there is no SUV, and is left alone in other images', () => {
    expect(withSuv(value, setOf(aPet({ DecayCorrection: 'NONE' })))).toEqual({ ...value, unit: 'Bq/ml' });
    const ct = { ...setOf(aPet()), Modality: 'CT' };
    expect(withSuv(value, ct)).toBe(value);
    expect(withSuv(undefined, setOf(aPet()))).toBeUndefined();
  });
});

describe('private elements of PET images', () => {
  const philips = {
    '00541001': { vr: 'CS', Value: ['CNTS'] },
    '70530010': { vr: 'LO', Value: ['Philips PET Private Group'] },
    '70531000': { vr: 'DS', Value: [0.000412] },
    '70531009': { vr: 'UN', InlineBinary: btoa('1.25 ') },
  };
  const ge = {
    '00541001': { vr: 'CS', Value: ['BQML'] },
    '00090011': { vr: 'LO', Value: ['GEMS_PETD_01'] },
    '0009110D': { vr: 'UN', InlineBinary: btoa('20261103143000.00\0') },
  };
  const read = (json: object) => naturalize(json)?.attributes.privatePet;

  it('are read under their creator, in whatever block it is', () => {
    expect(read(philips)).toEqual({ suvScale: 0.000412, activityScale: 1.25 });
    expect(read(ge)).toEqual({ scanDateTime: '20261103143000.00' });
  });

  it('mean nothing under another creator, or in images that are no PET', () => {
    expect(read({ ...philips, '70530010': { vr: 'LO', Value: ['SOMEBODY ELSE'] } })).toBeUndefined();
    expect(read({ ...philips, '00541001': undefined })).toBeUndefined();
  });
});
