import { sameItems } from '../collections.ts';
import type { Instance } from '../dicom/instance.ts';

/**
 * A function of a list of instances that remembers its last answer for lists
 * that begin alike: handlers are offered the same list one after another, and
 * comparing two lists of references is a small part of looking at what they hold.
 */
export function onceForList<T>(
  compute: (images: readonly Instance[]) => T,
): (images: readonly Instance[]) => T {
  const known = new WeakMap<Instance, { readonly images: readonly Instance[]; readonly value: T }>();
  return (images) => {
    const [first] = images;
    if (!first) return compute(images);
    const before = known.get(first);
    if (before && sameItems(before.images, images)) return before.value;
    const value = compute(images);
    known.set(first, { images, value });
    return value;
  };
}
