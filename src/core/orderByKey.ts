import { scratchNumbers } from './scratch.ts';

/** A number of each item, in one flat list: a new one, unless one of as many numbers is given. */
export function numbersOf<T>(
  items: readonly T[],
  numberOf: (item: T) => number,
  numbers: Float64Array = new Float64Array(items.length),
): Float64Array {
  for (let i = 0; i < numbers.length; i++) {
    const item = items[i];
    if (item !== undefined) numbers[i] = numberOf(item);
  }
  return numbers;
}

/** Items in the order of these indices, each of them at most once. */
export function inOrder<T>(items: readonly T[], order: ArrayLike<number>): T[] {
  // A copy has its final size at once; a list that grows is moved many times on the way to a million.
  const ordered = items.slice(0, order.length);
  for (let i = 0; i < order.length; i++) {
    const item = items[order[i] ?? -1];
    if (item !== undefined) ordered[i] = item;
  }
  return ordered;
}

/**
 * The order of items by a numeric key, smallest first, for lists of a million:
 * the keys are read once, a list that is in order already (the usual case) costs
 * one look at each, and equal keys alone are compared again.
 * @param keys one an item, never NaN; Infinity puts an item last.
 * @param compareTies tells items of one key apart, by index; 0 keeps them as they came.
 * @returns indices of the items.
 */
export function orderByKey(keys: Float64Array, compareTies: (a: number, b: number) => number): Uint32Array {
  const order = isAscending(keys)
    ? countUp(keys.length)
    : isDescending(keys)
      ? countUp(keys.length).reverse()
      : (sortedWhole(keys) ?? sortedAny(keys));
  let from = 0;
  for (let to = 1; to <= order.length; to++) {
    const run = keyAt(keys, order, from);
    if (to < order.length && keyAt(keys, order, to) === run) continue;
    if (to - from > 1) settleTies(order.subarray(from, to), compareTies);
    from = to;
  }
  return order;
}

const keyAt = (keys: Float64Array, order: Uint32Array, at: number) => keys[order[at] ?? 0] ?? 0;

function settleTies(run: Uint32Array, compare: (a: number, b: number) => number): void {
  for (let i = 1; i < run.length; i++) {
    if (compare(run[i - 1] ?? 0, run[i] ?? 0) <= 0) continue;
    run.sort(compare);
    return;
  }
}

/** Whether no number is less than the one before it. */
export function isAscending(numbers: Float64Array): boolean {
  for (let i = 1; i < numbers.length; i++) if ((numbers[i - 1] ?? 0) > (numbers[i] ?? 0)) return false;
  return true;
}

/** Whether each number is less than the one before it: equal ones would come out the wrong way round. */
function isDescending(numbers: Float64Array): boolean {
  for (let i = 1; i < numbers.length; i++) if ((numbers[i - 1] ?? 0) <= (numbers[i] ?? 0)) return false;
  return true;
}

/** Whether the order leaves everything where it is. */
export function isAsItWas(order: Uint32Array): boolean {
  for (let i = 0; i < order.length; i++) if (order[i] !== i) return false;
  return true;
}

function countUp(length: number): Uint32Array {
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  return order;
}

const packedRoom = scratchNumbers();

/**
 * Whole numbers: key and index packed into one number each, which the engine
 * sorts without calling back, several times faster than with a comparison.
 * @returns undefined when a key is not whole or the packed numbers would not be exact.
 */
function sortedWhole(keys: Float64Array): Uint32Array | undefined {
  const count = keys.length;
  let least = Infinity;
  let most = -Infinity;
  for (const key of keys) {
    if (key === Infinity) continue;
    if (!Number.isSafeInteger(key)) return undefined;
    if (key < least) least = key;
    if (key > most) most = key;
  }
  if (!((most - least + 2) * count < Number.MAX_SAFE_INTEGER)) return undefined;
  const packed = packedRoom(count);
  for (let i = 0; i < count; i++) packed[i] = (Math.min(keys[i] ?? 0, most + 1) - least) * count + i;
  packed.sort();
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = (packed[i] ?? 0) % count;
  return order;
}

function sortedAny(keys: Float64Array): Uint32Array {
  return countUp(keys.length).sort((a, b) => {
    const [keyA = 0, keyB = 0] = [keys[a], keys[b]];
    return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
  });
}
