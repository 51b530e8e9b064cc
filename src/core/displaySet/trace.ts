import { describeError } from '../errors.ts';
import type { Instance } from '../dicom/instance.ts';
import type { RegisteredHandler } from '../extension/sopClassHandler.ts';
import type { Claim } from './claims.ts';
import type { DisplaySet } from './displaySet.ts';
import type { RoundResult } from './ledger.ts';
import type { HandlerTrace } from './organized.ts';

/** What came of asking one handler. */
export interface Asked {
  readonly claims: readonly Claim[];
  /** Display sets without instances, left out. */
  readonly empty: number;
  readonly failed: string | undefined;
}

/** The handler's own reason; one that throws while explaining has none. */
export function reasonLeft(
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

/** Of more than this that it left, a handler gives its reason for the first so many: enough for its words. */
const maxAsked = 10_000;

/**
 * @param received instances of the series in all.
 * @param moved what a rule made by hand put into another handler's display sets, in words.
 */
export function traceOf(
  { id, handler }: RegisteredHandler,
  asked: Asked,
  result: RoundResult,
  made: readonly { claim: Claim; displaySet: DisplaySet }[],
  received: number,
  moved: readonly string[] = [],
): HandlerTrace {
  const { sopClasses, took } = result;
  if (took === 0 && sopClasses.length === 1 && asked.failed === undefined && asked.empty + moved.length === 0)
    return traceOfLeft(id, handler, result);
  if (sopClasses.length === 0) return received === 0 ? ofEmptySeries(id) : noMatch(id);
  const offered = sopClasses.reduce((sum, ofClass) => sum + ofClass.offered, 0);
  const base = { SOPClassHandlerId: id, offered, took, sopClasses };
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
    outcome: took > 0 ? 'took' : 'left',
    reason: outcomeReason(handler, asked, result, made, moved),
    displaySets: made.map(({ claim: { input, instances }, displaySet }) => ({
      displaySetInstanceUID: displaySet.displaySetInstanceUID,
      label: displaySet.label,
      splitKey: displaySet.splitKey,
      splitValues: input.splitValues ?? {},
      sortedBy: input.sortedBy ?? 'as the handler gave them',
      instances: instances.length,
      parts: displaySet.parts,
      geometry: input.geometry?.summary,
    })),
  };
}

const idle = (id: string, reason: string): HandlerTrace => ({
  SOPClassHandlerId: id,
  offered: 0,
  took: 0,
  sopClasses: [],
  outcome: 'no-match',
  reason,
  displaySets: [],
});

const ofEmptySeries = (id: string) => idle(id, 'the series is empty');

/** The same for every series that holds nothing for the handler, so it is made once: most of a trace is this. */
const noMatches = new Map<string, HandlerTrace>();
function noMatch(id: string): HandlerTrace {
  let trace = noMatches.get(id);
  if (!trace) noMatches.set(id, (trace = idle(id, 'no instance of its SOP classes was left in this series')));
  return trace;
}

/** By handler, the last: most leave, with the same words, all that series after series offers them. */
const lastLeft = new WeakMap<RegisteredHandler['handler'], { why: string; trace: HandlerTrace }>();
function traceOfLeft(id: string, handler: RegisteredHandler['handler'], result: RoundResult): HandlerTrace {
  const { sopClasses, left, rest } = result;
  const why = reasonLeft(handler, rest(maxAsked)) ?? noReason;
  const last = lastLeft.get(handler);
  if (
    last?.why === why &&
    last.trace.SOPClassHandlerId === id &&
    last.trace.offered === left &&
    last.trace.sopClasses[0]?.SOPClassUID === sopClasses[0]?.SOPClassUID
  )
    return last.trace;
  const trace: HandlerTrace = {
    SOPClassHandlerId: id,
    offered: left,
    took: 0,
    sopClasses,
    outcome: 'left',
    reason: leftReason(left, why),
    displaySets: [],
  };
  lastLeft.set(handler, { why, trace });
  return trace;
}

const noReason = 'it gives no reason';
const leftReason = (left: number, why: string) => `left ${left}: ${why}`;

function outcomeReason(
  handler: RegisteredHandler['handler'],
  { empty }: Asked,
  { left, rest }: RoundResult,
  made: readonly { claim: Claim; displaySet: DisplaySet }[],
  moved: readonly string[],
): string {
  const parts = new Set([...made.flatMap(({ claim }) => claim.input.reason ?? []), ...moved]);
  if (left > 0) parts.add(leftReason(left, reasonLeft(handler, rest(maxAsked)) ?? noReason));
  const unnamed = made.filter(
    ({ claim, displaySet }) => displaySet.splitKey !== (claim.input.splitKey ?? ''),
  );
  if (unnamed.length > 0)
    parts.add(`${unnamed.length} display sets came without a split key of their own: named by their content`);
  if (empty > 0) parts.add(`${empty} empty display sets were left out`);
  return [...parts].join('; ') || 'it reads these SOP classes';
}
