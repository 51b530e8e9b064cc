import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import { indexOfImage } from '../core/displaySet/images.ts';
import type { GroupingRule } from '../core/displaySet/rule.ts';
import { setHolding } from './firstDisplaySet.ts';
import { indexDisplaySets } from './indexDisplaySets.ts';
import type { ViewerParts } from './viewerParts.ts';
import { seriesKey, type Hanging, type ViewerState, type ViewportCell } from './viewerState.ts';

/** What manual rules make of what is open: set into the state as one. */
export type Grouping = Pick<ViewerState, 'rules' | 'organized' | 'displaySets'>;

/** The current mode's grouping under other rules; series that no changed rule speaks of keep their very display sets. */
export function groupingUnder(
  { store, modes, organizer }: Pick<ViewerParts, 'store' | 'modes' | 'organizer'>,
  rules: readonly GroupingRule[],
): Grouping {
  const { modeId, series } = store.getState();
  const mode = modes.get(modeId);
  const organized = mode ? organizer.organize(mode, { series, rules }) : {};
  return { rules, organized, displaySets: indexDisplaySets(organized) };
}

/**
 * Viewports stay with their image: one whose display set is gone goes to the set
 * that now holds the image it shows (its first instance, for what has no image).
 * @param former the display sets before, by UID
 */
export function followImages(
  hanging: Hanging,
  former: ReadonlyMap<string, DisplaySet>,
  { organized, displaySets }: Pick<Grouping, 'organized' | 'displaySets'>,
): Hanging {
  const move = (cell: ViewportCell): ViewportCell => {
    const { displaySetInstanceUID: uid } = cell;
    if (uid === undefined || displaySets.has(uid)) return cell;
    const set = former.get(uid);
    const first = set?.instances[0];
    const image = cell.image ?? (first && { SOPInstanceUID: first.SOPInstanceUID, frame: 1 });
    const candidates = set ? [organized[seriesKey(set)]] : Object.values(organized);
    const next = image && candidates.map((series) => setHolding(series, image)).find(Boolean);
    return next ? { ...cell, displaySetInstanceUID: next.displaySetInstanceUID } : cell;
  };
  return { ...hanging, cells: hanging.cells.map(move) };
}

/** A former hanging brought back keeps, in each viewport, the image that is looked at now, where its display set holds it. */
export function keepImages(
  hanging: Hanging,
  now: Hanging,
  displaySets: ReadonlyMap<string, DisplaySet>,
): Hanging {
  return {
    ...hanging,
    cells: hanging.cells.map((cell) => {
      const current = now.cells.find(({ id }) => id === cell.id);
      const set = displaySets.get(cell.displaySetInstanceUID ?? '');
      if (!set || !current?.image || indexOfImage(set, current.image) < 0) return cell;
      return { ...cell, image: current.image, presentation: current.presentation };
    }),
  };
}
