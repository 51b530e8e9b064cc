import { compareOptional, compareStrings, groupBy } from '../collections.ts';
import type { Instance } from '../dicom/instance.ts';
import { ANY_SOP_CLASS, sopClassName } from '../dicom/sopClass.ts';
import { describeError } from '../errors.ts';
import type { RegisteredHandler } from '../extension/sopClassHandler.ts';
import { type Claim, readAnswer } from './claims.ts';
import { completeDisplaySet } from './complete.ts';
import type { DisplaySet, DisplaySetMessage } from './displaySet.ts';
import { mergeOrganized } from './mergeOrganized.ts';
import type { HandlerTrace, Organized, OrganizedSeries, UnclaimedInstance } from './organized.ts';
import { mixedPatients, patientsAmong } from './patients.ts';

export { mergeOrganized } from './mergeOrganized.ts';

/** The handler id of the display sets that stand for what no handler took. */
export const unsupportedHandlerId = 'hangar.unsupported';

/**
 * What instances become under an ordered list of handlers. The same value for
 * any order and batching of the same instances; every instance is in exactly
 * one display set or unclaimed with a reason. Cost is linear in instances, with
 * one sort a series.
 */
export function organize(instances: Iterable<Instance>, handlers: readonly RegisteredHandler[]): Organized {
  const bySeries = groupBy(instances, (i) => `${i.StudyInstanceUID}\n${i.SeriesInstanceUID}`);
  return mergeOrganized([...bySeries.values()].map((series) => organizeSeries(series, handlers)));
}

/**
 * One series. Handlers are tried in order; each is offered the instances of its
 * SOP classes that no earlier one took, in one canonical order: the order of
 * its `sopClassUids`, then InstanceNumber, then SOPInstanceUID.
 * @param instances of one series; of two with one SOPInstanceUID one is kept, and it is told.
 */
export function organizeSeries(
  instances: readonly Instance[],
  handlers: readonly RegisteredHandler[],
): OrganizedSeries {
  const { unique, duplicates } = withoutDuplicates(instances);
  const sorted = unique.sort(canonicalOrder);
  const { StudyInstanceUID = '', SeriesInstanceUID = '' } = sorted[0] ?? {};
  const left = groupBy(sorted, (instance) => instance.SOPClassUID);
  const faults = new Map<Instance, DisplaySetMessage[]>();
  const failed = new Map<RegisteredHandler, string>();
  const seriesMessages = messagesOfSeries(sorted, duplicates);

  const displaySets: DisplaySet[] = [];
  const traces: HandlerTrace[] = [];
  for (const registered of handlers) {
    const offered = offerTo(registered, left);
    const asked = ask(registered, offered);
    if (asked.failed !== undefined) {
      const message: DisplaySetMessage = {
        severity: 'warning',
        code: 'handler-failed',
        text: `${registered.id} failed on this series, so another handler shows it: ${asked.failed}`,
      };
      for (const instance of offered) push(faults, instance, message);
      failed.set(registered, asked.failed);
    }
    const made = settleSplitKeys(asked.claims).map(({ claim, splitKey }) => ({
      claim,
      displaySet: completeDisplaySet(claim, {
        SOPClassHandlerId: registered.id,
        splitKey,
        messages: [...seriesMessages, ...distinct(claim.instances.flatMap((i) => faults.get(i) ?? []))],
        unsupported: false,
      }),
    }));
    const taken = new Set(asked.claims.flatMap((claim) => claim.instances));
    traces.push(traceOf(registered, offered, taken, asked, made, sorted.length));
    displaySets.push(...made.map(({ displaySet }) => displaySet));
    if (taken.size > 0) remove(left, taken);
  }

  const unclaimed = [...left.keys()]
    .sort(compareStrings)
    .flatMap((SOPClassUID) => left.get(SOPClassUID) ?? [])
    .map((instance) => ({ instance, reason: unclaimedReason(instance, handlers, failed) }));
  return {
    StudyInstanceUID,
    SeriesInstanceUID,
    received: sorted.length,
    displaySets,
    unclaimed,
    unsupported: unsupportedSets(unclaimed, seriesMessages, faults),
    trace: {
      StudyInstanceUID,
      SeriesInstanceUID,
      received: sorted.length,
      unclaimed: unclaimed.length,
      handlers: traces,
    },
  };
}

