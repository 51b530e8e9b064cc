import { compareStrings } from '../../core/collections.ts';
import { planeAxes, planeName, sameOrientation, type PlaneAxes } from '../../core/dicom/geometry.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { sopClassName } from '../../core/dicom/sopClass.ts';
import { uuidV5, displaySetNamespace } from '../../core/dicom/uid.ts';
import { patientKey, patientsAmong, patientText } from '../../core/displaySet/patients.ts';
import { positionKeys } from './placement.ts';
import type { SplitAttribute, SplitValue } from './split.ts';

type Kind = SplitAttribute['kind'];

/** Different values are different groups. */
function byText(
  kind: Kind,
  id: string,
  name: string,
  textOf: (image: Instance) => string | undefined,
  labelOf: (text: string, image: Instance) => string = (text) => text,
): SplitAttribute {
  const classify = () => {
    const values = new Map<string, SplitValue>();
    return (image: Instance) => {
      const text = textOf(image);
      if (text === undefined || text === '') return undefined;
      let value = values.get(text);
      if (!value) values.set(text, (value = { key: text, label: labelOf(text, image) }));
      return value;
    };
  };
  return { id, name, kind, classify };
}

/** Values nearer to their neighbour than the tolerance are one group: scanners round. */
function byNumber(
  kind: Kind,
  id: string,
  name: string,
  numberOf: (image: Instance) => number | undefined,
  tolerance: (value: number) => number,
  labelOf: (value: number) => string,
): SplitAttribute {
  const classify = (images: readonly Instance[]) => {
    const sorted = [...new Set(images.flatMap((image) => numberOf(image) ?? []))].sort((a, b) => a - b);
    const values = new Map<number, SplitValue>();
    let first: number | undefined;
    let previous = 0;
    for (const value of sorted) {
      if (first === undefined || value - previous > tolerance(value)) first = value;
      previous = value;
      const shown = Math.round(first * 100) / 100;
      values.set(value, { key: String(shown), label: labelOf(shown) });
    }
    return (image: Instance) => {
      const value = numberOf(image);
      return value === undefined ? undefined : values.get(value);
    };
  };
  return { id, name, kind, classify };
}

const list = (values: readonly string[] | undefined) => values?.map((value) => value.trim()).join('\\');
const shortUid = (uid: string) => `…${uid.slice(-6)}`;

/** Two patients in one series is a fault; their images must not share a stack. Hashed: names stay out of identities. */
const patient: SplitAttribute = {
  id: 'patient',
  name: 'patient',
  kind: 'always',
  classify(images) {
    if (patientsAmong(images).length < 2) return () => undefined;
    const values = new Map<string, SplitValue>();
    return (image) => {
      const patient = patientKey(image);
      let value = values.get(patient);
      if (!value) {
        value = { key: uuidV5(displaySetNamespace, patient), label: patientText(image) };
        values.set(patient, value);
      }
      return value;
    };
  },
};

const sopClass = byText('always', 'class', 'SOP class', (i) => i.SOPClassUID, sopClassName);
const matrix = byText(
  'always',
  'matrix',
  'image size',
  ({ Rows, Columns }) => `${Columns}x${Rows}`,
  (_, { Rows, Columns }) => `${Columns} x ${Rows}`,
);
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

/** Words of ImageType (PS3.3 C.7.6.1.1.2, C.8.2.1.1.1, C.8.3.1.1.1 and the makers' own) that make an image another thing. */
const flavours: Readonly<Record<string, string>> = {
  LOCALIZER: 'localizer',
  MPR: 'MPR',
  MIP: 'MIP',
  MINIP: 'MinIP',
  ADC: 'ADC',
  TRACEW: 'trace',
  FA: 'FA',
  'PHASE MAP': 'phase',
  PHASE: 'phase',
  P: 'phase',
  M: 'magnitude',
  R: 'real',
  REAL: 'real',
  I: 'imaginary',
  IMAGINARY: 'imaginary',
  CSA: 'CSA',
  PERFUSION: 'perfusion',
  TTP: 'TTP',
  CBF: 'CBF',
  CBV: 'CBV',
  MTT: 'MTT',
  SUBTRACTION: 'subtraction',
  VELOCITY: 'velocity',
};

/** Derived or original, primary or secondary, the third value, and the words above wherever they stand. */
const imageType: SplitAttribute = {
  id: 'type',
  name: 'image type',
  kind: 'always',
  classify() {
    const known = new Map<string, SplitValue>();
    return ({ ImageType }) => {
      if (!ImageType) return undefined;
      const text = ImageType.join('\\');
      let value = known.get(text);
      if (!value) known.set(text, (value = imageTypeValue(ImageType)));
      return value;
    };
  },
};

