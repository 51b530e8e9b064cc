import { compareOptional, compareStrings } from '../collections.ts';
import type { DisplaySet, DisplaySetMessage, DisplaySetReference } from './displaySet.ts';
import type { BackReference, FoundIn, Relations, ResolvedReference } from './relation.ts';
import { fusedMessages } from './fusedMessages.ts';
import { rejectionMessages } from './rejectionMessages.ts';
import { supersededMessages } from './superseded.ts';

export type {
  BackReference,
  DisplaySetRelations,
  FoundIn,
  Relations,
  ResolvedReference,
} from './relation.ts';

/**
 * What display sets have to do with each other: a pure function of all of them,
 * so that it is the same whatever came first, and what is still on its way
 * counts as missing until it is here. Linear in references and instances.
 */

/** @param displaySets of the open studies, those for unclaimed instances included, in any order. */
export function relationsAmong(displaySets: Iterable<DisplaySet>): Relations {
  const sets = [...displaySets];
  if (!sets.some(({ references }) => references.length > 0)) return new Map();
  sets.sort(inReadingOrder);
  const find = finderAmong(sets);
  const references = new Map<DisplaySet, readonly ResolvedReference[]>();
  const referredToBy = new Map<string, BackReference[]>();
  for (const set of sets) {
    if (set.references.length === 0) continue;
    const found = find(set);
    references.set(set, found);
    for (const { reference, found: places, by } of found)
      for (const { displaySetInstanceUID, SOPInstanceUIDs } of places)
        push(referredToBy, displaySetInstanceUID, {
          displaySetInstanceUID: set.displaySetInstanceUID,
          purpose: reference.purpose,
          count: SOPInstanceUIDs.length,
          by,
        });
  }
  const messages = new Map<string, DisplaySetMessage[]>();
  const resolved = { references, byUid: new Map(sets.map((set) => [set.displaySetInstanceUID, set])) };
  for (const { of, message } of [
    ...rejectionMessages(resolved),
    ...supersededMessages(resolved),
    ...fusedMessages(resolved),
  ])
    push(messages, of, message);
  return gathered(references, referredToBy, messages);
}

function gathered(
  references: ReadonlyMap<DisplaySet, readonly ResolvedReference[]>,
  referredToBy: ReadonlyMap<string, readonly BackReference[]>,
  messages: ReadonlyMap<string, readonly DisplaySetMessage[]>,
): Relations {
  const own = new Map([...references].map(([set, list]) => [set.displaySetInstanceUID, list]));
  const uids = new Set([...own.keys(), ...referredToBy.keys(), ...messages.keys()]);
  return new Map(
    [...uids].sort(compareStrings).map((uid) => [
      uid,
      {
        references: own.get(uid) ?? [],
        referredToBy: referredToBy.get(uid) ?? [],
        messages: messages.get(uid) ?? [],
      },
    ]),
  );
}

/** As they are listed; the UID settles the rest, so that no order depends on arrival. */
const inReadingOrder = (a: DisplaySet, b: DisplaySet): number =>
  compareStrings(a.StudyInstanceUID, b.StudyInstanceUID) ||
  compareOptional(a.SeriesNumber, b.SeriesNumber) ||
  compareStrings(a.SeriesInstanceUID, b.SeriesInstanceUID) ||
  compareOptional(a.instances[0]?.InstanceNumber, b.instances[0]?.InstanceNumber) ||
  compareStrings(a.displaySetInstanceUID, b.displaySetInstanceUID);

type Find = (from: DisplaySet) => readonly ResolvedReference[];