/** InstanceNumber, then SOPInstanceUID: never the order of arrival. */
function canonicalOrder(a: Instance, b: Instance): number {
  return (
    compareOptional(a.InstanceNumber, b.InstanceNumber) || compareStrings(a.SOPInstanceUID, b.SOPInstanceUID)
  );
}

/** Of two with one UID the one whose content sorts first, whichever came first. */
function withoutDuplicates(instances: readonly Instance[]): { unique: Instance[]; duplicates: Instance[] } {
  const byUid = new Map<string, Instance>();
  const duplicates: Instance[] = [];
  for (const instance of instances) {
    const earlier = byUid.get(instance.SOPInstanceUID);
    if (!earlier) {
      byUid.set(instance.SOPInstanceUID, instance);
      continue;
    }
    const [kept, other] =
      compareStrings(stableJson(earlier), stableJson(instance)) <= 0
        ? [earlier, instance]
        : [instance, earlier];
    byUid.set(instance.SOPInstanceUID, kept);
    duplicates.push(other);
  }
  return { unique: [...byUid.values()], duplicates };
}

function stableJson(instance: Instance): string {
  return JSON.stringify(Object.entries(instance).sort(([a], [b]) => compareStrings(a, b)));
}

function messagesOfSeries(sorted: readonly Instance[], duplicates: readonly Instance[]): DisplaySetMessage[] {
  const messages: DisplaySetMessage[] = [];
  const mixed = mixedPatients(patientsAmong(sorted), 'series');
  if (mixed) messages.push(mixed);
  if (duplicates.length > 0) {
    const uids = new Set(duplicates.map(({ SOPInstanceUID }) => SOPInstanceUID));
    const which = uids.size === 1 ? `1 instance` : `${uids.size} instances`;
    const text = `${which} came more than once under the same UID; each is shown once`;
    messages.push({ severity: 'warning', code: 'duplicate-instances', text });
  }
  return messages;
}

/** What a handler is offered of what is left. An object that does not say its class is never offered. */
function offerTo({ handler }: RegisteredHandler, left: ReadonlyMap<string, readonly Instance[]>): Instance[] {
  const named = new Set(handler.sopClassUids);
  const classes = [...named].flatMap((uid) =>
    uid === ANY_SOP_CLASS
      ? [...left.keys()].filter((other) => !named.has(other)).sort(compareStrings)
      : [uid],
  );
  return classes.filter(Boolean).flatMap((uid) => left.get(uid) ?? []);
}

interface Asked {
  readonly claims: readonly Claim[];
  readonly empty: number;
  readonly failed: string | undefined;
}

function ask({ handler }: RegisteredHandler, offered: readonly Instance[]): Asked {
  if (offered.length === 0) return { claims: [], empty: 0, failed: undefined };
  try {
    // A copy: sorting what one is given is an old habit.
    const result: unknown = handler.getDisplaySetsFromSeries([...offered]);
    const answer = readAnswer(result, new Map(offered.map((i) => [i.SOPInstanceUID, i])));
    return answer.ok ? { ...answer, failed: undefined } : { claims: [], empty: 0, failed: answer.error };
  } catch (error) {
    return { claims: [], empty: 0, failed: describeError(error) };
  }
}

/**
 * Split keys name display sets, so two of one handler and series must differ.
 * Where they do not, the set's smallest SOPInstanceUID is added: content, not position.
 */
function settleSplitKeys(claims: readonly Claim[]): readonly { claim: Claim; splitKey: string }[] {
  const counts = new Map<string, number>();
  for (const { input } of claims)
    counts.set(input.splitKey ?? '', (counts.get(input.splitKey ?? '') ?? 0) + 1);
  return claims.map((claim) => {
    const own = claim.input.splitKey ?? '';
    if (counts.get(own) === 1) return { claim, splitKey: own };
    const smallest = claim.instances.reduce(
      (least, { SOPInstanceUID }) => (SOPInstanceUID < least ? SOPInstanceUID : least),
      claim.instances[0]?.SOPInstanceUID ?? '',
    );
    return { claim, splitKey: `${own}|${smallest}` };
  });
}

/** In the words of the last handler that could have had it: an unclaimed instance was offered to all that name its class. */
function unclaimedReason(
  instance: Instance,
  handlers: readonly RegisteredHandler[],
  failed: ReadonlyMap<RegisteredHandler, string>,
): string {
  const { SOPClassUID } = instance;
  if (SOPClassUID === '') return 'it does not say what kind of object it is (SOP Class UID missing)';
  const last = [...handlers]
    .reverse()
    .find(
      ({ handler: { sopClassUids } }) =>
        sopClassUids.includes(SOPClassUID) || sopClassUids.includes(ANY_SOP_CLASS),
    );
  if (!last) return `no handler of this mode reads ${sopClassName(SOPClassUID)}`;
  const failure = failed.get(last);
  if (failure !== undefined) return `${last.id} failed: ${failure}`;
  return `${last.id} left it: ${reasonLeft(last.handler, [instance]) ?? 'it gives no reason'}`;
}

