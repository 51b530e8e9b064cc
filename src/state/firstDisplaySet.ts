import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import { indexOfImage } from '../core/displaySet/images.ts';
import type { OrganizedSeries } from '../core/displaySet/organized.ts';
import { handlerRank, type RankDisplaySet } from '../core/mode/handlerRank.ts';
import type { Mode } from '../core/mode/mode.ts';
import type { OpenRequest } from './openRequest.ts';
import { compareSeries, WITHOUT_PICTURES } from './seriesOrder.ts';
import type { SeriesEntry, ViewerState } from './viewerState.ts';

type Here = Pick<ViewerState, 'studyOrder' | 'studies' | 'series' | 'organized' | 'displaySets'>;

/**
 * What the first viewport opens on: the thing a link names, else what the mode
 * lists first (the first images in reading order, where it lists by series),
 * whichever study and series answers first.
 * @returns `wait` while it cannot be known yet, a sentence when the link names
 * something that is not here, nothing when there is nothing to show
 */
export function firstDisplaySet(
  request: OpenRequest,
  here: Here,
  mode: Pick<Mode, 'order' | 'sopClassHandlers'> | undefined,
): DisplaySet | 'wait' | string | undefined {
  const entries = readingOrder(here);
  const settled = ({ status }: SeriesEntry) => status === 'ready' || status === 'failed';
  const everything =
    entries.length > 0 &&
    entries.every(settled) &&
    Object.values(here.studies).every(({ status }) => status !== 'loading');
  const named = namedByLink(request, entries, everything, here);
  if (named !== undefined) return named;
  // What comes before a study's own series is not known until the lists of the studies before it are here.
  const unlisted = here.studyOrder.findIndex((uid) => here.studies[uid]?.status === 'loading');
  const known = unlisted < 0 ? entries : entries.filter((entry) => studyPlace(here, entry) < unlisted);
  return mode?.order === 'handlers'
    ? firstOfHandlers(known, everything, here, handlerRank(mode))
    : firstImages(known, everything, here);
}

const studyPlace = ({ studyOrder }: Pick<Here, 'studyOrder'>, { summary }: SeriesEntry): number =>
  studyOrder.indexOf(summary.StudyInstanceUID);

/** Every series of the open studies, study by study. */
export function readingOrder(here: Pick<Here, 'series' | 'studyOrder'>): SeriesEntry[] {
  return Object.values(here.series).sort(
    (a, b) => studyPlace(here, a) - studyPlace(here, b) || compareSeries(a.summary, b.summary),
  );
}

function namedByLink(
  { displaySetInstanceUID, SeriesInstanceUID, SOPInstanceUID, frame = 1 }: OpenRequest,
  entries: readonly SeriesEntry[],
  everything: boolean,
  { organized, displaySets }: Here,
): DisplaySet | string | undefined {
  if (displaySetInstanceUID !== undefined) {
    const found = displaySets.get(displaySetInstanceUID);
    return found ?? (everything ? `No display set ${displaySetInstanceUID} in this study and mode.` : 'wait');
  }
  if (SOPInstanceUID !== undefined) {
    for (const set of displaySets.values()) {
      if (SeriesInstanceUID !== undefined && set.SeriesInstanceUID !== SeriesInstanceUID) continue;
      if (holdsInstance(set, { SOPInstanceUID, frame })) return set;
    }
    return everything ? `No instance ${SOPInstanceUID} in this study.` : 'wait';
  }
  if (SeriesInstanceUID === undefined) return undefined;
  const entry = entries.find(({ summary }) => summary.SeriesInstanceUID === SeriesInstanceUID);
  if (!entry) return everything ? `No series ${SeriesInstanceUID} in this study.` : 'wait';
  if (entry.status === 'failed') return `Series ${SeriesInstanceUID} could not be loaded.`;
  if (entry.status !== 'ready') return 'wait';
  const made = organized[entry.key];
  return mainImages(made) ?? firstShowable(made) ?? `Nothing of series ${SeriesInstanceUID} can be shown.`;
}

/** The first image series in reading order; a later one does not overtake it by answering sooner. */
function firstImages(
  entries: readonly SeriesEntry[],
  everything: boolean,
  { organized }: Here,
): DisplaySet | 'wait' | undefined {
  for (const { key, status, summary } of entries) {
    if (WITHOUT_PICTURES.has(summary.Modality ?? '') && !everything) continue;
    if (status === 'failed') continue;
    if (status !== 'ready') return 'wait';
    const images = mainImages(organized[key]);
    if (images) return images;
  }
  if (!everything) return 'wait';
  return entries.map(({ key }) => firstShowable(organized[key])).find(Boolean);
}

/** What the mode's first handler made; what the others made only when it made nothing of all that has come. */
function firstOfHandlers(
  entries: readonly SeriesEntry[],
  everything: boolean,
  { organized }: Here,
  rank: RankDisplaySet,
): DisplaySet | 'wait' | undefined {
  let best: DisplaySet | undefined;
  for (const { key, status } of entries) {
    if (status !== 'ready' && status !== 'failed') break;
    for (const set of [...(organized[key]?.displaySets ?? []), ...(organized[key]?.unsupported ?? [])]) {
      if (!best || rank(set) < rank(best)) best = set;
    }
    if (best && rank(best) === 0) return best;
  }
  return everything ? best : 'wait';
}

/** The set that holds an image, or an instance that has none. */
export const setHolding = (
  series: OrganizedSeries | undefined,
  image: { SOPInstanceUID: string; frame: number },
): DisplaySet | undefined =>
  [...(series?.displaySets ?? []), ...(series?.unsupported ?? [])].find((set) => holdsInstance(set, image));

const firstShowable = (series: OrganizedSeries | undefined): DisplaySet | undefined =>
  series?.displaySets[0] ?? series?.unsupported[0];

/**
 * The set with most pictures: a series opens on its stack, not on the localizer
 * before it. Of clips the first: the longest is no more than the others.
 */
export function mainImages(series: Pick<OrganizedSeries, 'displaySets'> | undefined): DisplaySet | undefined {
  let main: DisplaySet | undefined;
  for (const set of series?.displaySets ?? []) {
    if (main && isClip(main) && isClip(set)) continue;
    if (set.numImageFrames > (main?.numImageFrames ?? 0)) main = set;
  }
  return main;
}

const isClip = ({ isMultiFrame, instances, geometry }: DisplaySet): boolean =>
  isMultiFrame && instances.length === 1 && geometry?.reconstructable !== true;

const holdsInstance = (set: DisplaySet, image: { SOPInstanceUID: string; frame: number }): boolean =>
  indexOfImage(set, image) >= 0 ||
  (set.numImageFrames === 0 &&
    set.instances.some(({ SOPInstanceUID }) => SOPInstanceUID === image.SOPInstanceUID));
