import type { Instance } from '../../dicom/instance.ts';
import type { DisplaySet } from '../displaySet.ts';
import type { OrganizedSeries, UnclaimedInstance } from '../organized.ts';

/**
 * An organized series on its way between threads: instances are named by their
 * place in the list that both threads have, so that only what is new is copied
 * and the page's display sets hold the page's own instances.
 */
export type PackedSeries = Omit<OrganizedSeries, 'displaySets' | 'unclaimed' | 'unsupported'> & {
  readonly displaySets: readonly PackedDisplaySet[];
  readonly unclaimed: readonly PackedUnclaimed[];
  readonly unsupported: readonly PackedDisplaySet[];
  /** Of all display sets in turn, the unsupported last: one list, because a series can have thousands of sets. */
  readonly indices: Uint32Array;
};

/** How many of `indices` are its own. */
export type PackedDisplaySet = Omit<DisplaySet, 'instances'> & { readonly instances: number };
type PackedUnclaimed = Omit<UnclaimedInstance, 'instance'> & { readonly instance: number };

/** @param indexOf of the series' instances, as received. */
export function pack(series: OrganizedSeries, indexOf: ReadonlyMap<Instance, number>): PackedSeries {
  const indices: number[] = [];
  const placeOf = (instance: Instance) => {
    const index = indexOf.get(instance);
    if (index === undefined) throw new TypeError('a display set holds an instance that was not received');
    return index;
  };
  const packSet = (set: DisplaySet): PackedDisplaySet => {
    for (const instance of set.instances) indices.push(placeOf(instance));
    return { ...set, instances: set.instances.length };
  };
  return {
    ...series,
    displaySets: series.displaySets.map(packSet),
    unclaimed: series.unclaimed.map((one) => ({ ...one, instance: placeOf(one.instance) })),
    unsupported: series.unsupported.map(packSet),
    indices: Uint32Array.from(indices),
  };
}

/** @param instances the list whose places the packed series names. */
export function unpack(
  { indices, displaySets, unclaimed, unsupported, ...series }: PackedSeries,
  instances: readonly Instance[],
): OrganizedSeries {
  const instanceAt = (index: number) => {
    const instance = instances[index];
    if (!instance) throw new TypeError(`no instance ${index} of ${instances.length}`);
    return instance;
  };
  let at = 0;
  const unpackSet = (set: PackedDisplaySet): DisplaySet => ({
    ...set,
    instances: Array.from(indices.subarray(at, (at += set.instances)), instanceAt),
  });
  return {
    ...series,
    displaySets: displaySets.map(unpackSet),
    unclaimed: unclaimed.map((one) => ({ ...one, instance: instanceAt(one.instance) })),
    unsupported: unsupported.map(unpackSet),
  };
}
