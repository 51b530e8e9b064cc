import type { Instance } from '../dicom/instance.ts';
import { numbersOf, orderByKey } from '../orderByKey.ts';
import { positionKeys } from './placement.ts';
import type { SplitAttribute } from './splitAttribute.ts';

/**
 * Nothing else tells the images of a position apart, but every position has as
 * many, and InstanceNumber counts one volume after another: repetitions, as in
 * functional MR.
 */
export const repetition: SplitAttribute = {
  id: 'repetition',
  name: 'repetition',
  kind: 'incidental',
  // Two images alone never tell: it is a matter of all of them.
  same: () => false,
  classify(images) {
    const ranks = volumeRanks(images);
    return images.map((_, i) => {
      const rank = ranks?.[i];
      return rank === undefined ? undefined : { key: String(rank), label: `repetition ${rank}`, order: rank };
    });
  },
};

/** Which volume each image is of, from 1, by index. */
function volumeRanks(images: readonly Instance[]): readonly number[] | undefined {
  const keys = positionKeys(images);
  if (!keys || images.some(({ InstanceNumber }) => InstanceNumber === undefined)) return undefined;
  const positions = new Set(keys).size;
  if (positions < 2 || images.length === positions || images.length % positions !== 0) return undefined;
  const numbers = numbersOf(images, ({ InstanceNumber }) => InstanceNumber ?? 0);
  const order = orderByKey(numbers, (a, b) => a - b);
  const ranks = Array.from<number>({ length: images.length });
  for (let start = 0; start < order.length; start += positions) {
    const volume = order.subarray(start, start + positions);
    if (new Set(Array.from(volume, (i) => keys[i])).size !== positions) return undefined;
    for (const i of volume) ranks[i] = start / positions + 1;
  }
  return ranks;
}
