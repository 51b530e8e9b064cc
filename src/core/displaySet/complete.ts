import { firstDefined } from '../collections.ts';
import { frameRateOf } from '../dicom/frameRate.ts';
import type { Instance } from '../dicom/instance.ts';
import { whyNoVolume } from '../volume/geometry.ts';
import { displaySetNamespace, nameBasedUid } from '../dicom/uid.ts';
import type { Claim } from './claims.ts';
import type { DisplaySet, DisplaySetInput, DisplaySetMessage, ViewportKind } from './displaySet.ts';
import { frameCount, frameCountProblem, hasImage } from './images.ts';
import { partsThatCover } from './parts.ts';

/** What `organize` knows of a display set beside what its handler said. */
export interface Provenance {
  readonly SOPClassHandlerId: string;
  /** The handler id under which it is named; absent: its handler's own. */
  readonly identity?: string;
  /** The final one: no other display set of this handler and series has it. */
  readonly splitKey: string;
  readonly messages: readonly DisplaySetMessage[];
  readonly unsupported: boolean;
}

/**
 * The same display set on every load, machine and arrival order: a name made of
 * what it is, never of position, count or time.
 */
export function displaySetUid(parts: {
  readonly StudyInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly SOPClassHandlerId: string;
  readonly splitKey: string;
}): string {
  const name = [parts.StudyInstanceUID, parts.SeriesInstanceUID, parts.SOPClassHandlerId, parts.splitKey];
  return nameBasedUid(displaySetNamespace, JSON.stringify(name));
}

/** Fills in what a handler left open from the instances. */
export function completeDisplaySet({ instances, input }: Claim, provenance: Provenance): DisplaySet {
  const [first] = instances;
  if (!first) throw new TypeError('a display set has at least one instance');
  const { StudyInstanceUID, SeriesInstanceUID } = first;
  const { SOPClassHandlerId, splitKey, unsupported } = provenance;
  const images = input.images;
  const series = inventory(instances);
  const { frames } = series;
  const numImageFrames = images?.length ?? Math.min(input.numImageFrames ?? frames.total, frames.total);
  const isMultiFrame = input.isMultiFrame ?? frames.most > 1;
  const rate = frameRate(instances, input);
  return {
    displaySetInstanceUID: displaySetUid({
      StudyInstanceUID,
      SeriesInstanceUID,
      SOPClassHandlerId: provenance.identity ?? SOPClassHandlerId,
      splitKey,
    }),
    SOPClassHandlerId,
    StudyInstanceUID,
    SeriesInstanceUID,
    SeriesNumber: series.SeriesNumber,
    SeriesDate: series.SeriesDate,
    SeriesTime: series.SeriesTime,
    SeriesDescription: series.SeriesDescription ?? '',
    Modality: series.Modality ?? '',
    FrameRate: rate?.framesPerSecond,
    FrameRateSource: rate?.source,
    frameTimesMs: rate?.frameTimesMs,
    isMultiFrame,
    numImageFrames,
    viewportKinds: kindsOf(input, instances),
    label: labelOf(instances, input),
    splitKey,
    splitLabel: input.splitLabel,
    instances,
    images,
    parts: partsThatCover(input.parts ?? [], numImageFrames),
    messages: [...(input.messages ?? []), ...frameMessages(frames.doubtful, input), ...provenance.messages],
    geometry: input.geometry,
    references: input.references ?? [],
    representativeImageIndex: representative(input, instances, numImageFrames),
    unsupported,
    attributes: input.attributes ?? {},
  };
}

function frameRate(instances: readonly Instance[], input: Claim['input']) {
  const [first] = instances;
  if (input.FrameRate !== undefined)
    return {
      framesPerSecond: input.FrameRate,
      source: input.FrameRateSource ?? 'the handler',
      frameTimesMs: undefined,
    };
  const single = instances.length === 1 ? first : undefined;
  return single && frameCount(single) > 1 ? { frameTimesMs: undefined, ...frameRateOf(single) } : undefined;
}

