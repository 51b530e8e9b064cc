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
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return instances.map((instance, index): DisplaySetInput => {
    const label = labels[index] ?? '';
    const { viewportKinds = ['card', 'tags'] } = spec;
    return {
      instances: [instance],
      splitKey: instance.SOPInstanceUID,
      label,
      // Two of one name in a series are told apart by what the archive numbers them with.
      ...((counts.get(label) ?? 0) > 1 && { splitLabel: numberOf(instance) }),
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

function referencesFor(instance: Instance, spec: ObjectHandlerSpec): DisplaySetReference[] {
  const { purpose, frameOfReferenceUIDs } = spec;
  return referencesOf(instance, {
    purpose: typeof purpose === 'function' ? purpose(instance) : purpose,
    FrameOfReferenceUIDs: frameOfReferenceUIDs?.(instance) ?? [],
  });
}

const labelOf = (instance: Instance, { label }: ObjectHandlerSpec): string =>
  label?.(instance) ?? instance.SeriesDescription ?? sopClassName(instance.SOPClassUID);

const numberOf = ({ InstanceNumber, SOPInstanceUID }: Instance): string =>
  InstanceNumber === undefined ? `object …${SOPInstanceUID.slice(-6)}` : `instance ${InstanceNumber}`;

/** The frame of reference of the object itself, as overlays have it. */
export const ownFrameOfReference = ({ FrameOfReferenceUID }: Instance): readonly string[] =>
  FrameOfReferenceUID === undefined ? [] : [FrameOfReferenceUID];
