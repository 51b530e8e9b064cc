import type { Instance } from '../dicom/instance.ts';
import { sopClassName } from '../dicom/sopClass.ts';
import type {
  DisplaySetInput,
  DisplaySetMessage,
  DisplaySetReference,
  ViewportKind,
} from '../displaySet/displaySet.ts';
import { referencesOf } from '../displaySet/references.ts';
import type { SopClassHandler } from './sopClassHandler.ts';

/** A handler of objects that are not images: one display set an object. */
export interface ObjectHandlerSpec {
  readonly name: string;
  readonly sopClassUids: readonly string[];
  /** Best first; the card tells of what nothing can draw. */
  readonly viewportKinds?: readonly ViewportKind[] | ((instance: Instance) => readonly ViewportKind[]);
  /** What the object is about, in words: "segmented images". */
  readonly purpose: string | ((instance: Instance) => string);
  /** Its own name for itself; without one the series' description, else the class. */
  label?(instance: Instance): string | undefined;
  /** Frames of reference that it shares with the images it is about, where it may name no image. */
  frameOfReferenceUIDs?(instance: Instance): readonly string[];
  messages?(instance: Instance): readonly DisplaySetMessage[];
  /** Which it takes; all without it. */
  takes?(instance: Instance): boolean;
  /** Why it left those it did not take. */
  readonly reasonLeft?: string;
  /** Why each is a display set of its own. */
  readonly reason: string;
}

export function objectHandler(spec: ObjectHandlerSpec): SopClassHandler {
  const { name, sopClassUids, takes = () => true, reasonLeft } = spec;
  return {
    name,
    sopClassUids,
    splitBy: ['object'],
    sortBy: ['instance number'],
    getDisplaySetsFromSeries: (instances) => toldApart(instances.filter(takes), spec),
    ...(reasonLeft !== undefined && { reasonLeft: () => reasonLeft }),
  };
}

function toldApart(instances: readonly Instance[], spec: ObjectHandlerSpec): DisplaySetInput[] {
  const labels = instances.map((instance) => labelOf(instance, spec));
  const apart = numbersApart(instances, labels);
  return instances.map((instance, index): DisplaySetInput => {
    const splitLabel = apart[index];
    const { viewportKinds = ['card', 'tags'] } = spec;
    return {
      instances: [instance],
      splitKey: instance.SOPInstanceUID,
      label: labels[index] ?? '',
      ...(splitLabel !== undefined && { splitLabel }),
      splitValues: { SOPInstanceUID: instance.SOPInstanceUID },
      sortedBy: 'a single object',
      viewportKinds: typeof viewportKinds === 'function' ? viewportKinds(instance) : viewportKinds,
      numImageFrames: 0,
      isMultiFrame: false,
      references: referencesFor(instance, spec),
      messages: spec.messages?.(instance) ?? [],
      reason: spec.reason,
    };
  });
}

/** Objects of one name in a series, told apart by InstanceNumber, else by the end of their UIDs; undefined for a name of its own. */
function numbersApart(
  instances: readonly Instance[],
  labels: readonly string[],
): readonly (string | undefined)[] {
  const numbered = instances.map(({ InstanceNumber }, i) => `${labels[i]}, instance ${InstanceNumber}`);
  const names = countOf(labels);
  const numbers = countOf(numbered);
  return instances.map(({ InstanceNumber, SOPInstanceUID }, i) => {
    if (names.get(labels[i] ?? '') === 1) return undefined;
    return InstanceNumber !== undefined && numbers.get(numbered[i] ?? '') === 1
      ? `instance ${InstanceNumber}`
      : `object …${SOPInstanceUID.slice(-6)}`;
  });
}

function countOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function referencesFor(instance: Instance, spec: ObjectHandlerSpec): DisplaySetReference[] {
  const { purpose, frameOfReferenceUIDs } = spec;
  return referencesOf(instance, {
    purpose: typeof purpose === 'function' ? purpose(instance) : purpose,
    FrameOfReferenceUIDs: frameOfReferenceUIDs?.(instance) ?? [],
  });
}

const labelOf = (instance: Instance, { label }: ObjectHandlerSpec): string =>
  label?.(instance) ?? instance.SeriesDescription ?? sopClassName(instance.SOPClassUID);

/** The frame of reference of the object itself, as overlays have it. */
export const ownFrameOfReference = ({ FrameOfReferenceUID }: Instance): readonly string[] =>
  FrameOfReferenceUID === undefined ? [] : [FrameOfReferenceUID];
