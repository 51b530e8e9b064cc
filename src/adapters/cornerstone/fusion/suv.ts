import { calculateSUVScalingFactors } from '@cornerstonejs/calculate-suv';
import type { Instance } from '../../../core/dicom/instance.ts';
import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import { describeError } from '../../../core/errors.ts';
import type { PixelValue, ValueScale } from '../../../core/viewport.ts';
import { readSuv, unitOf, type SuvImage, type SuvInputs } from '../../../core/suv/suvInputs.ts';

const scales = new WeakMap<DisplaySet, ValueScale>();

/** Of the images of a display set, worked out once. */
export function petScaleOf(displaySet: DisplaySet): ValueScale {
  let scale = scales.get(displaySet);
  if (!scale) scales.set(displaySet, (scale = scaleOf(displaySet.instances)));
  return scale;
}

/** For viewports of any images: undefined where they are no PET. */
export const valueScaleOf = (displaySet: DisplaySet | undefined): ValueScale | undefined =>
  displaySet?.Modality === 'PT' ? petScaleOf(displaySet) : undefined;

/** A pixel of PET with its SUV, where there is one, and its unit. */
export function withSuv(
  value: PixelValue | undefined,
  displaySet: DisplaySet | undefined,
): PixelValue | undefined {
  const scale = valueScaleOf(displaySet);
  if (!value || !scale || value.modality === undefined) return value;
  const { label, unit, factor, reason } = scale;
  const [first] = displaySet?.instances ?? [];
  // In words; elsewhere the unit may be said by its code, "BQML".
  const ownUnit = (first && unitOf(first)) ?? value.unit;
  return {
    ...value,
    ...(ownUnit === undefined ? {} : { unit: ownUnit }),
    ...(reason === undefined && {
      readings: [{ label, value: value.modality * factor, ...(unit === undefined ? {} : { unit }) }],
    }),
  };
}

/** Of images of one series. */
export function scaleOf(images: readonly Instance[]): ValueScale {
  const reading = readSuv(images);
  const [first] = images;
  if (reading.kind === 'stored') return { label: reading.label, unit: 'g/ml', factor: 1, reason: undefined };
  const unit = first && unitOf(first);
  const without = (reason: string): ValueScale => ({
    label: 'PET',
    unit,
    factor: 1,
    reason: `No SUV: ${reason}`,
  });
  if (reading.kind === 'none') return without(reading.reason);
  const computed = factorOf(reading.inputs);
  return typeof computed === 'string'
    ? without(computed)
    : { label: 'SUVbw', unit: 'g/ml', factor: computed, reason: undefined };
}

/** @returns the factor from modality values to g/ml, or why the library gives none. */
function factorOf(inputs: SuvInputs): number | string {
  let factors: readonly number[];
  try {
    factors = calculateSUVScalingFactors(inputs.images.map((image) => metadataOf(inputs, image))).map(
      ({ suvbw }) => suvbw,
    );
  } catch (error) {
    return describeError(error);
  }
  const [factor = NaN] = factors;
  if (!(factor > 0) || !Number.isFinite(factor)) return 'it cannot be worked out from what the images say';
  const differ = factors.some((each) => Math.abs(each - factor) > 1e-6 * factor);
  return differ ? 'the images have different factors' : factor;
}

function metadataOf(inputs: SuvInputs, { acquiredAt, philips, geScanAt }: SuvImage) {
  const { decayCorrection, injectedAt, seriesAt } = inputs;
  // The library takes decay as corrected to the start of the scan, whatever DecayCorrection says. Values
  // that are corrected to the injection go with the dose as it was then: no time between the two.
  const isAtInjection = decayCorrection === 'ADMIN';
  const series = isAtInjection ? injectedAt : seriesAt;
  const acquired = isAtInjection ? injectedAt : acquiredAt;
  return {
    CorrectedImage: [...inputs.CorrectedImage],
    Units: inputs.units,
    RadionuclideHalfLife: inputs.RadionuclideHalfLife,
    RadionuclideTotalDose: inputs.RadionuclideTotalDose,
    DecayCorrection: decayCorrection,
    PatientWeight: inputs.PatientWeight,
    SeriesDate: series.slice(0, 8),
    SeriesTime: series.slice(8),
    AcquisitionDate: acquired.slice(0, 8),
    AcquisitionTime: acquired.slice(8),
    RadiopharmaceuticalStartDateTime: injectedAt,
    ...(philips && {
      PhilipsPETPrivateGroup: {
        SUVScaleFactor: philips.suvScale,
        ActivityConcentrationScaleFactor: philips.activityScale,
      },
    }),
    ...(geScanAt !== undefined && { GEPrivatePostInjectionDateTime: geScanAt }),
    // Only for lean body mass and body surface, which are not asked for: the library writes to the console
    // where they are missing, and gives up over a sex that is neither M nor F.
    PatientSize: 1.7,
    PatientSex: 'F',
  };
}
