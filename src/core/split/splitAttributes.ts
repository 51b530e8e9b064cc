import type { Instance } from '../dicom/instance.ts';
import { sopClassName } from '../dicom/sopClass.ts';
import { displaySetNamespace, uuidV5 } from '../dicom/uid.ts';
import { patientKey, patientsAmong, patientText } from '../displaySet/patients.ts';
import { imageType } from './imageType.ts';
import { orientation } from './orientation.ts';
import { positionKeys } from './placement.ts';
import { repetition } from './repetition.ts';
import { byList, byNumber, byText, type SplitAttribute, type SplitValue } from './splitAttribute.ts';

const backslashed = (values: readonly string[]) => values.map((value) => value.trim()).join('\\');
const shortUid = (uid: string) => `…${uid.slice(-6)}`;

/** Two patients in one series is a fault; their images must not share a stack. Hashed: names stay out of identities. */
const patient: SplitAttribute = {
  id: 'patient',
  name: 'patient',
  kind: 'always',
  same: (a, b) =>
    a.PatientID === b.PatientID &&
    a.PatientName?.Alphabetic === b.PatientName?.Alphabetic &&
    a.PatientName?.Ideographic === b.PatientName?.Ideographic,
  classify(images) {
    if (patientsAmong(images).length < 2) return images.map(() => undefined);
    const values = new Map<string, SplitValue>();
    return images.map((image) => {
      const key = patientKey(image);
      let value = values.get(key);
      if (!value) {
        value = { key: uuidV5(displaySetNamespace, key), label: patientText(image) };
        values.set(key, value);
      }
      return value;
    });
  },
};

const sopClass = byText('always', 'class', 'SOP class', (i) => i.SOPClassUID, sopClassName);
const matrix: SplitAttribute = {
  ...byText(
    'always',
    'matrix',
    'image size',
    ({ Rows, Columns }) => `${Columns}x${Rows}`,
    (_, { Rows, Columns }) => `${Columns} x ${Rows}`,
  ),
  same: (a, b) => a.Rows === b.Rows && a.Columns === b.Columns,
};
const pixels = byText(
  'always',
  'pixels',
  'kind of pixels',
  ({ SamplesPerPixel, PhotometricInterpretation }) =>
    (SamplesPerPixel ?? 1) > 1 ? 'colour' : PhotometricInterpretation,
  (text) => (text === 'colour' ? 'colour' : text === 'PALETTE COLOR' ? 'palette colour' : text),
);
const frameOfReference = byText(
  'always',
  'frame',
  'frame of reference',
  (i) => i.FrameOfReferenceUID,
  (uid) => `frame of reference ${shortUid(uid)}`,
);

const echoTime = byNumber(
  'specific',
  'echo',
  'echo time',
  (i) => i.EffectiveEchoTime ?? i.EchoTime,
  (value) => Math.max(0.1, value * 0.02),
  (ms) => `TE ${ms} ms`,
);
const echoNumber = byList(
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
const bValue = byNumber(
  'specific',
  'b',
  'b-value',
  bValueOf,
  (value) => Math.max(1, value * 0.02),
  (b) => `b = ${b}`,
);

/** One position imaged at several times: only where every group has every position once. */
function temporal(
  kind: SplitAttribute['kind'],
  id: string,
  name: string,
  numberOf: (image: Instance) => number | undefined,
  labelOf: (value: number) => string,
): SplitAttribute {
  return { ...byNumber(kind, id, name, numberOf, () => 0, labelOf), accepts: coverTheSamePositions };
}

function coverTheSamePositions(parts: readonly (readonly Instance[])[]): boolean {
  const keys = positionKeys(parts.flat());
  if (!keys) return new Set(parts.map((part) => part.length)).size === 1;
  const all = new Set(keys).size;
  return parts.every((part) => new Set(positionKeys(part)).size === all);
}

/** Directions of one b-value are acquired at different times and numbers, and belong together. */
function notOfDiffusion(attribute: SplitAttribute): SplitAttribute {
  return {
    ...attribute,
    classify: (images) =>
      images.some((image) => (bValueOf(image) ?? 0) > 0)
        ? images.map(() => undefined)
        : attribute.classify(images),
  };
}

/** What every image with pixels is split by. */
export const commonAttributes: readonly SplitAttribute[] = [patient, sopClass];

/** Images of one kind and size: secondary captures and others without a plane. */
export const matrixAttributes: readonly SplitAttribute[] = [matrix, pixels];

/** Cross-sectional images, in the order in which the attributes are tried: the most telling first. */
export const planeAttributes: readonly SplitAttribute[] = [
  frameOfReference,
  imageType,
  orientation,
  echoTime,
  bValue,
  byText(
    'specific',
    'component',
    'complex component',
    (i) => i.ComplexImageComponent,
    (text) => text.toLowerCase(),
  ),
  temporal(
    'specific',
    'time',
    'temporal position',
    (i) => i.TemporalPositionIdentifier,
    (n) => `time ${n}`,
  ),
  temporal(
    'incidental',
    'trigger',
    'trigger time',
    (i) => i.TriggerTime,
    (ms) => `trigger ${ms} ms`,
  ),
  temporal(
    'incidental',
    'delay',
    'cardiac trigger delay',
    (i) => i.NominalCardiacTriggerDelayTime,
    (ms) => `delay ${ms} ms`,
  ),
  temporal(
    'incidental',
    'reference',
    'frame reference time',
    (i) => i.FrameReferenceTime,
    (ms) => `at ${ms / 1000} s`,
  ),
  echoNumber,
  byList(
    'incidental',
    'fullType',
    'full image type',
    (i) => i.ImageType,
    backslashed,
    (text) => text.replaceAll('\\', ' '),
  ),
  byList(
    'incidental',
    'kernel',
    'convolution kernel',
    (i) => i.ConvolutionKernel,
    backslashed,
    (text) => `kernel ${text}`,
  ),
  byList('incidental', 'sequence', 'scanning sequence', (i) => i.ScanningSequence, backslashed),
  byList('incidental', 'variant', 'sequence variant', (i) => i.SequenceVariant, backslashed),
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
    (deg) => `flip angle ${deg}`,
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
    (deg) => `tilt ${deg}`,
  ),
  byText('incidental', 'contrast', 'contrast agent', (i) => i.ContrastBolusAgent),
  byList(
    'incidental',
    'seriesType',
    'series type',
    (i) => i.SeriesType,
    backslashed,
    (text) => text.replaceAll('\\', ' '),
  ),
  notOfDiffusion(
    byText(
      'incidental',
      'acquisition',
      'acquisition',
      (i) =>
        i.AcquisitionUID ?? (i.AcquisitionNumber === undefined ? undefined : String(i.AcquisitionNumber)),
      (text) => `acquisition ${text.includes('.') ? shortUid(text) : text}`,
    ),
  ),
  notOfDiffusion(repetition),
];
