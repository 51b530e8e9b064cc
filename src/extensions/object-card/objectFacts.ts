import { formatPersonName } from '../../core/dicom/format.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { SopClass, sopClassEntry, type SopClassGroup } from '../../core/dicom/sopClass.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { dateAndTime, fact, type Fact, type ObjectFactSheet } from './fact.ts';
import {
  documentFacts,
  encapsulatedFacts,
  keyObjectFacts,
  planFacts,
  presentationStateFacts,
  protocolFacts,
  registrationFacts,
  videoFacts,
  waveformFacts,
} from './otherFacts.ts';
import {
  annotationFacts,
  doseFacts,
  mapFacts,
  realWorldValueFacts,
  segmentationFacts,
  structureFacts,
} from './overlayFacts.ts';
import { slideFacts } from './slideFacts.ts';

type Tell = (instance: Instance, displaySet: DisplaySet) => ObjectFactSheet;

const byClass: Readonly<Record<string, Tell>> = {
  [SopClass.ParametricMapStorage]: mapFacts,
  [SopClass.RealWorldValueMappingStorage]: realWorldValueFacts,
  [SopClass.MicroscopyBulkSimpleAnnotationsStorage]: annotationFacts,
  [SopClass.RTStructureSetStorage]: structureFacts,
  [SopClass.RTDoseStorage]: doseFacts,
};

const byGroup: { readonly [G in SopClassGroup]?: Tell } = {
  D: videoFacts,
  E: videoFacts,
  F: videoFacts,
  G: videoFacts,
  H: slideFacts,
  I: waveformFacts,
  J: presentationStateFacts,
  K: documentFacts,
  L: keyObjectFacts,
  M: segmentationFacts,
  N: registrationFacts,
  O: planFacts,
  P: encapsulatedFacts,
  S: protocolFacts,
};

const nothing: ObjectFactSheet = { facts: [], lists: [] };

/** What a reader wants to know of an object, from its metadata alone. */
export function objectFacts(displaySet: DisplaySet, locale?: string): ObjectFactSheet {
  const [instance] = displaySet.instances;
  if (!instance) return nothing;
  const { SOPClassUID } = instance;
  const group = sopClassEntry(SOPClassUID)?.group;
  const tell = byClass[SOPClassUID] ?? (group && byGroup[group]);
  const { facts, lists } = tell?.(instance, displaySet) ?? nothing;
  return { facts: [...facts, ...commonFacts(instance, locale)], lists };
}

function commonFacts(instance: Instance, locale: string | undefined): readonly Fact[] {
  const { ContentLabel, ContentDescription, ContentCreatorName, Manufacturer } = instance;
  return [
    ...fact('Label', ContentLabel),
    ...fact('Description', ContentDescription),
    ...fact('Made', madeAt(instance, locale)),
    ...fact('Made by', formatPersonName(ContentCreatorName) || undefined),
    ...fact('Made with', Manufacturer),
  ];
}

/** Each kind of object has a date of its own; the series' where it has none. */
function madeAt(instance: Instance, locale: string | undefined): string {
  const { PresentationCreationDate, ContentDate, StructureSetDate, RTPlanDate, TreatmentDate } = instance;
  if (PresentationCreationDate !== undefined)
    return dateAndTime(PresentationCreationDate, instance.PresentationCreationTime, locale);
  if (ContentDate !== undefined) return dateAndTime(ContentDate, instance.ContentTime, locale);
  const date = StructureSetDate ?? RTPlanDate ?? TreatmentDate;
  return date === undefined
    ? dateAndTime(instance.SeriesDate, instance.SeriesTime, locale)
    : dateAndTime(date, undefined, locale);
}
