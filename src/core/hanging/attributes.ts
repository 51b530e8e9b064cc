import { planeAxes, planeName } from '../dicom/geometry.ts';
import type { Instance } from '../dicom/instance.ts';
import { viewOf } from '../dicom/projectionView.ts';
import { SopClass } from '../dicom/sopClass.ts';
import { bValueOf } from '../split/tellingAttributes.ts';
import { whyNoVolume } from '../volume/geometry.ts';
import type { Facts } from './facts.ts';
import { kernelKindOf, kernelKinds } from './kernel.ts';
import { weightingOf, weightings, type Derived } from './weighting.ts';

/** What an attribute has for one display set. */
export interface Value {
  /** One or more; a condition is met when one of them meets it. */
  readonly all: readonly (string | number)[];
  /** From what it was concluded, where the object does not say it in so many words. */
  readonly how?: string;
}

export interface Attribute {
  /** As people read it: "slice thickness". */
  readonly name: string;
  readonly type: 'text' | 'number';
  readonly unit?: string;
  /** All that there can be, for choosing. */
  readonly choices?: readonly string[];
  /** What a display set is or has that has "yes" or "no" here: "it is a localizer". */
  readonly said?: Readonly<Record<'yes' | 'no', string>>;
  valueOf(facts: Facts): Value | undefined;
}

const one = (value: string | number | undefined, how?: string): Value | undefined =>
  value === undefined || value === '' ? undefined : { all: [value], ...(how !== undefined && { how }) };

const derived = (found: Derived | undefined): Value | undefined => found && one(found.value, found.how);

const text = (name: string, read: (facts: Facts) => string | undefined): Attribute => ({
  name,
  type: 'text',
  valueOf: (facts) => one(read(facts)),
});

const ofImage = (name: string, read: (image: Partial<Instance>) => string | undefined): Attribute =>
  text(name, ({ image }) => read(image));

const choice = (name: string, choices: readonly string[], valueOf: Attribute['valueOf']): Attribute => ({
  name,
  type: 'text',
  choices,
  valueOf,
});

const number = (name: string, unit: string, read: (facts: Facts) => number | undefined): Attribute => ({
  name,
  type: 'number',
  ...(unit !== '' && { unit }),
  valueOf: (facts) => one(read(facts)),
});

const yesNo = (
  name: string,
  [yes, no]: readonly [yes: string, no: string],
  read: (facts: Facts) => Value | boolean | undefined,
): Attribute => ({
  ...choice(name, ['yes', 'no'], (facts) => {
    const found = read(facts);
    return typeof found === 'boolean' ? one(found ? 'yes' : 'no') : found;
  }),
  said: { yes, no },
});

/** What people wrote of a series: its description, its protocol and its sequence. */
export const descriptionOf = ({ displaySet, image }: Facts): string =>
  [displaySet.SeriesDescription, image.ProtocolName, image.SequenceName].filter(Boolean).join(' ');

