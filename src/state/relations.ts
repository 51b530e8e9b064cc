import type { DisplaySetRelations, Relations } from '../core/displaySet/relation.ts';
import { relationsAmong } from '../core/displaySet/relations.ts';
import type { ViewerState } from './viewerState.ts';

const known = new WeakMap<ReadonlyMap<string, unknown>, Relations>();

/** How the display sets of the open studies relate; worked out once for each grouping. */
export function relationsOf({ displaySets }: Pick<ViewerState, 'displaySets'>): Relations {
  let relations = known.get(displaySets);
  if (!relations) known.set(displaySets, (relations = relationsAmong(displaySets.values())));
  return relations;
}

const none: DisplaySetRelations = { references: [], referredToBy: [], messages: [] };

/** What one display set has to do with the others; empty lists when nothing. */
export const relationsOfSet = (
  state: Pick<ViewerState, 'displaySets'>,
  displaySetInstanceUID: string,
): DisplaySetRelations => relationsOf(state).get(displaySetInstanceUID) ?? none;