/** The handler's own reason; one that throws while explaining has none. */
function reasonLeft(
  handler: RegisteredHandler['handler'],
  instances: readonly Instance[],
): string | undefined {
  try {
    const reason: unknown = handler.reasonLeft?.(instances);
    return typeof reason === 'string' && reason !== '' ? reason : undefined;
  } catch (error) {
    return `it gives no reason (asking for one failed: ${describeError(error)})`;
  }
}

function traceOf(
  { id, handler }: RegisteredHandler,
  offered: readonly Instance[],
  taken: ReadonlySet<Instance>,
  asked: Asked,
  made: readonly { claim: Claim; displaySet: DisplaySet }[],
  received: number,
): HandlerTrace {
  const sopClasses = [...groupBy(offered, (i) => i.SOPClassUID)].map(([SOPClassUID, ofClass]) => ({
    SOPClassUID,
    offered: ofClass.length,
    took: ofClass.reduce((count, instance) => count + (taken.has(instance) ? 1 : 0), 0),
  }));
  const base = { SOPClassHandlerId: id, offered: offered.length, took: taken.size, sopClasses };
  if (offered.length === 0) {
    const reason =
      received === 0 ? 'the series is empty' : 'no instance of its SOP classes was left in this series';
    return { ...base, outcome: 'no-match', reason, displaySets: [] };
  }
  if (asked.failed !== undefined)
    return {
      ...base,
      outcome: 'failed',
      reason: `${id} failed; its instances went on to the next handler`,
      error: asked.failed,
      displaySets: [],
    };
  return {
    ...base,
    outcome: taken.size > 0 ? 'took' : 'left',
    reason: outcomeReason(handler, offered, taken, asked, made),
    displaySets: made.map(({ claim: { input, instances }, displaySet }) => ({
      displaySetInstanceUID: displaySet.displaySetInstanceUID,
      label: displaySet.label,
      splitKey: displaySet.splitKey,
      splitValues: input.splitValues ?? {},
      sortedBy: input.sortedBy ?? 'as the handler gave them',
      instances: instances.length,
      geometry: input.geometry?.summary,
    })),
  };
}

function outcomeReason(
  handler: RegisteredHandler['handler'],
  offered: readonly Instance[],
  taken: ReadonlySet<Instance>,
  { empty }: Asked,
  made: readonly { claim: Claim; displaySet: DisplaySet }[],
): string {
  const parts = new Set(made.flatMap(({ claim }) => claim.input.reason ?? []));
  const rest = offered.filter((instance) => !taken.has(instance));
  if (rest.length > 0) parts.add(`left ${rest.length}: ${reasonLeft(handler, rest) ?? 'it gives no reason'}`);
  const unnamed = made.filter(
    ({ claim, displaySet }) => displaySet.splitKey !== (claim.input.splitKey ?? ''),
  );
  if (unnamed.length > 0)
    parts.add(`${unnamed.length} display sets came without a split key of their own: named by their content`);
  if (empty > 0) parts.add(`${empty} empty display sets were left out`);
  return [...parts].join('; ') || 'it reads these SOP classes';
}

/** One display set of kind `tags` a SOP class, so that what cannot be shown is still seen. */
function unsupportedSets(
  unclaimed: readonly UnclaimedInstance[],
  seriesMessages: readonly DisplaySetMessage[],
  faults: ReadonlyMap<Instance, readonly DisplaySetMessage[]>,
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
        messages: [...seriesMessages, ...distinct(instances.flatMap((i) => faults.get(i) ?? []))],
        unsupported: true,
      },
    );
  });
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)];

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function remove(left: Map<string, Instance[]>, taken: ReadonlySet<Instance>): void {
  const classes = new Set(Array.from(taken, ({ SOPClassUID }) => SOPClassUID));
  for (const SOPClassUID of classes) {
    const rest = (left.get(SOPClassUID) ?? []).filter((instance) => !taken.has(instance));
    if (rest.length > 0) left.set(SOPClassUID, rest);
    else left.delete(SOPClassUID);
  }
}
