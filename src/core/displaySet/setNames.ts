import { compareStrings } from '../collections.ts';
import type { Instance } from '../dicom/instance.ts';

/** The split keys taken so far in one series, by the identity under which handlers name their display sets. */
export interface SetNames {
  /** The key, or where another handler of the same identity has it, the key with the set's smallest SOPInstanceUID. */
  take(identity: string, splitKey: string, instances: readonly Instance[]): string;
}

export function createSetNames(): SetNames {
  const taken = new Set<string>();
  return {
    take(identity, splitKey, instances) {
      const free = !taken.has(`${identity}\n${splitKey}`);
      const key = free ? splitKey : `${splitKey}|${smallestUid(instances)}`;
      taken.add(`${identity}\n${key}`);
      return key;
    },
  };
}

/** Tells a display set from every other of its series by content: no instance is in two. */
export function smallestUid(instances: readonly Instance[]): string {
  return instances.reduce(
    (least, { SOPInstanceUID }) => (compareStrings(SOPInstanceUID, least) < 0 ? SOPInstanceUID : least),
    instances[0]?.SOPInstanceUID ?? '',
  );
}
