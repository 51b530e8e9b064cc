import type { Instance } from '../dicom/instance.ts';

/** Longer lists are remembered weakly, so that what is closed is not kept; for each of many short ones that costs more than looking. */
const longestHeld = 1000;

/**
 * A function of a list of instances that remembers its last answer. Lists are
 * never changed here, and handlers are offered the same one after another, so
 * the list itself tells that it was looked at before.
 */
export function onceForList<T>(
  compute: (images: readonly Instance[]) => T,
): (images: readonly Instance[]) => T {
  let last: { readonly images: readonly Instance[]; readonly value: T } | undefined;
  const long = new WeakMap<readonly Instance[], { readonly value: T }>();
  return (images) => {
    const known = last?.images === images ? last : long.get(images);
    if (known) return known.value;
    const value = compute(images);
    if (images.length > longestHeld) long.set(images, { value });
    else last = { images, value };
    return value;
  };
}
