import type { DisplaySet } from '../displaySet/displaySet.ts';
import type { Mode } from './mode.ts';

/** A display set's place by the mode's order of handlers: lower is listed sooner, equal ones by series. */
export type RankDisplaySet = (
  displaySet: Pick<DisplaySet, 'SOPClassHandlerId'> & Partial<Pick<DisplaySet, 'attributes'>>,
) => number;

/** Places that a handler may give its display sets, across series, with the attribute `placeInMode`: 0 to 999. */
const places = 1000;

/** 0 for all in a mode that lists by series; what no handler of the mode made comes last. */
export function handlerRank(mode: Pick<Mode, 'order' | 'sopClassHandlers'> | undefined): RankDisplaySet {
  if (mode?.order !== 'handlers') return () => 0;
  const ranks = new Map(mode.sopClassHandlers.map((id, index) => [id, index]));
  return ({ SOPClassHandlerId, attributes }) =>
    (ranks.get(SOPClassHandlerId) ?? ranks.size) * places + placeOf(attributes?.['placeInMode']);
}

const placeOf = (place: unknown): number =>
  typeof place === 'number' && place >= 0 ? Math.min(places - 1, Math.floor(place)) : 0;
