import { compareStrings, groupBy } from '../collections.ts';
import { bytesToHex, sha1 } from '../dicom/uid.ts';
import type { Instance } from '../dicom/instance.ts';
import type { DisplaySet } from './displaySet.ts';
import type { OrganizedSeries } from './organized.ts';

/**
 * A short name for how a study is grouped: which instances are together under
 * which handler, and which are unclaimed. Of content, never of order: not of
 * arrival, of the list of display sets, nor of the images within one.
 */
export interface GroupingFingerprint {
  /**
   * With UIDs and split keys: equal where two viewers hold the same objects and
   * group them under the same identities, at two servers or two versions.
   */
  readonly exact: string;
  /**
   * Without any UID: studies, series and instances by their place (instance by
   * InstanceNumber and what else tells images apart). Equal also after the UIDs
   * were replaced; two studies acquired alike may share it.
   */
  readonly anonymous: string;
}

/** Changes with what is hashed, so that two versions of the recipe are never compared. */
const exactPrefix = 'exact1-';
const anonymousPrefix = 'anonymous1-';

export function groupingFingerprint(series: readonly OrganizedSeries[]): GroupingFingerprint {
  return {
    exact: exactPrefix + digest(series.flatMap(exactLines)),
    anonymous: anonymousPrefix + digest(anonymousStudies(series)),
  };
}

/** Eight digits of a display set's content, to find the row in which two sheets differ. */
export const contentDigits = (displaySet: DisplaySet): string => hash(exactLine(displaySet)).slice(0, 8);

export type FingerprintVerdict =
  | { readonly verdict: 'equal' | 'different'; readonly kind: keyof GroupingFingerprint }
  | { readonly verdict: 'unreadable' };

/** @param pasted a fingerprint of either kind, from another place */
export function compareFingerprint(pasted: string, own: GroupingFingerprint): FingerprintVerdict {
  const text = pasted.trim().toLowerCase();
  const kind = text.startsWith(exactPrefix)
    ? 'exact'
    : text.startsWith(anonymousPrefix)
      ? 'anonymous'
      : undefined;
  if (kind === undefined || !/-[0-9a-f]{32}$/.test(text)) return { verdict: 'unreadable' };
  return { kind, verdict: text === own[kind] ? 'equal' : 'different' };
}

function exactLines({ displaySets, unclaimed }: OrganizedSeries): string[] {
  return [
    ...displaySets.map((set) => hash(exactLine(set))),
    ...unclaimed.map(({ instance: { StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID } }) =>
      hash(`unclaimed ${StudyInstanceUID} ${SeriesInstanceUID} ${SOPInstanceUID}`),
    ),
  ];
}

/** The display set's UID says study, series, handler and split key. */
function exactLine({ displaySetInstanceUID, instances }: DisplaySet): string {
  const uids = instances.map(({ SOPInstanceUID }) => SOPInstanceUID).sort(compareStrings);
  return `${displaySetInstanceUID} ${uids.join(' ')}`;
}

function anonymousStudies(series: readonly OrganizedSeries[]): string[] {
  const studies = groupBy(series, ({ StudyInstanceUID }) => StudyInstanceUID);
  return [...studies.values()].map((ofStudy) => digest(ofStudy.map((one) => digest(anonymousLines(one)))));
}

function anonymousLines({ displaySets, unclaimed }: OrganizedSeries): string[] {
  const left = unclaimed.map(({ instance }) => instance);
  const rankOf = ranks([...displaySets.flatMap(({ instances }) => instances), ...left]);
  const members = (instances: readonly Instance[]) =>
    instances.map((instance) => rankOf.get(placeOf(instance)) ?? -1).sort((a, b) => a - b);
  return [
    ...displaySets.map(({ SOPClassHandlerId, numImageFrames, instances }) =>
      JSON.stringify([SOPClassHandlerId, numImageFrames, members(instances)]),
    ),
    ...(left.length > 0 ? [JSON.stringify(['unclaimed', 0, members(left)])] : []),
  ];
}

/** The instances of a series by what tells them apart without a UID; those alike share a place. */
function ranks(instances: readonly Instance[]): ReadonlyMap<string, number> {
  const places = [...new Set(instances.map(placeOf))].sort(compareStrings);
  return new Map(places.map((place, rank) => [place, rank]));
}

function placeOf(instance: Instance): string {
  const { InstanceNumber, AcquisitionNumber, SOPClassUID, ImagePositionPatient, ImageOrientationPatient } =
    instance;
  const { EchoTime, TemporalPositionIdentifier, TriggerTime, DiffusionBValue, ImageType } = instance;
  return JSON.stringify([
    InstanceNumber ?? null,
    AcquisitionNumber ?? null,
    SOPClassUID,
    ImagePositionPatient?.map(hundredths) ?? null,
    ImageOrientationPatient?.map(hundredths) ?? null,
    EchoTime ?? null,
    TemporalPositionIdentifier ?? null,
    TriggerTime ?? null,
    DiffusionBValue ?? null,
    ImageType ?? null,
  ]);
}

/** Two archives may write the same decimal with another number of digits. */
const hundredths = (value: number) => Math.round(value * 100) || 0;

/** Of lines in any order. @returns 32 digits */
const digest = (lines: readonly string[]) => hash([...lines].sort(compareStrings).join('\n'));

const encoder = new TextEncoder();
const hash = (text: string) => bytesToHex(sha1(encoder.encode(text))).slice(0, 32);
