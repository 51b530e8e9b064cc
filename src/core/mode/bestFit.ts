import { ANY_SOP_CLASS } from '../dicom/sopClass.ts';
import type { OrganizedSeries } from '../displaySet/organized.ts';
import type { RegisteredHandler } from '../extension/sopClassHandler.ts';
import { listed, shortName } from './lint.ts';
import type { Applicability, Mode } from './mode.ts';

/** A mode with what it makes of the study. */
export interface FitCandidate {
  readonly mode: Pick<Mode, 'id' | 'sopClassHandlers' | 'order'>;
  readonly applicability: Applicability;
  readonly organized: readonly Pick<OrganizedSeries, 'trace'>[];
}

export interface ModeFit {
  readonly modeId: string;
  /** 0 to 1: the share of the instances that the mode's specific handlers take, each by how specific it is. */
  readonly score: number;
  /** Why, in words: "stack takes 240 of 241 instances". */
  readonly reason: string;
}

/** Under this a handler counts for nothing, and a study asks for nothing in particular: the first mode that suits is as good as any. */
const ENOUGH = 0.25;

/**
 * How well each mode fits a study; only those that suit it. A handler is
 * specific to a mode when few other modes have it, else, in a mode that lists by
 * handlers, when it is among the first. The one that takes what is left in the
 * first mode is specific to none by its place; one that takes anything is specific to none.
 */
export function modeFits(
  candidates: readonly FitCandidate[],
  handlers: ReadonlyMap<string, RegisteredHandler>,
): readonly ModeFit[] {
  const modesWith = new Map<string, number>();
  for (const { mode } of candidates)
    for (const id of mode.sopClassHandlers) modesWith.set(id, (modesWith.get(id) ?? 0) + 1);
  const general = candidates[0]?.mode.sopClassHandlers.at(-1);
  const weightIn = ({ order, sopClassHandlers }: FitCandidate['mode'], id: string) => {
    if (handlers.get(id)?.handler.sopClassUids.includes(ANY_SOP_CLASS)) return 0;
    const others = candidates.length - 1;
    const rarity = others === 0 ? 0 : 1 - ((modesWith.get(id) ?? 1) - 1) / others;
    if (rarity > 0.5) return rarity;
    return order === 'handlers' && id !== general ? 0.8 ** sopClassHandlers.indexOf(id) : 0;
  };
  return candidates
    .filter(({ applicability }) => applicability.applicable)
    .map(({ mode, organized }) => {
      const taken = takenBy(organized);
      const weighed = [...taken]
        .map(([id, count]) => ({ id, count, weight: weightIn(mode, id) }))
        .filter(({ weight }) => weight >= ENOUGH)
        .sort((a, b) => b.weight * b.count - a.weight * a.count);
      const received = organized.reduce((sum, { trace }) => sum + trace.received, 0);
      const sum = weighed.reduce((total, { count, weight }) => total + count * weight, 0);
      const told = weighed.filter(({ weight }) => weight > 0.5).slice(0, 3);
      const names = told.map(({ id }) => shortName(id).replace(/ \(.*$/, ''));
      const count = told.reduce((total, each) => total + each.count, 0);
      return {
        modeId: mode.id,
        score: received === 0 ? 0 : sum / received,
        reason:
          names.length === 0
            ? 'the first mode that suits'
            : `${listed(names)} ${names.length === 1 ? 'takes' : 'take'} ${count.toLocaleString()} of ${received.toLocaleString()} instances`,
      };
    });
}

/** The mode to offer first, with the reason; undefined when none suits. */
export function bestFit(fits: readonly ModeFit[]): ModeFit | undefined {
  const [first] = fits;
  const best = fits.reduce<ModeFit | undefined>(
    (top, fit) => (top === undefined || fit.score > top.score ? fit : top),
    undefined,
  );
  if (!best || !first || best.score >= ENOUGH) return best;
  return { ...first, reason: 'no other mode has handlers for more of this study' };
}

function takenBy(organized: FitCandidate['organized']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { trace } of organized)
    for (const { SOPClassHandlerId: id, took } of trace.handlers)
      if (took > 0) counts.set(id, (counts.get(id) ?? 0) + took);
  return counts;
}
