import { compareStrings, groupBy } from '../collections.ts';
import type { Instance } from '../dicom/instance.ts';
import { ANY_SOP_CLASS, sopClassName } from '../dicom/sopClass.ts';
import { unreadClasses } from '../dicom/unread.ts';
import { describeError } from '../errors.ts';
import { leavesListAsIs } from '../extension/leavesListAsIs.ts';
import type { RegisteredHandler } from '../extension/sopClassHandler.ts';
import { applyRules } from './applyRules.ts';
import { type Claim, readAnswer } from './claims.ts';
import { completeDisplaySet } from './complete.ts';
import type { DisplaySet, DisplaySetMessage } from './displaySet.ts';
import { createLedger, type Ledger, type RoundResult } from './ledger.ts';
import { mergeOrganized } from './mergeOrganized.ts';
import { labelAcross } from './labelAcross.ts';
import type { HandlerTrace, Organized, OrganizedSeries, UnclaimedInstance } from './organized.ts';
import { mixedPatients } from './patients.ts';
import { readSeries, type SeriesRead } from './readSeries.ts';
import type { GroupingRule } from './rule.ts';
import type { RuledSet } from './ruledSet.ts';
import { seriesAmong } from './seriesAmong.ts';
import { settleSplitKeys } from './settleSplitKeys.ts';
import { createSetNames, type SetNames } from './setNames.ts';
import { type Asked, reasonLeft, traceOf } from './trace.ts';

export { mergeOrganized } from './mergeOrganized.ts';

/** The handler id of the display sets that stand for what no handler took. */
export const unsupportedHandlerId = 'hangar.unsupported';

/**
 * What instances become under an ordered list of handlers. The same value for
 * any order and batching of the same instances; every instance is in exactly
 * one display set or unclaimed with a reason. Cost is linear in instances, with
 * one sort a series.
 */
export function organize(
  instances: Iterable<Instance>,
  handlers: readonly RegisteredHandler[],
  rules: readonly GroupingRule[] = [],
): Organized {
  return mergeOrganized(
    Array.from(seriesAmong(instances), (series) => organizeSeries(series, handlers, rules)),
  );
}

/** What came of asking one handler, before the rules. */
interface Round {
  readonly registered: RegisteredHandler;
  readonly asked: Asked;
  readonly result: RoundResult;
  readonly sets: readonly RuledSet[];
}

const nothing: Omit<Round, 'registered'> = {
  asked: { claims: [], empty: 0, failed: undefined },
  result: { sopClasses: [], took: 0, left: 0, rest: () => [] },
  sets: [],
};

/** Most handlers are for other kinds of objects than a series holds: their rounds are all the same. */
const idleRounds = new WeakMap<RegisteredHandler, Round>();
function idleRound(registered: RegisteredHandler): Round {
  let round = idleRounds.get(registered);
  if (!round) idleRounds.set(registered, (round = { registered, ...nothing }));
  return round;
}

/**
 * One series. Handlers are tried in order; each is offered the instances of its
 * SOP classes that no earlier one took, in one canonical order: the order of
 * its `sopClassUids`, then InstanceNumber, then SOPInstanceUID.
 * What the handlers claim then goes through the rules that a reader made by hand.
 * @param instances of one series; of two with one SOPInstanceUID one is kept, and it is told.
 */
