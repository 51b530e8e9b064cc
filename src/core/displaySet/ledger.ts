import type { Instance } from '../dicom/instance.ts';
import { sameItems } from '../collections.ts';
import { inOrder } from '../orderByKey.ts';

/**
 * Who has which instance of one series while its handlers are asked in turn.
 * Two numbers an instance say it all, its class and the round that took it, so a
 * round costs a list of what is offered and a look at what comes back; the
 * instances themselves, spread over memory, are read once.
 */
export interface Ledger {
  /** SOP classes of which something is left, '' among them. */
  classesLeft(): readonly string[];
  /** What is left of a SOP class, in canonical order. */
  left(SOPClassUID: string): readonly Instance[];
  /**
   * Opens a round for one handler: until the next it may claim what is left of these classes.
   * @param shared the handler leaves lists as they are, so it may have the one that others had.
   * @returns a list of that, new unless shared.
   */
  offer(SOPClassUIDs: readonly string[], shared: boolean): readonly Instance[];
  /** Takes one of those offered in this round; handlers may return copies, which are known by their UID. */
  claim(image: unknown): Instance | Refusal;
  /** A list to be written over with so many claimed ones: one that grows is moved many times on the way to a million. */
  room(count: number): Instance[];
  /** Forgets the claims of this round. */
  withdraw(): void;
  /** Ends the round: its claims are no longer left. */
  settle(): RoundResult;
}

export type Refusal = 'not an instance' | 'not offered' | 'twice';

export interface RoundResult {
  /** By SOP class, in the order offered; only classes of which something was. */
  readonly sopClasses: readonly {
    readonly SOPClassUID: string;
    readonly offered: number;
    readonly took: number;
  }[];
  readonly took: number;
  /** How many were offered and not taken. */
  readonly left: number;
  /** The first of them, in the order offered; where the handler had a list of its own, again one of its own. */
  rest(limit: number): readonly Instance[];
}

/** The instances of one SOP class that are left, by index in canonical order. */
interface ClassEntry {
  readonly SOPClassUID: string;
  left: Uint32Array;
}

/** What a round offered of which nothing has been taken since, and what is told of rounds that leave it all. */
interface Untouched {
  readonly of: readonly ClassEntry[];
  readonly list: readonly Instance[];
  leftShared?: RoundResult;
  leftOwn?: RoundResult;
}

/** @param sorted the series in canonical order, each instance once. @param classNumbers of these. */
export function createLedger(sorted: readonly Instance[], classNumbers: ClassNumbers): Ledger {
  const { classOf } = classNumbers;
  const classes = classEntries(classNumbers);
  /** By index: the round that took the instance, 0 while it is left. */
  const takenIn = new Uint32Array(sorted.length);
  let round = 0;
  let took = 0;
  let isShared = false;
  let offered: readonly ClassEntry[] = [];
  /** By number of the class. */
  let isOffered: readonly boolean[] = [];
  /** What the last round offered, for as long as nothing has been taken since: most handlers leave it all to the next. */
  let untouched: Untouched | undefined;
  let last = -1;
  let step = 1;
  let byUid: ReadonlyMap<string, number> | undefined;

  const entriesFor = (uids: readonly string[]) =>
    uids.flatMap(
      (uid) => classes.find(({ SOPClassUID, left }) => SOPClassUID === uid && left.length > 0) ?? [],
    );
  /** Handlers mostly keep the order, turn it round or take every n-th: the next in step spares the look-up. */
  const find = (image: unknown) => {
    const guess = last + step;
    let i: number | undefined = guess;
    if (image === undefined || sorted[guess] !== image) {
      if (!hasUid(image)) return 'not an instance';
      byUid ??= new Map(sorted.map((instance, index) => [instance.SOPInstanceUID, index]));
      i = byUid.get(image.SOPInstanceUID);
      if (i === undefined) return 'not offered';
    }
    step = i - last;
    last = i;
    return i;
  };
  return {
    classesLeft: () => classes.flatMap(({ SOPClassUID, left }) => (left.length > 0 ? [SOPClassUID] : [])),
    left: (SOPClassUID) => entriesFor([SOPClassUID]).flatMap(({ left }) => inOrder(sorted, left)),
    offer(SOPClassUIDs, shared) {
      round++;
      isShared = shared;
      took = 0;
      offered = entriesFor(SOPClassUIDs);
      isOffered = classes.map((entry) => offered.includes(entry));
      last = -1;
      step = 1;
      if (!untouched || !sameItems(untouched.of, offered)) {
        const [first = [], ...others] = offered.map(({ left }) => inOrder(sorted, left));
        untouched = { of: offered, list: others.length > 0 ? first.concat(...others) : first };
      }
      return shared ? untouched.list : untouched.list.slice();
    },
    claim(image) {
      const i = find(image);
      if (typeof i === 'string') return i;
      const instance = sorted[i];
      if (takenIn[i] === round) return 'twice';
      if (!instance || takenIn[i] !== 0 || !isOffered[classOf[i] ?? -1]) return 'not offered';
      takenIn[i] = round;
      took++;
      return instance;
    },
    room: (count) => sorted.slice(0, count),
    withdraw() {
      for (const { left } of offered) for (const i of left) if (takenIn[i] === round) takenIn[i] = 0;
      took = 0;
    },
    settle() {
      if (took > 0) untouched = undefined;
      const known = isShared ? untouched?.leftShared : untouched?.leftOwn;
      if (known) return known;
      const sopClasses = offered.map((entry) => {
        const { SOPClassUID, left } = entry;
        // Most handlers leave all they are offered.
        if (took > 0) entry.left = untaken(left, takenIn);
        return { SOPClassUID, offered: left.length, took: left.length - entry.left.length };
      });
      const kept = offered.map(({ left }) => left);
      const whole = untouched;
      const mayShare = isShared;
      const result: RoundResult = {
        sopClasses,
        took,
        left: kept.reduce((sum, { length }) => sum + length, 0),
        rest: (limit) => {
          if (!whole) return firstOf(sorted, kept, limit);
          return mayShare && whole.list.length <= limit ? whole.list : whole.list.slice(0, limit);
        },
      };
      if (whole && mayShare) whole.leftShared = result;
      else if (whole) whole.leftOwn = result;
      return result;
    },
  };
}

