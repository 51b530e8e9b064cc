import { compareStrings } from '../collections.ts';
import { planeAxes, planeName } from '../dicom/geometry.ts';
import type { Instance } from '../dicom/instance.ts';
import { sopClassName } from '../dicom/sopClass.ts';

/** The attributes that images can be told apart by when a reader splits a display set by hand. */

type Value = string | number | undefined;

interface RuleAttribute {
  /** In words: "echo time". */
  readonly name: string;
  valueOf(instance: Instance): Value;
  /** A value in words: "TE 81 ms". */
  labelOf(value: string | number): string;
  /** Numbers nearer to their neighbour than this are one value: scanners round. */
  readonly tolerance?: (value: number) => number;
}

const text = (
  name: string,
  valueOf: (instance: Instance) => Value,
  labelOf: (value: string | number) => string = String,
): RuleAttribute => ({ name, valueOf, labelOf });

const number = (
  name: string,
  valueOf: (instance: Instance) => number | undefined,
  labelOf: (value: string | number) => string,
  tolerance?: (value: number) => number,
): RuleAttribute => ({ name, valueOf, labelOf, ...(tolerance && { tolerance }) });

const joined = (values: readonly (string | number)[] | undefined): string | undefined =>
  values && values.length > 0 ? values.join('\\') : undefined;
const spaced = (value: string | number) => String(value).replaceAll('\\', ' ');
const rounded = (value: number, digits = 2) => Number(value.toFixed(digits));
const tail = (uid: string | number) => `…${String(uid).slice(-6)}`;

const attributes = {
  EchoTime: number(
    'echo time',
    (i) => i.EffectiveEchoTime ?? i.EchoTime,
    (ms) => `TE ${ms} ms`,
    (ms) => Math.max(0.1, ms * 0.02),
  ),
  EchoNumbers: text(
    'echo number',
    (i) => joined(i.EchoNumbers),
    (n) => `echo ${spaced(n)}`,
  ),
  DiffusionBValue: number(
    'b-value',
    (i) => i.DiffusionBValue ?? i.MRDiffusionSequence?.[0]?.DiffusionBValue ?? i.privateBValue?.value,
    (b) => `b = ${b}`,
    (b) => Math.max(1, b * 0.02),
  ),
  ComplexImageComponent: text('complex component', (i) => i.ComplexImageComponent?.toLowerCase()),
  TemporalPositionIdentifier: number(
    'temporal position',
    (i) => i.TemporalPositionIdentifier,
    (n) => `time ${n}`,
  ),
  TriggerTime: number(
    'trigger time',
    (i) => i.TriggerTime,
    (ms) => `trigger ${ms} ms`,
  ),
  NominalCardiacTriggerDelayTime: number(
    'cardiac trigger delay',
    (i) => i.NominalCardiacTriggerDelayTime,
    (ms) => `delay ${ms} ms`,
  ),
  FrameReferenceTime: number(
    'frame reference time',
    (i) => i.FrameReferenceTime,
    (ms) => `at ${Number(ms) / 1000} s`,
  ),
  AcquisitionNumber: number(
    'acquisition number',
    (i) => i.AcquisitionNumber,
    (n) => `acquisition ${n}`,
  ),
  AcquisitionTime: text(
    'acquisition time',
    (i) => i.AcquisitionTime,
    (value) => `acquired ${String(value).replace(/^(\d\d)(\d\d)(\d\d)/, '$1:$2:$3')}`,
  ),
  ImageType: text('image type', (i) => joined(i.ImageType), spaced),
  ImageOrientationPatient: text('orientation', orientationOf, (value) => {
    const axes = planeAxes({ ImageOrientationPatient: String(value).split(' ').map(Number) });
    const name = axes ? planeName(axes) : '';
    return name === 'oblique' || name === '' ? `orientation ${value}` : name;
  }),
  Rows: text(
    'image size',
    ({ Rows, Columns }) => (Rows && Columns ? `${Columns} x ${Rows}` : undefined),
    String,
  ),
  PixelSpacing: text(
    'pixel spacing',
    (i) => joined(i.PixelSpacing?.map((mm) => rounded(mm, 4))),
    (value) => `${String(value).replaceAll('\\', ' x ')} mm`,
  ),
  SliceThickness: number(
    'slice thickness',
    (i) => i.SliceThickness,
    (mm) => `${mm} mm thick`,
    () => 0.01,
  ),
  PhotometricInterpretation: text('kind of pixels', (i) => i.PhotometricInterpretation),
  ConvolutionKernel: text(
    'convolution kernel',
    (i) => joined(i.ConvolutionKernel),
    (value) => `kernel ${spaced(value)}`,
  ),
  ContrastBolusAgent: text('contrast agent', (i) => i.ContrastBolusAgent),
  RepetitionTime: number(
    'repetition time',
    (i) => i.RepetitionTime,
    (ms) => `TR ${ms} ms`,
    () => 1,
  ),
  InversionTime: number(
    'inversion time',
    (i) => i.InversionTime,
    (ms) => `TI ${ms} ms`,
    () => 1,
  ),
  FlipAngle: number(
    'flip angle',
    (i) => i.FlipAngle,
    (degrees) => `flip angle ${degrees}°`,
    () => 0.5,
  ),
  GantryDetectorTilt: number(
    'gantry tilt',
    (i) => i.GantryDetectorTilt,
    (degrees) => `tilt ${degrees}°`,
    () => 0.5,
  ),
  ScanningSequence: text('scanning sequence', (i) => joined(i.ScanningSequence), spaced),
  SequenceVariant: text('sequence variant', (i) => joined(i.SequenceVariant), spaced),
  SequenceName: text('sequence name', (i) => i.SequenceName),
  ImageLaterality: text('laterality', (i) => i.ImageLaterality ?? i.Laterality),
  ViewPosition: text('view', (i) => i.ViewPosition),
  NumberOfFrames: number(
    'number of frames',
    (i) => i.NumberOfFrames,
    (n) => `${n} frames`,
  ),
  FrameOfReferenceUID: text(
    'frame of reference',
    (i) => i.FrameOfReferenceUID,
    (uid) => `frame of reference ${tail(uid)}`,
  ),
  SOPClassUID: text(
    'SOP class',
    (i) => i.SOPClassUID,
    (uid) => sopClassName(String(uid)),
  ),
} as const satisfies Readonly<Record<string, RuleAttribute>>;

