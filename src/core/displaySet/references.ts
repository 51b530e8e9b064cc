import type { ReferenceAttributes } from '../dicom/derivedObject.ts';
import type { ContentItem, FunctionalGroups, Instance } from '../dicom/instance.ts';
import type { SeriesReference, SOPInstanceReference, StudyReference } from '../dicom/macros.ts';
import type { DisplaySetReference } from './displaySet.ts';
import { earlierVersion } from './superseded.ts';

/**
 * Everything an object says it is about, wherever PS3.3 lets it say so. A
 * reference is a claim of the object: whether what it names is here is worked
 * out later, from all display sets (`relations.ts`).
 */

export interface ReferenceOptions {
  /** In words, for what has no purpose of its own: "segmented images". */
  readonly purpose: string;
  /** Where none of the objects named is here, images in this frame of reference are meant (PS3.3 C.7.4.1). */
  readonly FrameOfReferenceUIDs?: readonly string[];
}

interface Place {
  readonly StudyInstanceUID?: string;
  readonly SeriesInstanceUID?: string;
}

/** A reference while it is put together. */
interface Draft extends Place {
  readonly purpose: string;
  readonly uids: Set<string>;
}

/**
 * The references of one instance: one for each purpose and series, in the order
 * in which the object names them; each instance once, under the first purpose
 * that names it. An instance named without its series has it from wherever else
 * in the object the series is given.
 */
export function referencesOf(instance: Instance, options: ReferenceOptions): DisplaySetReference[] {
  const listed = listedPlaces(instance);
  const placeOf = new Map<string, Place>();
  for (const { place, uids } of listed) for (const uid of uids) placeOf.set(uid, place);

  const drafts = new Map<string, Draft>();
  const named = new Set<string>([instance.SOPInstanceUID]);
  const draftFor = (purpose: string, place: Place): Draft => {
    const key = JSON.stringify([purpose, place.StudyInstanceUID, place.SeriesInstanceUID]);
    let draft = drafts.get(key);
    if (!draft) {
      draft = { purpose, ...place, uids: new Set() };
      drafts.set(key, draft);
    }
    return draft;
  };
  const name = (uid: string, purpose: string, place: Place) => {
    if (named.has(uid)) return;
    named.add(uid);
    draftFor(purpose, place).uids.add(uid);
  };

  for (const { purpose, uids } of loosePlaces(instance))
    for (const uid of uids) name(uid, purpose ?? options.purpose, placeOf.get(uid) ?? {});
  for (const { place, uids, purpose } of listed) {
    // A series without a list of instances is meant as a whole.
    if (uids.length === 0 && place.SeriesInstanceUID) draftFor(purpose ?? options.purpose, place);
    for (const uid of uids) name(uid, purpose ?? options.purpose, place);
  }
  return withFrameOfReference([...drafts.values()], options);
}

function withFrameOfReference(drafts: readonly Draft[], options: ReferenceOptions): DisplaySetReference[] {
  const { purpose, FrameOfReferenceUIDs = [] } = options;
  const [first] = FrameOfReferenceUIDs;
  const references = drafts.map(({ uids, ...draft }): DisplaySetReference => ({
    ...draft,
    SOPInstanceUIDs: [...uids],
    ...(first !== undefined && draft.purpose === purpose && { FrameOfReferenceUID: first }),
  }));
  if (references.some((reference) => reference.purpose === purpose)) return references;
  const shared = FrameOfReferenceUIDs.map((FrameOfReferenceUID) => ({
    purpose,
    SOPInstanceUIDs: [],
    FrameOfReferenceUID,
  }));
  return [...references, ...shared];
}

interface Named {
  /** Absent: the handler's own word for what the object is mainly about. */
  readonly purpose?: string;
  readonly uids: readonly string[];
}

/** What is named without its series; the more particular first. */
function loosePlaces(instance: Instance): Named[] {
  const attributes: ReferenceAttributes = instance;
  const of = (uids: readonly string[], purpose?: string): Named => (purpose ? { purpose, uids } : { uids });
  return [
    of(uidsOf(attributes.ReferencedRTPlanSequence), 'plan'),
    of(uidsOf(attributes.ReferencedStructureSetSequence), 'structure set'),
    of(uidsOf(attributes.ReferencedDoseSequence), 'dose'),
    of(uidsOf(attributes.ReferencedTreatmentRecordSequence), 'treatment record'),
    of(
      uidsIn(attributes.StereoPairsSequence, (pair) => pair.LeftImageSequence),
      'left image',
    ),
    of(
      uidsIn(attributes.StereoPairsSequence, (pair) => pair.RightImageSequence),
      'right image',
    ),
    of(uidsIn(attributes.RegistrationSequence, (item) => item.ReferencedImageSequence)),
    of(uidsIn(attributes.DeformableRegistrationSequence, (item) => item.ReferencedImageSequence)),
    of(uidsIn(attributes.FiducialSetSequence, (item) => item.ReferencedImageSequence)),
    of(
      uidsIn(attributes.ReferencedImageRealWorldValueMappingSequence, (item) => item.ReferencedImageSequence),
    ),
    of(uidsIn(attributes.VolumetricPresentationStateInputSequence, (item) => item.ReferencedImageSequence)),
    of(uidsOf(attributes.ReferencedImageSequence)),
    of(uidsOf(attributes.SourceImageSequence)),
    of(uidsOf(attributes.ReferencedInstanceSequence)),
    of(uidsOf(attributes.SourceInstanceSequence), 'made from'),
    of(derivationUids(instance)),
    of(contourUids(instance)),
    of(contentUids(instance.ContentSequence ?? [])),
  ];
}

