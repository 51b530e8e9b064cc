import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import type { OrganizedSeries } from '../core/displaySet/organized.ts';
import type { SeriesKey } from './viewerState.ts';

/** Every display set by UID, the unsupported ones included. */
export function indexDisplaySets(
  organized: Readonly<Record<SeriesKey, OrganizedSeries>>,
): ReadonlyMap<string, DisplaySet> {
  const index = new Map<string, DisplaySet>();
  for (const { displaySets, unsupported } of Object.values(organized)) {
    for (const set of displaySets) index.set(set.displaySetInstanceUID, set);
    for (const set of unsupported) index.set(set.displaySetInstanceUID, set);
  }
  return index;
}