/** PS3.6 keywords. */
export type RuleAttributeId = keyof typeof attributes;

export const isRuleAttributeId = (id: string): id is RuleAttributeId => Object.hasOwn(attributes, id);

export const ruleAttributeIds: readonly RuleAttributeId[] = Object.keys(attributes).filter(isRuleAttributeId);

export const ruleAttributeName = (id: RuleAttributeId): string => attributes[id].name;

/** Instances of one value, by their indices in the list they came from. */
export interface ValueGroup {
  readonly key: string;
  readonly label: string;
  readonly indices: readonly number[];
}

/** Instances by value, smallest value first, those without one last: the same for any order of the instances. */
export function groupsByAttribute(
  instances: readonly Instance[],
  id: RuleAttributeId,
): readonly ValueGroup[] {
  const attribute: RuleAttribute = attributes[id];
  const byValue = new Map<string | number, number[]>();
  const without: number[] = [];
  for (const [i, instance] of instances.entries()) {
    const value = attribute.valueOf(instance);
    if (value === undefined || value === '') without.push(i);
    else {
      const indices = byValue.get(value);
      if (indices) indices.push(i);
      else byValue.set(value, [i]);
    }
  }
  const groups: ValueGroup[] = [];
  for (const values of runsOf([...byValue.keys()].sort(compareValues), attribute.tolerance)) {
    const [first = ''] = values;
    const shown = typeof first === 'number' ? rounded(first) : first;
    const indices = values.flatMap((value) => byValue.get(value) ?? []).sort((a, b) => a - b);
    groups.push({ key: String(first), label: attribute.labelOf(shown), indices });
  }
  if (without.length > 0) groups.push({ key: '', label: `no ${attribute.name}`, indices: without });
  return groups;
}

/** Values in order, cut where two neighbours are further apart than the tolerance. */
function runsOf(
  sorted: readonly (string | number)[],
  tolerance: RuleAttribute['tolerance'] = () => 0,
): readonly (readonly (string | number)[])[] {
  const runs: (string | number)[][] = [];
  for (const value of sorted) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const near = typeof value === 'number' && typeof last === 'number' && value - last <= tolerance(value);
    if (run && near) run.push(value);
    else runs.push([value]);
  }
  return runs;
}

function compareValues(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareStrings(String(a), String(b));
}

/** To one decimal, about 5 degrees; negative zero is zero. */
function orientationOf({ ImageOrientationPatient }: Instance): string | undefined {
  return ImageOrientationPatient?.map((cosine) => String(Math.round(cosine * 10) / 10 || 0)).join(' ');
}
