import { roundTo } from '../roundTo.ts';
import type { Instance } from '../dicom/instance.ts';
import { sameItems } from '../collections.ts';

/** A value that images are told apart by: `key` for identity, `label` for people. */
export interface SplitValue {
  readonly key: string;
  /** '' when the value is not worth showing. */
  readonly label: string;
  /** Where groups are told in the order of their values: a number for it. */
  readonly order?: number;
}

/** One attribute that may split a series. */
export interface SplitAttribute {
  /** Short and stable: part of display set identities. */
  readonly id: string;
  /** For the explanation: "echo time". */
  readonly name: string;
  /**
   * `always`: different values never share a stack. `specific` and `incidental`:
   * only where one position has several images, because many scanners vary these
   * from slice to slice of one stack.
   *
   * A `specific` value is part of the identity even while it is the only one, so
   * that a second value arriving later leaves the first set's name alone.
   */
  readonly kind: 'always' | 'specific' | 'incidental';
  /**
   * Another handler's to split by: here a value that all images share is noted,
   * and nothing is split.
   */
  readonly elsewhere?: boolean;
  /**
   * A first look without making anything: true only where both images certainly
   * have one value. Most attributes are the same in all images of a series, and
   * are then not classified at all.
   */
  same(a: Instance, b: Instance): boolean;
  /**
   * Looks at all images of a group. @returns each one's value, in their order;
   * undefined for an image without one.
   */
  classify(images: readonly Instance[]): readonly (SplitValue | undefined)[];
  /** A last word on the groups this would make. */
  accepts?(parts: readonly (readonly Instance[])[]): boolean;
}

type Kind = SplitAttribute['kind'];

/** Different values are different groups. */
export function byText(
  kind: Kind,
  id: string,
  name: string,
  textOf: (image: Instance) => string | undefined,
  labelOf: (text: string, image: Instance) => string = (text) => text,
): SplitAttribute {
  return {
    id,
    name,
    kind,
    same: (a, b) => textOf(a) === textOf(b),
    classify(images) {
      const values = new Map<string, SplitValue>();
      return images.map((image) => {
        const text = textOf(image);
        if (text === undefined || text === '') return undefined;
        let value = values.get(text);
        if (!value) values.set(text, (value = { key: text, label: labelOf(text, image) }));
        return value;
      });
    },
  };
}

/** Attributes of several values; together they are one text. */
export function byList<T>(
  kind: Kind,
  id: string,
  name: string,
  listOf: (image: Instance) => readonly T[] | undefined,
  textOf: (list: readonly T[]) => string,
  labelOf: (text: string) => string = (text) => text,
): SplitAttribute {
  const text = (image: Instance) => {
    const list = listOf(image);
    return list && textOf(list);
  };
  return {
    ...byText(kind, id, name, text, labelOf),
    same: (a, b) => sameItems(listOf(a), listOf(b)),
  };
}

/** Values nearer to their neighbour than the tolerance are one group: scanners round. */
export function byNumber(
  kind: Kind,
  id: string,
  name: string,
  numberOf: (image: Instance) => number | undefined,
  tolerance: (value: number) => number,
  labelOf: (value: number, place: Place) => string,
): SplitAttribute {
  return {
    id,
    name,
    kind,
    same: (a, b) => numberOf(a) === numberOf(b),
    classify(images) {
      const numbers = images.map(numberOf);
      const values = clusters(new Set(numbers), tolerance, labelOf);
      return numbers.map((number) => (number === undefined ? undefined : values.get(number)));
    },
  };
}

/** Which of several values, smallest first, from 1. */
export interface Place {
  readonly rank: number;
  readonly of: number;
}

function clusters(
  numbers: Iterable<number | undefined>,
  tolerance: (value: number) => number,
  labelOf: (value: number, place: Place) => string,
): ReadonlyMap<number, SplitValue> {
  const sorted = Float64Array.from([...numbers].filter((number) => number !== undefined)).sort();
  const found: number[][] = [];
  let previous = -Infinity;
  for (const number of sorted) {
    const last = found.at(-1);
    if (last && number - previous <= tolerance(number)) last.push(number);
    else found.push([number]);
    previous = number;
  }
  const values = new Map<number, SplitValue>();
  for (const [i, cluster] of found.entries()) {
    const shown = roundTo(cluster[0] ?? 0, 100);
    const value = { key: String(shown), label: labelOf(shown, { rank: i + 1, of: found.length }), order: i };
    for (const number of cluster) values.set(number, value);
  }
  return values;
}
