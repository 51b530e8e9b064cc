import { compareStrings } from '../collections.ts';
import type { Instance } from '../dicom/instance.ts';
import { inOrder, numbersOf, orderByKey } from '../orderByKey.ts';
import { scratchNumbers } from '../scratch.ts';

/** A series with every instance once, in an order that does not depend on arrival. */
export interface CanonicalSeries {
  readonly sorted: readonly Instance[];
  /** Those set aside, because another of their UID is kept. */
  readonly duplicates: readonly Instance[];
}

/** InstanceNumber, missing ones last, then SOPInstanceUID: never the order of arrival. */
export function sortedOnce(instances: readonly Instance[]): CanonicalSeries {
  const sorted = byNumberAndUid(instances);
  if (areRising(sorted)) return { sorted, duplicates: [] };
  const { byUid, duplicates } = withoutDuplicates(sorted);
  return { sorted: duplicates.length === 0 ? sorted : byNumberAndUid([...byUid.values()]), duplicates };
}

/**
 * Asked of one part of a list after another: whether the instances came as a
 * device makes them, each number and each UID after the one before: nothing to
 * sort and nothing twice.
 */
export function risingLook(): (instances: readonly Instance[], from: number, to: number) => boolean {
  let number = -Infinity;
  let uid = '';
  return (instances, from, to) => {
    for (let i = from; i < to; i++) {
      const instance = instances[i];
      if (!instance) return false;
      const { InstanceNumber, SOPInstanceUID } = instance;
      if (InstanceNumber === undefined || InstanceNumber <= number || !isAfter(SOPInstanceUID, uid))
        return false;
      number = InstanceNumber;
      uid = SOPInstanceUID;
    }
    return true;
  };
}

/** Longer or, at one length, greater: as a count goes on from 9 to 10. */
const isAfter = (uid: string, last: string) =>
  uid.length === last.length ? uid > last : uid.length > last.length;

const numbersRoom = scratchNumbers();
function byNumberAndUid(instances: readonly Instance[]): readonly Instance[] {
  const uidAt = (i: number) => instances[i]?.SOPInstanceUID ?? '';
  const numbers = numbersOf(
    instances,
    ({ InstanceNumber }) => InstanceNumber ?? Infinity,
    numbersRoom(instances.length),
  );
  return inOrder(
    instances,
    orderByKey(numbers, (a, b) => compareStrings(uidAt(a), uidAt(b))),
  );
}

/** Whether each UID is after the one before it: then no two are the same, and a table of them all is spared. */
function areRising(instances: readonly Instance[]): boolean {
  let last = '';
  for (const { SOPInstanceUID } of instances) {
    if (!isAfter(SOPInstanceUID, last)) return false;
    last = SOPInstanceUID;
  }
  return true;
}

/** Of two with one UID the one whose content sorts first, whichever came first. */
function withoutDuplicates(instances: readonly Instance[]) {
  const byUid = new Map<string, Instance>();
  const duplicates: Instance[] = [];
  for (const instance of instances) {
    const earlier = byUid.get(instance.SOPInstanceUID);
    if (!earlier) {
      byUid.set(instance.SOPInstanceUID, instance);
      continue;
    }
    const [kept, other] =
      compareStrings(stableJson(earlier), stableJson(instance)) <= 0
        ? [earlier, instance]
        : [instance, earlier];
    byUid.set(instance.SOPInstanceUID, kept);
    duplicates.push(other);
  }
  return { byUid, duplicates };
}

function stableJson(instance: Instance): string {
  return JSON.stringify(Object.entries(instance).sort(([a], [b]) => compareStrings(a, b)));
}
