import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { BackReference, FoundIn, ResolvedReference } from '../../core/displaySet/relation.ts';
import type { ShowOptions } from '../../core/viewport.ts';
import { plural } from './fact.ts';

/** One display set that is referred to, or that refers, in words. */
export interface ReferenceLine {
  readonly displaySetInstanceUID: string;
  /** "3 Axial lung" */
  readonly name: string;
  /** "240 of 240 images" */
  readonly count: string;
  /** Where to open it: on the first image that is meant, when not all of them are. */
  readonly image?: NonNullable<ShowOptions['image']>;
}

export interface ReferenceGroup {
  /** Sentence case: "Segmented images". */
  readonly title: string;
  readonly lines: readonly ReferenceLine[];
  /** What is not here, or here only by its frame of reference; with numbers. */
  readonly notes: readonly string[];
}

type Lookup = (displaySetInstanceUID: string) => DisplaySet | undefined;

/** The references of an object by what they are for. */
export function referenceGroups(
  references: readonly ResolvedReference[],
  lookup: Lookup,
  isLoading: boolean,
): readonly ReferenceGroup[] {
  const purposes = new Map<string, ResolvedReference[]>();
  for (const one of references)
    purposes.set(one.reference.purpose, [...(purposes.get(one.reference.purpose) ?? []), one]);
  return [...purposes].map(([purpose, list]) => ({
    title: sentence(purpose),
    lines: mergedLines(list, lookup),
    notes: notesOf(list, isLoading),
  }));
}

/** A display set named by several references of one purpose is one line. */
function mergedLines(list: readonly ResolvedReference[], lookup: Lookup): readonly ReferenceLine[] {
  const found = new Map<string, string[]>();
  for (const one of list)
    for (const { displaySetInstanceUID, SOPInstanceUIDs } of one.found)
      found.set(displaySetInstanceUID, [...(found.get(displaySetInstanceUID) ?? []), ...SOPInstanceUIDs]);
  return [...found].flatMap(([displaySetInstanceUID, uids]) => {
    const set = lookup(displaySetInstanceUID);
    return set ? lineOf(set, { displaySetInstanceUID, SOPInstanceUIDs: [...new Set(uids)] }) : [];
  });
}

function lineOf(set: DisplaySet, { SOPInstanceUIDs }: FoundIn): ReferenceLine {
  const [first] = SOPInstanceUIDs;
  const partly = SOPInstanceUIDs.length < set.instances.length;
  return {
    displaySetInstanceUID: set.displaySetInstanceUID,
    name: nameOf(set),
    count: countOf(set, SOPInstanceUIDs.length),
    ...(partly && first !== undefined && { image: { SOPInstanceUID: first, frame: 1 } }),
  };
}

function notesOf(list: readonly ResolvedReference[], isLoading: boolean): readonly string[] {
  const missing = list.reduce((sum, one) => sum + one.missing, 0);
  const named = list.reduce((sum, one) => sum + one.reference.SOPInstanceUIDs.length, 0);
  const shared = list.some(({ by }) => by === 'frame of reference');
  const unmet = list.filter(({ by, missing: count }) => by === 'nothing' && count === 0);
  const where = isLoading ? 'not here yet' : 'not in this study';
  return [
    ...(missing > 0
      ? [`${missing} of ${plural(named, 'object')} ${missing === 1 ? 'is' : 'are'} ${where}`]
      : []),
    ...(shared ? ['Found by the frame of reference that it shares'] : []),
    ...unmet.map(({ reference }) =>
      reference.SeriesInstanceUID === undefined
        ? `Nothing here shares its frame of reference${isLoading ? ' yet' : ''}`
        : `A series that it names is ${where}`,
    ),
  ];
}

/** Who refers to this display set, and what for. */
export const backReferenceLines = (
  references: readonly BackReference[],
  lookup: Lookup,
  of: DisplaySet,
): readonly ReferenceLine[] =>
  references.flatMap(({ displaySetInstanceUID, purpose, count }) => {
    const set = lookup(displaySetInstanceUID);
    return set
      ? { displaySetInstanceUID, name: nameOf(set), count: `${purpose}: ${countOf(of, count)}` }
      : [];
  });

const nameOf = ({ SeriesNumber, label }: DisplaySet) =>
  SeriesNumber === undefined ? label : `${SeriesNumber} ${label}`;

/** How much of a display set is meant. */
function countOf({ instances, numImageFrames, isMultiFrame }: DisplaySet, count: number): string {
  if (numImageFrames === 0) return plural(instances.length, 'object');
  if (isMultiFrame && instances.length === 1) return plural(numImageFrames, 'frame');
  return `${count.toLocaleString()} of ${plural(instances.length, 'image')}`;
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