interface Listed extends Named {
  readonly place: Place;
}

/** What is named by study and series. */
function listedPlaces(instance: Instance): Listed[] {
  const { StudyInstanceUID } = instance;
  const studies = (items: readonly StudyReference[] | undefined, purpose?: string): Listed[] =>
    (items ?? []).flatMap((study) =>
      bySeries(study.ReferencedSeriesSequence, study.StudyInstanceUID, purpose),
    );
  return [
    ...studies(instance.PredecessorDocumentsSequence, earlierVersion),
    ...studies(instance.BlendingSequence),
    ...bySeries(instance.AdvancedBlendingSequence, StudyInstanceUID),
    ...bySeries(instance.ReferencedSeriesSequence, StudyInstanceUID),
    ...(instance.ReferencedFrameOfReferenceSequence ?? [])
      .flatMap((frame) => frame.RTReferencedStudySequence ?? [])
      .flatMap((study) => study.RTReferencedSeriesSequence ?? [])
      .map(({ SeriesInstanceUID, ContourImageSequence }) => ({
        place: placeFrom(undefined, SeriesInstanceUID),
        uids: uidsOf(ContourImageSequence),
      })),
    ...studies(instance.CurrentRequestedProcedureEvidenceSequence),
    ...studies(instance.PertinentOtherEvidenceSequence),
    ...studies(instance.SourceImageEvidenceSequence),
    ...studies(instance.StudiesContainingOtherReferencedInstancesSequence),
  ];
}

function bySeries(
  items: readonly SeriesReference[] | undefined,
  StudyInstanceUID: string | undefined,
  purpose?: string,
): Listed[] {
  return (items ?? []).map((series) => ({
    place: placeFrom(StudyInstanceUID, series.SeriesInstanceUID),
    uids: [
      ...uidsOf(series.ReferencedInstanceSequence),
      ...uidsOf(series.ReferencedSOPSequence),
      ...uidsOf(series.ReferencedImageSequence),
    ],
    ...(purpose && { purpose }),
  }));
}

const placeFrom = (StudyInstanceUID: string | undefined, SeriesInstanceUID: string | undefined): Place => ({
  ...(StudyInstanceUID && { StudyInstanceUID }),
  ...(SeriesInstanceUID && { SeriesInstanceUID }),
});

const uidsOf = (items: readonly SOPInstanceReference[] | undefined): string[] =>
  (items ?? []).flatMap(({ ReferencedSOPInstanceUID }) => ReferencedSOPInstanceUID ?? []);

const uidsIn = <Item>(
  items: readonly Item[] | undefined,
  part: (item: Item) => readonly SOPInstanceReference[] | undefined,
): string[] => (items ?? []).flatMap((item) => uidsOf(part(item)));

/** PS3.3 C.7.6.16.2.6: what the frames were made from. */
function derivationUids(instance: Instance): string[] {
  const ofGroups = (groups: readonly FunctionalGroups[] | undefined) =>
    (groups ?? []).flatMap((group) =>
      uidsIn(group.DerivationImageSequence, (item) => item.SourceImageSequence),
    );
  return [
    ...ofGroups(instance.SharedFunctionalGroupsSequence),
    ...ofGroups(instance.PerFrameFunctionalGroupsSequence),
  ];
}

/** PS3.3 C.8.8.6: the images that contours were drawn on. */
const contourUids = ({ ROIContourSequence }: Instance): string[] =>
  (ROIContourSequence ?? []).flatMap((roi) =>
    uidsIn(roi.ContourSequence, (contour) => contour.ContourImageSequence),
  );

/** PS3.3 C.17.3: the objects that content items name, in reading order, however deep. */
export function contentUids(items: readonly ContentItem[]): string[] {
  return items.flatMap((item) => [
    ...uidsOf(item.ReferencedSOPSequence),
    ...contentUids(item.ContentSequence ?? []),
  ]);
}
