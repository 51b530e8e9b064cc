import type { Instance } from '../dicom/instance.ts';

interface Known<T> {
  readonly images: readonly Instance[];
  readonly value: T;
}

export interface OnceForList<T> {
  (images: readonly Instance[]): T;
  /** The answer was found on the way to another. */
  know(images: readonly Instance[], value: T): void;
}

/** Longer lists are remembered weakly, so that what is closed is not kept; for each of many short ones that costs more than looking. */
const longestHeld = 1000;
/** Of shorter ones the last few: the groups of a series are asked about in turn. */
const mostHeld = 4;

/**
 * A function of a list of instances that remembers its last answers. Lists are
 * never changed here, and handlers are offered the same one after another, so
 * the list itself tells that it was looked at before.
 */
export function onceForList<T>(compute: (images: readonly Instance[]) => T): OnceForList<T> {
  const long = new WeakMap<readonly Instance[], Known<T>>();
  const short: Known<T>[] = [];
  let next = 0;
  const knownOf = (images: readonly Instance[]) => {
    if (images.length > longestHeld) return long.get(images);
    for (let i = 0; i < short.length; i++) if (short[i]?.images === images) return short[i];
    return undefined;
  };
  const know = (images: readonly Instance[], value: T): T => {
    const known = { images, value };
    if (images.length > longestHeld) long.set(images, known);
    else short[next++ % mostHeld] = known;
    return value;
  };
  const once = (images: readonly Instance[]) => {
    const known = knownOf(images);
    return known ? known.value : know(images, compute(images));
  };
  return Object.assign(once, { know });
}