export function organizeSeries(
  instances: readonly Instance[],
  handlers: readonly RegisteredHandler[],
  rules: readonly GroupingRule[] = [],
): OrganizedSeries {
  const read = readSeries(instances);
  const { sorted } = read;
  const { StudyInstanceUID = '', SeriesInstanceUID = '' } = sorted[0] ?? {};
  const ledger = createLedger(sorted, read.classes);
  const faults = new Map<Instance, DisplaySetMessage[]>();
  const failed = new Map<RegisteredHandler, string>();
  const seriesMessages = messagesOfSeries(read);
  const messagesFor = (of: readonly Instance[]) =>
    faults.size === 0
      ? seriesMessages
      : [...seriesMessages, ...distinct(of.flatMap((i) => faults.get(i) ?? []))];

  const rounds: Round[] = [];
  let left = ledger.classesLeft();
  for (const registered of handlers) {
    const classes = classesFor(registered, left);
    if (classes.length === 0) {
      rounds.push(idleRound(registered));
      continue;
    }
    const asked = ask(registered, ledger, classes);
    const result = ledger.settle();
    if (result.took > 0) left = ledger.classesLeft();
    if (asked.failed !== undefined) {
      const message: DisplaySetMessage = {
        severity: 'warning',
        code: 'handler-failed',
        text: `${registered.id} failed on this series, so another handler shows it: ${asked.failed}`,
      };
      for (const instance of result.rest(Infinity)) found(faults, instance, () => []).push(message);
      failed.set(registered, asked.failed);
    }
    rounds.push({ registered, asked, result, sets: settleSplitKeys(registered.id, asked.claims) });
  }
  const ruled = applyRules(
    sorted,
    rounds.flatMap(({ sets }) => sets),
    rules,
  );
  const mixed = seriesMessages.some(({ code }) => code === 'mixed-patients');
  seriesMessages.push(...ruled.messages);
  const setsOf = groupBy(labelAcross(ruled.sets, mixed), ({ SOPClassHandlerId }) => SOPClassHandlerId);

  const names = createSetNames();
  const displaySets: DisplaySet[] = [];
  const traces: HandlerTrace[] = [];
  for (const { registered, asked, result } of rounds) {
    // Most handlers have none: they were not asked, or left all. A list made by hand may name one twice.
    const made = completeSets(registered, setsOf.get(registered.id) ?? noSets, names, messagesFor);
    setsOf.delete(registered.id);
    traces.push(traceOf(registered, asked, result, made, sorted.length, ruled.moved.get(registered.id)));
    for (const { displaySet } of made) displaySets.push(displaySet);
  }

  const unclaimed = withReasons(
    [...ledger.classesLeft()].sort(compareStrings).flatMap((SOPClassUID) => ledger.left(SOPClassUID)),
    handlers,
    failed,
  );
  return {
    StudyInstanceUID,
    SeriesInstanceUID,
    received: sorted.length,
    displaySets,
    unclaimed,
    unsupported: unsupportedSets(unclaimed, messagesFor),
    trace: {
      StudyInstanceUID,
      SeriesInstanceUID,
      received: sorted.length,
      unclaimed: unclaimed.length,
      handlers: traces,
    },
  };
}

const noSets: readonly RuledSet[] = [];

/** What became of a handler's claims after the rules, with all that `organize` adds. */
function completeSets(
  { id, handler }: RegisteredHandler,
  own: readonly RuledSet[],
  names: SetNames,
  messagesFor: (instances: readonly Instance[]) => readonly DisplaySetMessage[],
): readonly { readonly claim: Claim; readonly displaySet: DisplaySet }[] {
  if (own.length === 0) return [];
  const identity = handler.identity ?? id;
  return own.map(({ claim, splitKey }) => ({
    claim,
    displaySet: completeDisplaySet(claim, {
      SOPClassHandlerId: id,
      identity,
      splitKey: names.take(identity, splitKey, claim.instances),
      messages: messagesFor(claim.instances),
      unsupported: false,
    }),
  }));
}

function messagesOfSeries({ patients, duplicates }: SeriesRead): DisplaySetMessage[] {
  const messages: DisplaySetMessage[] = [];
  const mixed = mixedPatients(patients, 'series');
  if (mixed) messages.push(mixed);
  if (duplicates.length > 0) {
    const uids = new Set(duplicates.map(({ SOPInstanceUID }) => SOPInstanceUID));
    const which = uids.size === 1 ? `1 instance` : `${uids.size} instances`;
    const text = `${which} came more than once under the same UID; each is shown once`;
    messages.push({ severity: 'warning', code: 'duplicate-instances', text });
  }
  return messages;
}

/**
 * Where in a handler's list each SOP class stands, the first time it is named;
 * `ANY_SOP_CLASS` stands for those that the list does not name. Kept, because
 * some lists name a hundred classes and are looked at for every series.
 */
const ranksOf = new WeakMap<readonly string[], ReadonlyMap<string, number>>();
function ranksIn(sopClassUids: readonly string[]): ReadonlyMap<string, number> {
  let ranks = ranksOf.get(sopClassUids);
  if (!ranks) {
    const first = new Map<string, number>();
    sopClassUids.forEach((uid, rank) => first.has(uid) || first.set(uid, rank));
    ranksOf.set(sopClassUids, (ranks = first));
  }
  return ranks;
}

const none: readonly string[] = [];