function untaken(indices: Uint32Array, takenIn: Uint32Array): Uint32Array {
  let count = 0;
  for (let at = 0; at < indices.length; at++) if (takenIn[indices[at] ?? 0] === 0) count++;
  const left = new Uint32Array(count);
  count = 0;
  for (let at = 0; at < indices.length && count < left.length; at++) {
    const i = indices[at] ?? 0;
    if (takenIn[i] === 0) left[count++] = i;
  }
  return left;
}

function firstOf(
  sorted: readonly Instance[],
  lists: readonly Uint32Array[],
  limit: number,
): readonly Instance[] {
  const some: Instance[] = [];
  for (const indices of lists)
    for (const i of indices) {
      if (some.length >= limit) return some;
      const instance = sorted[i];
      if (instance) some.push(instance);
    }
  return some;
}

function hasUid(image: unknown): image is { readonly SOPInstanceUID: string } {
  return (
    typeof image === 'object' &&
    image !== null &&
    'SOPInstanceUID' in image &&
    typeof image.SOPInstanceUID === 'string'
  );
}

/** The SOP classes of a series. */
export interface ClassNumbers {
  /** By instance, in canonical order: the number of its class. */
  readonly classOf: Uint32Array;
  /** By number, in the order in which they come. */
  readonly SOPClassUIDs: readonly string[];
  /** By number: how many instances are of it. */
  readonly counts: readonly number[];
}

/** Numbers the classes of so many instances, which are looked at in parts, one after another. */
export function classLook(length: number) {
  const classOf = new Uint32Array(length);
  const SOPClassUIDs: string[] = [];
  const counts: number[] = [];
  const numbers = new Map<string, number>();
  let last: string | undefined;
  let number = 0;
  const numberOf = (SOPClassUID: string) => {
    const known = numbers.get(SOPClassUID);
    if (known !== undefined) return known;
    counts.push(0);
    numbers.set(SOPClassUID, SOPClassUIDs.length);
    return SOPClassUIDs.push(SOPClassUID) - 1;
  };
  return {
    see(instances: readonly Instance[], from: number, to: number): void {
      for (let i = from; i < to; i++) {
        const SOPClassUID = instances[i]?.SOPClassUID ?? '';
        // Nearly always the same as the one before.
        if (SOPClassUID !== last) {
          last = SOPClassUID;
          number = numberOf(SOPClassUID);
        }
        classOf[i] = number;
        counts[number] = (counts[number] ?? 0) + 1;
      }
    },
    seen: (): ClassNumbers => ({ classOf, SOPClassUIDs, counts }),
  };
}

const classEntries = ({ classOf, SOPClassUIDs, counts }: ClassNumbers) =>
  SOPClassUIDs.map((SOPClassUID, number): ClassEntry => ({
    SOPClassUID,
    left: indicesOf(classOf, number, counts[number] ?? 0),
  }));

function indicesOf(classOf: Uint32Array, number: number, count: number): Uint32Array {
  const indices = new Uint32Array(count);
  let at = 0;
  for (let i = 0; i < classOf.length; i++) if (classOf[i] === number) indices[at++] = i;
  return indices;
}
