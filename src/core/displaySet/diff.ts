import type { DisplaySet, ImageRef } from './displaySet.ts';

/** What a reader can see of a display set that became another one. */
export type ChangedPart =
  /** It holds other instances, or other frames of them. */
  | 'images'
  /** The same images in another order. */
  | 'order'
  /** The viewport that it opens in. */
  | 'kind'
  | 'label';

export interface DisplaySetPair {
  readonly before: DisplaySet;
  readonly after: DisplaySet;
}

export interface DisplaySetChange extends DisplaySetPair {
  readonly what: readonly ChangedPart[];
}

/** How two groupings of the same instances differ. Every display set of either is in exactly one list. */
export interface DisplaySetDiff {
  /** Nothing that a reader sees differs; the handler, and so the UID, may. */
  readonly same: readonly DisplaySetPair[];
  readonly changed: readonly DisplaySetChange[];
  readonly added: readonly DisplaySet[];
  readonly gone: readonly DisplaySet[];
}

/**
 * Compares by images held, not by UID: another handler that makes the same of
 * the same instances changes nothing. A set is changed when it starts with the
 * same image as a former one, or holds the same instances in another order.
 * Linear in instances. An instance is in one display set of a grouping.
 */
export function diffDisplaySets(before: Iterable<DisplaySet>, after: Iterable<DisplaySet>): DisplaySetDiff {
  const formerByFirst = new Map<string, DisplaySet>();
  const gone = new Set<DisplaySet>();
  for (const set of before) {
    formerByFirst.set(firstImageKey(set), set);
    gone.add(set);
  }
  const same: DisplaySetPair[] = [];
  const changes: DisplaySetChange[] = [];
  const unmatched: DisplaySet[] = [];
  const pair = (former: DisplaySet, now: DisplaySet) => {
    gone.delete(former);
    const what = changedParts(former, now);
    if (what.length === 0) same.push({ before: former, after: now });
    else changes.push({ before: former, after: now, what });
  };
  for (const set of after) {
    const former = formerByFirst.get(firstImageKey(set));
    if (former && gone.has(former)) pair(former, set);
    else unmatched.push(set);
  }
  const holder = unmatched.length > 0 && gone.size > 0 ? holderOf(gone) : () => undefined;
  const added: DisplaySet[] = [];
  for (const set of unmatched) {
    const former = reordered(set, holder);
    if (former && gone.has(former)) pair(former, set);
    else added.push(set);
  }
  return { same, changed: changes, added, gone: [...gone] };
}

/** What differs for the reader, in the order of weight; empty when nothing does. */
export function changedParts(before: DisplaySet, after: DisplaySet): readonly ChangedPart[] {
  const parts: ChangedPart[] = [];
  if (!sameImagesInOrder(before, after)) parts.push(sameImages(before, after) ? 'order' : 'images');
  if (before.viewportKinds[0] !== after.viewportKinds[0] || before.unsupported !== after.unsupported)
    parts.push('kind');
  if (before.label !== after.label) parts.push('label');
  return parts;
}

/** The former set that holds exactly these instances, whatever their order. */
function reordered(
  set: DisplaySet,
  holder: (instanceKey: string) => DisplaySet | undefined,
): DisplaySet | undefined {
  const [first] = set.instances;
  const former = first && holder(instanceKey(set, first.SOPInstanceUID));
  if (!former || former.instances.length !== set.instances.length) return undefined;
  return set.instances.every(({ SOPInstanceUID }) => holder(instanceKey(set, SOPInstanceUID)) === former)
    ? former
    : undefined;
}

/** Which of these sets holds an instance. */
export function holderOf(sets: Iterable<DisplaySet>): (instanceKey: string) => DisplaySet | undefined {
  const holders = new Map<string, DisplaySet>();
  for (const set of sets)
    for (const { SOPInstanceUID } of set.instances) holders.set(instanceKey(set, SOPInstanceUID), set);
  return (key) => holders.get(key);
}

type SeriesIds = Pick<DisplaySet, 'StudyInstanceUID' | 'SeriesInstanceUID'>;

/** A broken archive may use one UID in two series: the series is part of the name. */
export const instanceKey = (
  { StudyInstanceUID, SeriesInstanceUID }: SeriesIds,
  SOPInstanceUID: string,
): string => `${StudyInstanceUID} ${SeriesInstanceUID} ${SOPInstanceUID}`;

function firstImageKey(set: DisplaySet): string {
  const ref = set.images?.[0];
  const instance = set.instances[ref?.instanceIndex ?? 0];
  return `${instanceKey(set, instance?.SOPInstanceUID ?? '')} ${ref?.frame ?? 1}`;
}

function sameImagesInOrder(a: DisplaySet, b: DisplaySet): boolean {
  if (!sameInstances(a, b)) return false;
  // What cannot be displayed counts no frames: its instances are all there is to compare.
  if (a.unsupported !== b.unsupported) return true;
  if (a.numImageFrames !== b.numImageFrames) return false;
  if (a.images === b.images) return true;
  const [first, second] = [a.images ?? inStoredOrder(a), b.images ?? inStoredOrder(b)];
  return (
    first !== undefined &&
    second !== undefined &&
    first.length === second.length &&
    first.every((ref, i) => {
      const other = second[i];
      return ref.instanceIndex === other?.instanceIndex && ref.frame === other.frame;
    })
  );
}

/** The images of one instance frame after frame; undefined where several instances would have to be counted through. */
function inStoredOrder({ instances, numImageFrames }: DisplaySet): readonly ImageRef[] | undefined {
  if (instances.length === numImageFrames)
    return Array.from({ length: numImageFrames }, (_, instanceIndex) => ({ instanceIndex, frame: 1 }));
  if (instances.length === 1)
    return Array.from({ length: numImageFrames }, (_, i) => ({ instanceIndex: 0, frame: i + 1 }));
  return undefined;
}

const sameInstances = (a: DisplaySet, b: DisplaySet): boolean =>
  a.instances === b.instances ||
  (a.instances.length === b.instances.length &&
    a.instances.every(({ SOPInstanceUID }, i) => SOPInstanceUID === b.instances[i]?.SOPInstanceUID));

function sameImages(a: DisplaySet, b: DisplaySet): boolean {
  const isFewer = a.unsupported === b.unsupported && a.numImageFrames !== b.numImageFrames;
  if (isFewer || a.instances.length !== b.instances.length) return false;
  const held = new Set(a.instances.map(({ SOPInstanceUID }) => SOPInstanceUID));
  return b.instances.every(({ SOPInstanceUID }) => held.has(SOPInstanceUID));
}
