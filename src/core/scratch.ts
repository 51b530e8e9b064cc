/** Longer lists are worth an allocation of their own. */
const longest = 4096;

/**
 * Room for numbers that nobody keeps. A short flat list costs more to make and
 * to collect than to fill, and organizing a study asks for a dozen a series.
 * @returns a function that gives room for so many numbers, with anything in it:
 * for one user each, who is done with it before the next call.
 */
export function scratchNumbers(): (length: number) => Float64Array {
  const room = new Float64Array(longest);
  return (length) => (length <= longest ? room.subarray(0, length) : new Float64Array(length));
}