/** Resolves the references of one display set; what shares a frame of reference counts only where nothing named for the purpose is here. */
function finderAmong(sets: readonly DisplaySet[]): Find {
  const holders = holdersOf(sets);
  const bySeries = listsBy(sets, ({ SeriesInstanceUID }) => SeriesInstanceUID);
  // Few studies need it: made when it is first asked for.
  let byFrame: ReadonlyMap<string, readonly DisplaySet[]> | undefined;
  const sharing = (reference: DisplaySetReference, from: DisplaySet): FoundIn[] => {
    const { FrameOfReferenceUID, SOPClassUIDs } = reference;
    if (FrameOfReferenceUID === undefined) return [];
    byFrame ??= listsBy(sets.filter(hasPictures), frameOfReferenceOf);
    return (byFrame.get(FrameOfReferenceUID) ?? [])
      .filter((set) => set !== from && isOfClass(set, SOPClassUIDs))
      .map(whole);
  };
  const byName = (reference: DisplaySetReference, from: DisplaySet): ResolvedReference => {
    const { SOPInstanceUIDs, SeriesInstanceUID } = reference;
    const found = named(SOPInstanceUIDs, holders, from);
    const missing = SOPInstanceUIDs.length - found.reduce((sum, one) => sum + one.SOPInstanceUIDs.length, 0);
    if (found.length > 0) return { reference, by: 'instances', found, missing };
    const isWhole = SOPInstanceUIDs.length === 0 && SeriesInstanceUID !== undefined;
    const series = isWhole ? (bySeries.get(SeriesInstanceUID) ?? []).filter((set) => set !== from) : [];
    return series.length > 0
      ? { reference, by: 'series', found: series.map(whole), missing: 0 }
      : { reference, by: 'nothing', found: [], missing };
  };
  return (from) => {
    const direct = from.references.map((reference) => byName(reference, from));
    const met = new Set(direct.flatMap(({ by, reference }) => (by === 'nothing' ? [] : reference.purpose)));
    return direct.map((resolved) => {
      if (met.has(resolved.reference.purpose)) return resolved;
      const found = sharing(resolved.reference, from);
      return found.length > 0 ? { ...resolved, by: 'frame of reference', found } : resolved;
    });
  };
}

/** The display set of each instance that any reference names. Series that no reference can mean are not looked at. */
function holdersOf(sets: readonly DisplaySet[]): ReadonlyMap<string, DisplaySet> {
  const wanted = new Set<string>();
  const series = new Set<string>();
  let anySeries = false;
  for (const { references } of sets)
    for (const { SOPInstanceUIDs, SeriesInstanceUID } of references) {
      if (SOPInstanceUIDs.length === 0) continue;
      if (SeriesInstanceUID === undefined) anySeries = true;
      else series.add(SeriesInstanceUID);
      for (const uid of SOPInstanceUIDs) wanted.add(uid);
    }
  const holders = new Map<string, DisplaySet>();
  for (const set of sets) {
    if (!anySeries && !series.has(set.SeriesInstanceUID)) continue;
    for (const { SOPInstanceUID } of set.instances)
      if (wanted.has(SOPInstanceUID) && !holders.has(SOPInstanceUID)) holders.set(SOPInstanceUID, set);
  }
  return holders;
}

function named(
  uids: readonly string[],
  holders: ReadonlyMap<string, DisplaySet>,
  from: DisplaySet,
): readonly FoundIn[] {
  const lists = new Map<DisplaySet, string[]>();
  for (const uid of uids) {
    const holder = holders.get(uid);
    if (holder && holder !== from) push(lists, holder, uid);
  }
  return [...lists]
    .sort(([a], [b]) => inReadingOrder(a, b))
    .map(([{ displaySetInstanceUID }, SOPInstanceUIDs]) => ({ displaySetInstanceUID, SOPInstanceUIDs }));
}

/** All of a display set, listed once however often it is meant. */
const wholes = new WeakMap<DisplaySet, FoundIn>();
function whole(set: DisplaySet): FoundIn {
  let found = wholes.get(set);
  if (!found) {
    const { displaySetInstanceUID, instances } = set;
    found = { displaySetInstanceUID, SOPInstanceUIDs: instances.map(({ SOPInstanceUID }) => SOPInstanceUID) };
    wholes.set(set, found);
  }
  return found;
}

const hasPictures = ({ numImageFrames, unsupported }: DisplaySet) => numImageFrames > 0 && !unsupported;
const frameOfReferenceOf = ({ instances }: DisplaySet) => instances[0]?.FrameOfReferenceUID;
const isOfClass = ({ instances }: DisplaySet, classes: readonly string[] | undefined) =>
  classes === undefined || classes.includes(instances[0]?.SOPClassUID ?? '');

function listsBy(
  sets: readonly DisplaySet[],
  keyOf: (set: DisplaySet) => string | undefined,
): ReadonlyMap<string, readonly DisplaySet[]> {
  const lists = new Map<string, DisplaySet[]>();
  for (const set of sets) {
    const key = keyOf(set);
    if (key !== undefined) push(lists, key, set);
  }
  return lists;
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
