import type { Instance } from '../dicom/instance.ts';
import { flavourLabel, typeWords } from './imageType.ts';
import { byList, byNumber, byText, type SplitAttribute } from './splitAttribute.ts';

/** What tells several images of one position apart, beside time: see `timeAttributes.ts`. */

const backslashed = (values: readonly string[]) => values.map((value) => value.trim()).join('\\');

/** Ms; 0 is written where there is no echo, as in maps computed from several. */
const echoTimeOf = ({ EffectiveEchoTime, EchoTime }: Instance) =>
  (EffectiveEchoTime ?? EchoTime) || undefined;
export const echoTime = byNumber(
  'specific',
  'echo',
  'echo time',
  echoTimeOf,
  (value) => Math.max(0.1, value * 0.02),
  (ms) => `TE ${ms} ms`,
);
export const echoNumber = byList(
  'incidental',
  'echoNumber',
  'echo number',
  (i) => i.EchoNumbers,
  (numbers) => numbers.join(' '),
  (text) => `echo ${text}`,
);

/** PS3.3 C.8.13.5.9; in classic images in the private elements of GE, Siemens and Philips. */
export function bValueOf(image: Instance): number | undefined {
  return (
    image.DiffusionBValue ?? image.MRDiffusionSequence?.[0]?.DiffusionBValue ?? image.privateBValue?.value
  );
}
export const bValue = byNumber(
  'specific',
  'b',
  'b-value',
  bValueOf,
  (value) => Math.max(1, value * 0.02),
  (b) => `b = ${b}`,
);
/** PS3.3 C.8.13.5.9: the mean over directions apart from the directions themselves, which stay together. */
export const directionality = byText(
  'incidental',
  'directionality',
  'diffusion directionality',
  (i) => (i.DiffusionDirectionality === 'ISOTROPIC' ? 'ISOTROPIC' : undefined),
  () => 'trace',
);

export const complexComponent = byText(
  'specific',
  'component',
  'complex component',
  (i) => i.ComplexImageComponent,
  (text) => flavourLabel(text) ?? text.toLowerCase(),
);

export const acquisition: SplitAttribute = {
  ...notOfDiffusion(
    byText(
      'incidental',
      'acquisition',
      'acquisition',
      (i) =>
        i.AcquisitionUID ?? (i.AcquisitionNumber === undefined ? undefined : String(i.AcquisitionNumber)),
      (text, { AcquisitionNumber, AcquisitionUID }) =>
        `acquisition ${AcquisitionNumber ?? AcquisitionUID?.slice(-6) ?? text}`,
    ),
  ),
  same: (a, b) => a.AcquisitionUID === b.AcquisitionUID && a.AcquisitionNumber === b.AcquisitionNumber,
};

/** PS3.3 C.8.9.1.1.1: STATIC, DYNAMIC, GATED or WHOLE BODY, and IMAGE or REPROJECTION. */
export const seriesType = byList(
  'incidental',
  'seriesType',
  'series type',
  (i) => i.SeriesType,
  backslashed,
  (text) => text.replace('\\IMAGE', '').replaceAll('\\', ' ').toLowerCase(),
);

/** The whole of ImageType, where its first values and known words tell nothing. */
const fullType: SplitAttribute = {
  ...byList('incidental', 'fullType', 'full image type', (i) => i.ImageType, backslashed),
  classify: typeWords,
};

/** What no handler is made for: where one position still has several images, the stack tells them apart by these. */
export const otherAttributes: readonly SplitAttribute[] = [
  fullType,
  byList(
    'incidental',
    'kernel',
    'convolution kernel',
    (i) => i.ConvolutionKernel,
    backslashed,
    (text) => `kernel ${text}`,
  ),
  byList(
    'incidental',
    'sequence',
    'scanning sequence',
    (i) => i.ScanningSequence,
    backslashed,
    (text) => `sequence ${text}`,
  ),
  byList(
    'incidental',
    'variant',
    'sequence variant',
    (i) => i.SequenceVariant,
    backslashed,
    (text) => `variant ${text}`,
  ),
  byNumber(
    'incidental',
    'tr',
    'repetition time',
    (i) => i.RepetitionTime,
    () => 1,
    (ms) => `TR ${ms} ms`,
  ),
  byNumber(
    'incidental',
    'flip',
    'flip angle',
    (i) => i.FlipAngle,
    () => 0.5,
    (deg) => `flip angle ${deg}°`,
  ),
  byNumber(
    'incidental',
    'ti',
    'inversion time',
    (i) => i.InversionTime,
    () => 1,
    (ms) => `TI ${ms} ms`,
  ),
  byNumber(
    'incidental',
    'tilt',
    'gantry tilt',
    (i) => i.GantryDetectorTilt,
    () => 0.5,
    (deg) => `tilt ${deg}°`,
  ),
  byText('incidental', 'contrast', 'contrast agent', (i) => i.ContrastBolusAgent),
];

/** Directions of one b-value are acquired at different times and numbers, and belong together. */
export function notOfDiffusion(attribute: SplitAttribute): SplitAttribute {
  return {
    ...attribute,
    classify: (images) =>
      images.some((image) => (bValueOf(image) ?? 0) > 0)
        ? images.map(() => undefined)
        : attribute.classify(images),
  };
}
