import type { Instance } from '../dicom/instance.ts';
import { inOrder } from '../orderByKey.ts';

/**
 * Who has which instance of one series while its handlers are asked in turn.
 * One number an instance says it all, so a round costs a list of what is offered
 * and a look at what comes back.
 */
export interface Ledger {
  /** SOP classes of which something is left, '' among them. */
  classesLeft(): Iterable<string>;
  /** What is left of a SOP class, in canonical order. */
  left(SOPClassUID: string): readonly Instance[];
  /** Opens a round for one handler: until the next it may claim what is left of these classes. @returns a new list of that. */
  offer(SOPClassUIDs: readonly string[]): Instance[];
  /** Takes one of those offered in this round, by its UID: handlers may return copies. */
  claim(image: object, SOPInstanceUID: string): Instance | 'not offered' | 'twice';
  /** Forgets the claims of this round. */
  withdraw(): void;
  /** Ends the round: its claims are no longer left. */
  settle(): RoundResult;
}

export interface RoundResult {
  /** By SOP class, in the order offered; only classes of which something was. */
  readonly sopClasses: readonly {
    readonly SOPClassUID: string;
    readonly offered: number;
    readonly took: number;
  }[];
  readonly took: number;
  /** What was offered and not taken, in the order offered. */
  readonly rest: readonly Instance[];
}

/** @param sorted the series in canonical order, each instance once. */
export function createLedger(sorted: readonly Instance[]): Ledger {
  const left = indicesByClass(sorted);
  /** By index: the round that took the instance, 0 while it is left. */
  const takenIn = new Uint32Array(sorted.length);
  let round = 0;
  let took = 0;
  let offered: readonly string[] = [];
  let lastClass: string | undefined;
  let last = -1;
  let step = 1;
  let byUid: ReadonlyMap<string, number> | undefined;

  /** Handlers mostly keep the order, turn it round or take every n-th: the next in step spares the look-up. */
  const find = (image: object, SOPInstanceUID: string) => {
    const guess = last + step;
    let i: number | undefined = guess;
    if (sorted[guess] !== image) {
      byUid ??= new Map(sorted.map((instance, index) => [instance.SOPInstanceUID, index]));
      i = byUid.get(SOPInstanceUID);
    }
    if (i === undefined) return undefined;
    step = i - last;
    last = i;
    return i;
  };
  const isOffered = (SOPClassUID: string) => {
    if (SOPClassUID === lastClass) return true;
    if (!offered.includes(SOPClassUID)) return false;
    lastClass = SOPClassUID;
    return true;
  };
  return {
    classesLeft: () => left.keys(),
    left: (SOPClassUID) => inOrder(sorted, left.get(SOPClassUID) ?? []),
    offer(SOPClassUIDs) {
      round++;
      took = 0;
      offered = SOPClassUIDs.filter((uid) => left.has(uid));
      lastClass = undefined;
      last = -1;
      step = 1;
      const [first, ...rest] = offered.map((uid) => inOrder(sorted, left.get(uid) ?? []));
      return first ? first.concat(...rest) : [];
    },
    claim(image, SOPInstanceUID) {
      const i = find(image, SOPInstanceUID);
      const instance = i === undefined ? undefined : sorted[i];
      if (i === undefined || !instance) return 'not offered';
      if (takenIn[i] === round) return 'twice';
      if (takenIn[i] !== 0 || !isOffered(instance.SOPClassUID)) return 'not offered';
      takenIn[i] = round;
      took++;
      return instance;
    },
    withdraw() {
      for (const uid of offered)
        for (const i of left.get(uid) ?? []) if (takenIn[i] === round) takenIn[i] = 0;
      took = 0;
    },
    settle() {
      const kept: (readonly number[])[] = [];
      const sopClasses = offered.map((SOPClassUID) => {
        const all = left.get(SOPClassUID) ?? [];
        // Most handlers leave all they are offered.
        const still = took === 0 ? all : all.filter((i) => takenIn[i] === 0);
        if (still.length > 0) left.set(SOPClassUID, still);
        else left.delete(SOPClassUID);
        kept.push(still);
        return { SOPClassUID, offered: all.length, took: all.length - still.length };
      });
      return { sopClasses, took, rest: kept.flatMap((indices) => inOrder(sorted, indices)) };
    },
  };
}

function indicesByClass(sorted: readonly Instance[]): Map<string, readonly number[]> {
  const byClass = new Map<string, number[]>();
  let last: string | undefined;
  let indices: number[] = [];
  for (let i = 0; i < sorted.length; i++) {
    const SOPClassUID = sorted[i]?.SOPClassUID ?? '';
    // Nearly always the same as the one before.
    if (SOPClassUID !== last) {
      last = SOPClassUID;
      indices = byClass.get(SOPClassUID) ?? [];
      byClass.set(SOPClassUID, indices);
    }
    indices.push(i);
  }
  return byClass;
}
