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
};

export type PackedDisplaySet = Omit<DisplaySet, 'instances'> & { readonly instances: Uint32Array };
type PackedUnclaimed = Omit<UnclaimedInstance, 'instance'> & { readonly instance: number };

/** @param indices of the series' instances, as received. */
export function pack(series: OrganizedSeries, indices: ReadonlyMap<Instance, number>): PackedSeries {
  const indexOf = (instance: Instance) => {
    const index = indices.get(instance);
    if (index === undefined) throw new TypeError('a display set holds an instance that was not received');
    return index;
  };
  const packSet = (set: DisplaySet): PackedDisplaySet => ({
    ...set,
    instances: Uint32Array.from(set.instances, indexOf),
  });
  return {
    ...series,
    displaySets: series.displaySets.map(packSet),
    unclaimed: series.unclaimed.map((one) => ({ ...one, instance: indexOf(one.instance) })),
    unsupported: series.unsupported.map(packSet),
  };
}

/** @param instances the list whose places the packed series names. */
export function unpack(series: PackedSeries, instances: readonly Instance[]): OrganizedSeries {
  const instanceAt = (index: number) => {
    const instance = instances[index];
    if (!instance) throw new TypeError(`no instance ${index} of ${instances.length}`);
    return instance;
  };
  const unpackSet = (set: PackedDisplaySet): DisplaySet => ({
    ...set,
    instances: Array.from(set.instances, instanceAt),
  });
  return {
    ...series,
    displaySets: series.displaySets.map(unpackSet),
    unclaimed: series.unclaimed.map((one) => ({ ...one, instance: instanceAt(one.instance) })),
    unsupported: series.unsupported.map(unpackSet),
  };
}
