import * as z from 'zod/mini';
import { facetNames, type FacetName } from './facets.ts';

/** `mode`: as the mode lists them, which has one direction. */
export type SortKey = 'mode' | 'number' | 'date';
export type GroupKey = 'none' | 'series' | 'handler' | 'acquisition' | 'plane';

/** How the reader has set the list: what is shown, in which groups and order. */
export interface BrowserView {
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly groupBy: GroupKey;
  readonly filter: string;
  readonly onlyWarnings: boolean;
  /** Keys of the values that are let through; none of a facet lets all through. */
  readonly chosen: Readonly<Record<FacetName, readonly string[]>>;
}

export const usualView: BrowserView = {
  sort: 'mode',
  descending: false,
  groupBy: 'none',
  filter: '',
  onlyWarnings: false,
  chosen: { modality: [], plane: [], handler: [], acquisition: [] },
};

/** Whether anything is hidden by choice. */
export const isFiltering = ({ filter, onlyWarnings, chosen }: BrowserView): boolean =>
  filter.trim() !== '' || onlyWarnings || facetNames.some((name) => chosen[name].length > 0);

export const isUsual = (view: BrowserView): boolean =>
  !isFiltering(view) && view.filter === '' && view.sort === 'mode' && view.groupBy === 'none';

/** Everything let through, in the same groups and order. */
export const withoutFilter = ({ groupBy, sort, descending }: BrowserView): BrowserView => ({
  ...usualView,
  groupBy,
  sort,
  descending,
});

/** Lets a value through, or no longer. */
export function toggled(view: BrowserView, name: FacetName, key: string): BrowserView {
  const now = view.chosen[name];
  const next = now.includes(key) ? now.filter((each) => each !== key) : [...now, key];
  return { ...view, chosen: { ...view.chosen, [name]: next } };
}

const keys = z.array(z.string());
const schema = z.object({
  StudyInstanceUIDs: z.string(),
  sort: z.enum(['mode', 'number', 'date']),
  descending: z.boolean(),
  groupBy: z.enum(['none', 'series', 'handler', 'acquisition', 'plane']),
  filter: z.string(),
  onlyWarnings: z.boolean(),
  chosen: z.object({ modality: keys, plane: keys, handler: keys, acquisition: keys }),
});

/** A view as it is kept with the history entry of these studies. */
export const keptView = (view: BrowserView, studyOrder: readonly string[]) => ({
  ...view,
  StudyInstanceUIDs: studyOrder.join(),
});

/** What was kept for these studies; undefined for anything else: a filter never outlives the study it was set in. */
export function readKeptView(kept: unknown, studyOrder: readonly string[]): BrowserView | undefined {
  const result = schema.safeParse(kept);
  if (!result.success) return undefined;
  const { StudyInstanceUIDs, ...view } = result.data;
  return StudyInstanceUIDs === studyOrder.join() ? view : undefined;
}
