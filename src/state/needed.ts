import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import { relationsOfSet } from './relations.ts';
import type { ViewerState } from './viewerState.ts';

/**
 * What an object that is about others needs to be seen on, in words: the series
 * that are here, or the ones that are not.
 * @returns undefined for images that are not laid on others, and for objects that name nothing
 */
export function neededText(
  state: Pick<ViewerState, 'displaySets' | 'series'>,
  { displaySetInstanceUID, numImageFrames }: DisplaySet,
): string | undefined {
  const { references, messages } = relationsOfSet(state, displaySetInstanceUID);
  if (numImageFrames > 0)
    return messages.find(({ code }) => code === 'fused')?.text.replace('Fused', 'fused');
  const here = references.flatMap(({ found }) => found.map((one) => one.displaySetInstanceUID));
  const names = new Set(here.flatMap((uid) => seriesText(state.displaySets.get(uid))));
  if (names.size > 0) return `about ${listed([...names])}`;
  const missing = new Set(
    references.flatMap(({ reference: { SeriesInstanceUID } }) => missingText(state, SeriesInstanceUID)),
  );
  return missing.size > 0 ? `needs ${listed([...missing])}, not here` : undefined;
}

function seriesText(set: DisplaySet | undefined): string[] {
  if (!set) return [];
  return [set.SeriesNumber === undefined ? set.label : `series ${set.SeriesNumber} ${set.label}`];
}

/** By the archive's list where it has the series; else all that is known is that there is one. */
function missingText(
  { series }: Pick<ViewerState, 'series'>,
  SeriesInstanceUID: string | undefined,
): string[] {
  if (SeriesInstanceUID === undefined) return ['images of a series that it does not name'];
  const entry = Object.values(series).find(({ summary }) => summary.SeriesInstanceUID === SeriesInstanceUID);
  if (!entry) return [`series …${SeriesInstanceUID.slice(-8)}`];
  const { SeriesNumber, SeriesDescription } = entry.summary;
  return [['series', SeriesNumber, SeriesDescription].filter((part) => part !== undefined).join(' ')];
}

/** The first few, and how many more. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 2).join(' and ');
  return names.length > 2 ? `${shown} and ${names.length - 2} more` : shown;
}
