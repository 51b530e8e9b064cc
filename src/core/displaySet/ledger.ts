import { groupBy } from '../collections.ts';
import type { Instance } from '../dicom/instance.ts';

/**
 * Who has which instance of one series while its handlers are asked in turn.
 * One number an instance says it all, so a round costs a look at what is offered
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

/**
 * @param sorted the series in canonical order, each instance once.
 * @param indexOf the index in `sorted` of a SOPInstanceUID.
 */
export function createLedger(
  sorted: readonly Instance[],
  indexOf: (SOPInstanceUID: string) => number | undefined,
): Ledger {
  const left = groupBy(sorted.keys(), (i) => sorted[i]?.SOPClassUID ?? '');
  /** Twice the number of the round an instance was last offered in; one more once it is claimed. */
  const state = new Uint32Array(sorted.length);
  let round = 0;
  let offered: readonly string[] = [];
  let last = -1;
  let step = 1;

  /** Handlers mostly keep the order, turn it round or take every n-th: the next in step spares the look-up. */
  const find = (image: object, SOPInstanceUID: string) => {
    const guess = last + step;
    const i = sorted[guess] === image ? guess : indexOf(SOPInstanceUID);
    if (i === undefined) return undefined;
    step = i - last;
    last = i;
    return i;
  };
  const instancesAt = (indices: readonly number[]) => indices.flatMap((i) => sorted[i] ?? []);
  return {
    classesLeft: () => left.keys(),
    left: (SOPClassUID) => instancesAt(left.get(SOPClassUID) ?? []),
    offer(SOPClassUIDs) {
      round += 2;
      offered = SOPClassUIDs.filter((uid) => left.has(uid));
      last = -1;
      step = 1;
      const instances: Instance[] = [];
      for (const uid of offered)
        for (const i of left.get(uid) ?? []) {
          state[i] = round;
          const instance = sorted[i];
          if (instance) instances.push(instance);
        }
      return instances;
    },
    claim(image, SOPInstanceUID) {
      const i = find(image, SOPInstanceUID);
      const instance = i === undefined ? undefined : sorted[i];
      if (i === undefined || !instance) return 'not offered';
      if (state[i] === round + 1) return 'twice';
      if (state[i] !== round) return 'not offered';
      state[i] = round + 1;
      return instance;
    },
    withdraw() {
      for (const uid of offered) for (const i of left.get(uid) ?? []) state[i] = round;
    },
    settle() {
      const rest: Instance[] = [];
      let took = 0;
      const sopClasses = offered.map((SOPClassUID) => {
        const all = left.get(SOPClassUID) ?? [];
        const kept = all.filter((i) => state[i] !== round + 1);
        if (kept.length > 0) left.set(SOPClassUID, kept);
        else left.delete(SOPClassUID);
        for (const instance of instancesAt(kept)) rest.push(instance);
        took += all.length - kept.length;
        return { SOPClassUID, offered: all.length, took: all.length - kept.length };
      });
      return { sopClasses, took, rest };
    },
  };
}
