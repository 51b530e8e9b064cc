/** So many items stay in the processor's cache while one question after another is asked of them. */
const blockSize = 256;

/**
 * Goes through a long list some items at a time, so that several looks at each
 * cost one fetch from memory: a million items fetched once a question would cost
 * more than the questions.
 * @param look at those from the first index up to, not with, the second; false ends it.
 * @returns whether it came to the end.
 */
export function inBlocks(length: number, look: (from: number, to: number) => boolean): boolean {
  for (let from = 0; from < length; from += blockSize)
    if (!look(from, Math.min(from + blockSize, length))) return false;
  return true;
}