/** What a handler is offered of what is left. An object that does not say its class is never offered. */
function classesFor({ handler: { sopClassUids } }: RegisteredHandler, left: readonly string[]) {
  const ranks = ranksIn(sopClassUids);
  const [only] = left;
  if (only === undefined || (left.length === 1 && only === '')) return none;
  // Nearly always one class is all there is.
  if (left.length === 1) return ranks.has(only) || ranks.has(ANY_SOP_CLASS) ? left : none;
  const rankOf = (uid: string) => (uid === '' ? undefined : (ranks.get(uid) ?? ranks.get(ANY_SOP_CLASS)));
  if (left.every((uid) => rankOf(uid) === undefined)) return none;
  return left
    .filter((uid) => rankOf(uid) !== undefined)
    .sort((a, b) => (rankOf(a) ?? 0) - (rankOf(b) ?? 0) || compareStrings(a, b));
}

/** Opens the handler's round; it stays open until `settle`. */
function ask(registered: RegisteredHandler, ledger: Ledger, classes: readonly string[]): Asked {
  try {
    const { handler } = registered;
    const offered = ledger.offer(classes, leavesListAsIs(handler));
    const result: unknown = handler.getDisplaySetsFromSeries(offered);
    const answer = readAnswer(result, ledger.claim, ledger.room);
    if (answer.ok)
      return answer.claims.length + answer.empty === 0 ? nothing.asked : { ...answer, failed: undefined };
    ledger.withdraw();
    return { claims: [], empty: 0, failed: answer.error };
  } catch (error) {
    ledger.withdraw();
    return { claims: [], empty: 0, failed: describeError(error) };
  }
}

/** In the words of the last handler that could have had it: an unclaimed instance was offered to all that name its class. */
function withReasons(
  left: readonly Instance[],
  handlers: readonly RegisteredHandler[],
  failed: ReadonlyMap<RegisteredHandler, string>,
): readonly UnclaimedInstance[] {
  if (left.length === 0) return [];
  const lastByClass = new Map<string, RegisteredHandler | undefined>();
  const lastFor = (SOPClassUID: string) => {
    if (!lastByClass.has(SOPClassUID)) {
      const able = handlers.filter(({ handler: { sopClassUids } }) =>
        sopClassUids.some((uid) => uid === SOPClassUID || uid === ANY_SOP_CLASS),
      );
      lastByClass.set(SOPClassUID, able.at(-1));
    }
    return lastByClass.get(SOPClassUID);
  };
  const reasonFor = (instance: Instance) => {
    const { SOPClassUID } = instance;
    if (SOPClassUID === '') return 'it does not say what kind of object it is (SOP Class UID missing)';
    const last = lastFor(SOPClassUID);
    if (!last) return `no handler of this mode reads ${sopClassName(SOPClassUID)}${whyUnread(SOPClassUID)}`;
    const failure = failed.get(last);
    if (failure !== undefined) return `${last.id} failed: ${failure}`;
    return `${last.id} left it: ${reasonLeft(last.handler, [instance]) ?? 'it gives no reason'}`;
  };
  return left.map((instance) => ({ instance, reason: reasonFor(instance) }));
}

/** ": nothing here draws spectra", for what is left on purpose. */
function whyUnread(SOPClassUID: string): string {
  const reason = unreadClasses.get(SOPClassUID);
  return reason === undefined ? '' : `: ${reason}`;
}

/** One display set of kind `tags` a SOP class, so that what cannot be shown is still seen. */
function unsupportedSets(
  unclaimed: readonly UnclaimedInstance[],
  messagesFor: (instances: readonly Instance[]) => readonly DisplaySetMessage[],
): DisplaySet[] {
  const byClass = groupBy(unclaimed, ({ instance }) => instance.SOPClassUID);
  return [...byClass].map(([SOPClassUID, group]) => {
    const instances = group.map(({ instance }) => instance);
    const reasons = distinct(group.map(({ reason }) => reason)).map((reason): DisplaySetMessage => ({
      severity: 'warning',
      code: 'unsupported',
      text: `Cannot be displayed: ${reason}`,
    }));
    const input: Claim['input'] = {
      label: sentence(sopClassName(SOPClassUID)),
      viewportKinds: ['tags'],
      numImageFrames: 0,
      messages: reasons,
    };
    return completeDisplaySet(
      { instances, input },
      {
        SOPClassHandlerId: unsupportedHandlerId,
        splitKey: SOPClassUID,
        messages: messagesFor(instances),
        unsupported: true,
      },
    );
  });
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)];

/** What the map has under the key, made on first use. */
function found<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