const attributeTable = {
  Modality: text('modality', ({ displaySet }) => displaySet.Modality),
  SOPClassUID: ofImage('SOP class', (image) => image.SOPClassUID),
  SeriesDescription: text('series description', ({ displaySet }) => displaySet.SeriesDescription),
  ProtocolName: ofImage('protocol', (image) => image.ProtocolName),
  StudyDescription: ofImage('study description', (image) => image.StudyDescription),
  /** Description, protocol and body part together: what a rule for a region looks through. */
  words: text('any description', (facts) =>
    [descriptionOf(facts), facts.image.StudyDescription, facts.image.BodyPartExamined]
      .filter(Boolean)
      .join(' '),
  ),
  label: text('label', ({ displaySet }) => displaySet.label),
  BodyPartExamined: ofImage('body part', (image) => image.BodyPartExamined),
  plane: choice('plane', ['axial', 'sagittal', 'coronal', 'oblique'], ({ image }) => {
    const axes = planeAxes(image);
    return axes && one(planeName(axes), 'the orientation of its images');
  }),
  side: choice('side', ['R', 'L', 'B'], ({ image }) => one(viewOf(asInstance(image)).side)),
  view: text('view', ({ image }) => viewOf(asInstance(image)).view.toUpperCase()),
  handler: text('handler', ({ displaySet }) => displaySet.SOPClassHandlerId),
  kind: {
    name: 'way of showing it',
    type: 'text',
    valueOf: ({ displaySet: { viewportKinds } }) =>
      viewportKinds.length > 0 ? { all: viewportKinds } : undefined,
  },
  images: number('number of images', '', ({ displaySet }) => displaySet.numImageFrames),
  sliceThickness: number('slice thickness', 'mm', ({ displaySet, image }) => {
    const measures = image.SharedFunctionalGroupsSequence?.[0]?.PixelMeasuresSequence?.[0];
    return image.SliceThickness ?? measures?.SliceThickness ?? displaySet.geometry?.spacingMm;
  }),
  sliceSpacing: number('slice spacing', 'mm', ({ displaySet }) => displaySet.geometry?.spacingMm),
  kernel: ofImage('kernel', (image) => image.ConvolutionKernel?.join(' ')),
  kernelKind: choice('reconstruction', kernelKinds, (facts) =>
    facts.displaySet.Modality === 'CT'
      ? derived(kernelKindOf(facts.image.ConvolutionKernel, descriptionOf(facts)))
      : undefined,
  ),
  contrast: yesNo('contrast agent', ['it has contrast agent', 'it has no contrast agent'], ({ image }) => {
    const agent = image.ContrastBolusAgent?.trim();
    return agent ? { all: ['yes'], how: agent } : false;
  }),
  weighting: choice('weighting', weightings, (facts) =>
    facts.displaySet.Modality === 'MR'
      ? derived(weightingOf(asInstance(facts.image), descriptionOf(facts)))
      : undefined,
  ),
  echoTime: number(
    'echo time',
    'ms',
    ({ image }) => (image.EffectiveEchoTime ?? image.EchoTime) || undefined,
  ),
  bValue: number('b-value', 's/mm²', ({ image }) => bValueOf(asInstance(image))),
  imageType: {
    name: 'image type',
    type: 'text',
    valueOf: ({ image: { ImageType = [] } }) => (ImageType.length > 0 ? { all: ImageType } : undefined),
  },
  split: text('what tells it apart', ({ displaySet }) => displaySet.splitLabel),
  Manufacturer: ofImage('manufacturer', (image) => image.Manufacturer),
  units: ofImage('units', (image) => image.Units),
  multiFrame: yesNo(
    'multi-frame',
    ['it is multi-frame', 'it is not multi-frame'],
    ({ displaySet }) => displaySet.isMultiFrame,
  ),
  volume: yesNo(
    'makes a volume',
    ['it makes a volume', 'it makes no volume'],
    ({ displaySet: { geometry } }) => (geometry ? whyNoVolume(geometry) === undefined : false),
  ),
  forProcessing: yesNo('for processing', ['it is for processing', 'it is not for processing'], ({ image }) =>
    isForProcessing(image),
  ),
  localizer: yesNo(
    'localizer',
    ['it is a localizer', 'it is no localizer'],
    ({ image }) => image.ImageType?.includes('LOCALIZER') ?? false,
  ),
  SeriesNumber: number('series number', '', ({ displaySet }) => displaySet.SeriesNumber),
  SeriesTime: text('series time', ({ displaySet: { SeriesDate, SeriesTime } }) =>
    SeriesTime === undefined ? undefined : `${SeriesDate ?? ''}${SeriesTime}`,
  ),
  StudyDate: ofImage('study date', (image) => image.StudyDate),
  prior: number('study (0 the newest)', '', ({ prior }) => prior),
  daysBefore: number('days before the newest study', '', ({ daysBefore }) => daysBefore),
} satisfies Readonly<Record<string, Attribute>>;

export type AttributeId = keyof typeof attributeTable;

/** Everything that a condition can be about, by the name that rules use. */
export const attributes: Readonly<Record<AttributeId, Attribute>> = attributeTable;

export const attributeIds = Object.keys(attributeTable) as readonly AttributeId[]; // its keys are just these

export const isAttributeId = (id: string): id is AttributeId => Object.hasOwn(attributeTable, id);

/** An image has these three wherever anything is read of it; a display set without instances has none. */
const asInstance = (image: Partial<Instance>): Instance => ({
  StudyInstanceUID: '',
  SeriesInstanceUID: '',
  SOPInstanceUID: '',
  SOPClassUID: '',
  ...image,
});

const isForProcessing = ({ SOPClassUID = '' }: Partial<Instance>): boolean => forProcessing.has(SOPClassUID);

/** PS3.4 B.5: images that a computer works on before anybody reads them. */
const forProcessing: ReadonlySet<string> = new Set<string>([
  SopClass.DigitalXRayImageStorageForProcessing,
  SopClass.DigitalMammographyXRayImageStorageForProcessing,
  SopClass.DigitalIntraOralXRayImageStorageForProcessing,
  SopClass.BreastProjectionXRayImageStorageForProcessing,
]);