/** The split is part of the label, with its value: two sets of one series never read the same, nor "#2". */
function labelOf(instances: readonly Instance[], input: Claim['input']): string {
  const base = input.label ?? seriesLabel(instances);
  const { splitLabel } = input;
  return splitLabel && !base.includes(splitLabel) ? `${base}, ${splitLabel}` : base;
}

/** A series by its description, else its protocol, else modality and number. */
export function seriesLabel(instances: readonly Instance[]): string {
  const named =
    firstDefined(instances, (i) => i.SeriesDescription) ?? firstDefined(instances, (i) => i.ProtocolName);
  if (named !== undefined) return named;
  const number = firstDefined(instances, (i) => i.SeriesNumber);
  const Modality = firstDefined(instances, (i) => i.Modality);
  if (Modality === undefined) return number === undefined ? 'Series without a name' : `Series ${number}`;
  return number === undefined ? `${Modality} series` : `${Modality} series ${number}`;
}

export function defaultKinds(instances: readonly Instance[]): readonly ViewportKind[] {
  return instances.some(hasImage) ? ['stack', 'tags'] : ['tags'];
}

/** What the handler said; and images that make a volume can be shown as one, wherever they can as a stack. */
function kindsOf({ viewportKinds, geometry }: Claim['input'], instances: readonly Instance[]) {
  const kinds = withThreeD(viewportKinds ?? defaultKinds(instances));
  if (!kinds.includes('stack') || kinds.includes('volume') || whyNoVolume(geometry) !== undefined)
    return kinds;
  return kinds.flatMap((kind) => (kind === 'stack' ? ['stack', 'volume', 'volume3d'] : [kind]));
}

/** What can be cut into planes can be shown in 3D. */
function withThreeD(kinds: readonly ViewportKind[]): readonly ViewportKind[] {
  if (kinds.includes('volume3d')) return kinds;
  return kinds.flatMap((kind) => (kind === 'volume' ? ['volume', 'volume3d'] : [kind]));
}

/**
 * In one look at each instance: the first value of what the series says of
 * itself, how many frames in all, the most of one, and the first instance whose
 * number of frames is not believed.
 */
function inventory(instances: readonly Instance[]) {
  let SeriesNumber: number | undefined;
  let SeriesDate: string | undefined;
  let SeriesTime: string | undefined;
  let SeriesDescription: string | undefined;
  let Modality: string | undefined;
  let doubtful: Instance | undefined;
  let [total, most] = [0, 0];
  for (let i = 0; i < instances.length; i++) {
    const instance = instances[i];
    if (!instance) continue;
    SeriesNumber ??= instance.SeriesNumber;
    SeriesDate ??= instance.SeriesDate;
    SeriesTime ??= instance.SeriesTime;
    SeriesDescription ??= instance.SeriesDescription;
    Modality ??= instance.Modality;
    const count = frameCount(instance);
    total += count;
    if (count > most) most = count;
    if (count === 1 && doubtful === undefined && frameCountProblem(instance)) doubtful = instance;
  }
  const frames = { total, most, doubtful };
  return { SeriesNumber, SeriesDate, SeriesTime, SeriesDescription, Modality, frames };
}

function frameMessages(
  doubtful: Instance | undefined,
  { messages = [] }: Pick<DisplaySetInput, 'messages'>,
): DisplaySetMessage[] {
  const problem = doubtful && frameCountProblem(doubtful);
  return problem && !messages.some(({ code }) => code === 'frame-count') ? [problem] : [];
}

/** The middle of a stack, where the anatomy is; the handler's choice where it has one. */
function representative(input: Claim['input'], instances: readonly Instance[], images: number): number {
  const chosen = input.representativeImageIndex;
  if (chosen !== undefined && chosen < images) return chosen;
  // The first frames of a run are often black, the middle seldom is.
  return instances.length === 0 ? 0 : images >> 1;
}
