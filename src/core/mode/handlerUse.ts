import { ANY_SOP_CLASS } from '../dicom/sopClass.ts';
import type { OrganizedSeries } from '../displaySet/organized.ts';
import type { RegisteredHandler } from '../extension/sopClassHandler.ts';
import { listed, shortName } from './lint.ts';
import type { LintMessage } from './lintMessage.ts';

type Traces = Iterable<Pick<OrganizedSeries, 'trace'>>;

/** What a handler takes of a study. */
export interface HandlerUse {
  readonly instances: number;
  readonly displaySets: number;
}

/** By handler id; a handler that takes nothing is not in it. */
export function handlerUse(organized: Traces): ReadonlyMap<string, HandlerUse> {
  const uses = new Map<string, HandlerUse>();
  for (const { trace } of organized) {
    for (const { SOPClassHandlerId: id, took, displaySets } of trace.handlers) {
      if (took === 0) continue;
      const { instances = 0, displaySets: sets = 0 } = uses.get(id) ?? {};
      uses.set(id, { instances: instances + took, displaySets: sets + displaySets.length });
    }
  }
  return uses;
}

/**
 * Handlers of an order that got nothing of this study although it has instances
 * of their SOP classes, with who took those before them. Code: `took-nothing`.
 */
export function lintForStudy(
  order: readonly string[],
  organized: Traces,
  handlers: ReadonlyMap<string, RegisteredHandler>,
): readonly LintMessage[] {
  const used = handlerUse(organized);
  const taken = takenByClass(organized);
  return order.flatMap((id, i): readonly LintMessage[] => {
    const uids = handlers.get(id)?.handler.sopClassUids;
    if (!uids || used.has(id)) return [];
    const reads = (uid: string) => uids.includes(uid) || uids.includes(ANY_SOP_CLASS);
    let count = 0;
    const takers = new Set<string>();
    for (const before of order.slice(0, i)) {
      for (const [uid, instances] of taken.get(before) ?? []) {
        if (!reads(uid)) continue;
        count += instances;
        takers.add(shortName(before));
      }
    }
    if (count === 0) return [];
    const text = `Took nothing of this study: ${listed([...takers])} took the ${
      count === 1 ? 'one instance' : `${count.toLocaleString()} instances`
    } of its SOP classes before it.`;
    return [{ severity: 'info', code: 'took-nothing', path: `sopClassHandlers[${i}]`, handlerId: id, text }];
  });
}

/** Instances by handler and SOP class. */
function takenByClass(organized: Traces): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const taken = new Map<string, Map<string, number>>();
  for (const { trace } of organized) {
    for (const { SOPClassHandlerId: id, sopClasses } of trace.handlers) {
      for (const { SOPClassUID, took } of sopClasses) {
        if (took === 0) continue;
        let ofHandler = taken.get(id);
        if (!ofHandler) taken.set(id, (ofHandler = new Map()));
        ofHandler.set(SOPClassUID, (ofHandler.get(SOPClassUID) ?? 0) + took);
      }
    }
  }
  return taken;
}
