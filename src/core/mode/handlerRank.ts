import type { DisplaySet } from '../displaySet/displaySet.ts';
import type { Mode } from './mode.ts';

/** A display set's place by the mode's order of handlers: lower is listed sooner, equal ones by series. */
export type RankDisplaySet = (displaySet: Pick<DisplaySet, 'SOPClassHandlerId'>) => number;

/** 0 for all in a mode that lists by series; what no handler of the mode made comes last. */
export function handlerRank(mode: Pick<Mode, 'order' | 'sopClassHandlers'> | undefined): RankDisplaySet {
  if (mode?.order !== 'handlers') return () => 0;
  const ranks = new Map(mode.sopClassHandlers.map((id, index) => [id, index]));
  return ({ SOPClassHandlerId }) => ranks.get(SOPClassHandlerId) ?? ranks.size;
}
