import { compareStrings } from '../collections.ts';
import type { Instance } from '../dicom/instance.ts';
import { orderByKey } from '../orderByKey.ts';

/** A series with every instance once, in an order that does not depend on arrival. */
export interface CanonicalSeries {
  readonly sorted: readonly Instance[];
  /** Where in `sorted` the instance with this SOPInstanceUID is. */
  readonly indexOf: (SOPInstanceUID: string) => number | undefined;
  /** Those set aside, because another of their UID is kept. */
  readonly duplicates: readonly Instance[];
}

/** InstanceNumber, missing ones last, then SOPInstanceUID: never the order of arrival. */
export function inCanonicalOrder(instances: readonly Instance[]): CanonicalSeries {
  const { unique, positions, duplicates } = withoutDuplicates(instances);
  const uidAt = (i: number) => unique[i]?.SOPInstanceUID ?? '';
  const numbers = Float64Array.from(unique, ({ InstanceNumber }) => InstanceNumber ?? Infinity);
  const order = orderByKey(numbers, (a, b) => compareStrings(uidAt(a), uidAt(b)));
  const ranks = new Uint32Array(order.length);
  const sorted: Instance[] = [];
  for (const [rank, position] of order.entries()) {
    ranks[position] = rank;
    const instance = unique[position];
    if (instance) sorted.push(instance);
  }
  const indexOf = (SOPInstanceUID: string) => {
    const position = positions.get(SOPInstanceUID);
    return position === undefined ? undefined : ranks[position];
  };
  return { sorted, indexOf, duplicates };
}

/** Of two with one UID the one whose content sorts first, whichever came first. */
function withoutDuplicates(instances: readonly Instance[]) {
  const unique: Instance[] = [];
  const positions = new Map<string, number>();
  const duplicates: Instance[] = [];
  for (const instance of instances) {
    const position = positions.get(instance.SOPInstanceUID);
    const earlier = position === undefined ? undefined : unique[position];
    if (position === undefined || !earlier) {
      positions.set(instance.SOPInstanceUID, unique.length);
      unique.push(instance);
      continue;
    }
    const [kept, other] =
      compareStrings(stableJson(earlier), stableJson(instance)) <= 0
        ? [earlier, instance]
        : [instance, earlier];
    unique[position] = kept;
    duplicates.push(other);
  }
  return { unique, positions, duplicates };
}

function stableJson(instance: Instance): string {
  return JSON.stringify(Object.entries(instance).sort(([a], [b]) => compareStrings(a, b)));
}