function imageTypeValue(ImageType: readonly string[]): SplitValue {
  const values = ImageType.map((value) => value.trim().toUpperCase());
  const told = values.slice(3).filter((value) => Object.hasOwn(flavours, value));
  const words = [
    ...new Set(
      values
        .slice(2)
        .flatMap((value) => (Object.hasOwn(flavours, value) ? flavours[value] : undefined) ?? []),
    ),
  ];
  const derived = values[0] === 'DERIVED' ? ['derived'] : [];
  return {
    key: [...values.slice(0, 3), ...told.sort(compareStrings)].join('\\'),
    label: (words.length > 0 ? words : derived).join(' '),
  };
}

/** Clusters with a tolerance, told in the order of the images; never by equality of the numbers. */
const orientation: SplitAttribute = {
  id: 'orientation',
  name: 'orientation',
  kind: 'always',
  classify(images) {
    const clusters: { axes: PlaneAxes; value: SplitValue }[] = [];
    const clusterOf = new Map<Instance, { value: SplitValue }>();
    const taken = new Set<string>();
    for (const image of images) {
      const axes = planeAxes(image);
      if (!axes) continue;
      // Beyond this many the split is declined anyway, and looking through them all would cost the square.
      let cluster = clusters.find((known) => sameOrientation(known.axes, axes));
      if (!cluster && clusters.length < 100) {
        const key =
          [1, 2, 4, 8].map((digits) => axesKey(axes, digits)).find((text) => !taken.has(text)) ?? '';
        taken.add(key);
        cluster = { axes, value: { key, label: planeName(axes) } };
        clusters.push(cluster);
      }
      if (cluster) clusterOf.set(image, cluster);
    }
    distinguish(clusters);
    return (image) => clusterOf.get(image)?.value;
  },
  // Three single planes are a localizer; many are a rotating projection, to be looked through as one.
  accepts: (parts) => parts.length <= 3 || parts.some((part) => part.length > 1),
};

/** Two oblique planes get their axes, because "oblique" alone does not tell them apart. */
function distinguish(clusters: readonly { value: SplitValue }[]): void {
  const counts = new Map<string, number>();
  for (const { value } of clusters) counts.set(value.label, (counts.get(value.label) ?? 0) + 1);
  for (const cluster of clusters) {
    const { key, label } = cluster.value;
    if ((counts.get(label) ?? 0) > 1) cluster.value = { key, label: `${label} (${key})` };
  }
}

function axesKey({ row, column }: PlaneAxes, digits: number): string {
  return [...row, ...column].map((value) => value.toFixed(digits).replace(/^-(0(\.0*)?)$/, '$1')).join(' ');
}

const echoTime = byNumber(
  'specific',
  'echo',
  'echo time',
  (i) => i.EffectiveEchoTime ?? i.EchoTime,
  (value) => Math.max(0.1, value * 0.02),
  (ms) => `TE ${ms} ms`,
);
const echoNumber = byText(
  'incidental',
  'echoNumber',
  'echo number',
  (i) => i.EchoNumbers?.join(' '),
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
  kind: Kind,
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
      images.some((image) => (bValueOf(image) ?? 0) > 0) ? () => undefined : attribute.classify(images),
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
  byText(
    'incidental',
    'fullType',
    'full image type',
    (i) => list(i.ImageType),
    (text) => text.replaceAll('\\', ' '),
  ),
  byText(
    'incidental',
    'kernel',
    'convolution kernel',
    (i) => list(i.ConvolutionKernel),
    (text) => `kernel ${text}`,
  ),
  byText('incidental', 'sequence', 'scanning sequence', (i) => list(i.ScanningSequence)),
  byText('incidental', 'variant', 'sequence variant', (i) => list(i.SequenceVariant)),
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
  byText(
    'incidental',
    'seriesType',
    'series type',
    (i) => list(i.SeriesType),
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
  notOfDiffusion(repetition()),
];

/**
 * Nothing else tells the images of a position apart, but every position has as
 * many, and InstanceNumber counts one volume after another: repetitions, as in
 * functional MR.
 */
function repetition(): SplitAttribute {
  const classify = (images: readonly Instance[]) => {
    const ranks = volumeRanks(images);
    return (image: Instance) => {
      const rank = ranks?.get(image);
      return rank === undefined ? undefined : { key: String(rank), label: `repetition ${rank}` };
    };
  };
  return { id: 'repetition', name: 'repetition', kind: 'incidental', classify };
}

function volumeRanks(images: readonly Instance[]): ReadonlyMap<Instance, number> | undefined {
  const keys = positionKeys(images);
  if (!keys || images.some(({ InstanceNumber }) => InstanceNumber === undefined)) return undefined;
  const positions = new Set(keys).size;
  if (positions < 2 || images.length === positions || images.length % positions !== 0) return undefined;
  const numbered = images
    .map((image, i) => ({ image, position: keys[i], number: image.InstanceNumber ?? 0 }))
    .sort((a, b) => a.number - b.number);
  const ranks = new Map<Instance, number>();
  for (let start = 0; start < numbered.length; start += positions) {
    const volume = numbered.slice(start, start + positions);
    if (new Set(volume.map(({ position }) => position)).size !== positions) return undefined;
    for (const { image } of volume) ranks.set(image, start / positions + 1);
  }
  return ranks;
}
