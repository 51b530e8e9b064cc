import { isAbort } from '../../core/errors.ts';
import type { StudyPage, StudyQuery, StudySummary } from '../../core/dataSource.ts';
import type { ListState } from './listState.ts';
import { toStudyQuery } from './listState.ts';

/**
 * How many studies are asked for at a time. QIDO-RS cannot be told an order
 * (PS3.18 8.3.4), so what is asked for at once is what can be sorted as a whole; a
 * search that finds fewer is in the right order over all its pages.
 */
export const blockSize = 500;

/**
 * How many are asked for before the rest of them: enough to fill a screen, and
 * here long before 500, for which an archive looks into each study.
 */
export const firstSize = 50;

export interface Block {
  readonly studies: readonly StudySummary[];
  /** Index of the first of them in the archive's whole answer. */
  readonly offset: number;
  /** Whether the archive has more after these. */
  readonly hasMore: boolean;
  /** How many match; undefined when nobody knows. */
  readonly total: number | undefined;
  readonly warnings: readonly string[];
  /** Only the first of what was asked for: the rest is on its way. */
  readonly isPartial: boolean;
}

/** Which block a page lies in: the offset of the block's first study. */
export const blockOffset = ({ page, pageSize }: Pick<ListState, 'page' | 'pageSize'>): number =>
  Math.floor((page * pageSize) / blockSize) * blockSize;

/** How many are asked for first: all where the page does not begin with the block. */
const firstLimit = (state: ListState): number =>
  state.page * state.pageSize === blockOffset(state) ? firstSize : blockSize;

/** What a list in that state asks the archive first. */
export const firstQuery = (state: ListState): StudyQuery =>
  toStudyQuery(state, firstLimit(state), blockOffset(state));

/**
 * The block of the archive's answer that holds the state's page, each study once.
 * A server that gives fewer than it was asked for is asked for the rest; one that
 * repeats itself is not asked again. Where it fails after its first answer, what has come is the
 * block, with a warning.
 * @param onFirst told what came first, where the rest is still to come; this is asked for when it is done with
 *   the first
 */
export async function loadBlock(
  search: (query: StudyQuery, signal: AbortSignal) => Promise<StudyPage>,
  state: ListState,
  signal: AbortSignal,
  onFirst?: (block: Block) => Promise<void>,
): Promise<Block> {
  const offset = blockOffset(state);
  const studies = new Map<string, StudySummary>();
  const warnings = new Set<string>();
  let received = 0;
  let total: number | undefined;
  let hasMore = true;
  let limit = firstLimit(state);
  const block = (isPartial: boolean): Block => ({
    studies: [...studies.values()],
    offset,
    hasMore,
    total: total === undefined && !hasMore ? offset + studies.size : total,
    warnings: [...warnings],
    isPartial,
  });
  while (hasMore && received < blockSize) {
    let page: StudyPage;
    try {
      page = await search(toStudyQuery(state, limit, offset + received), signal);
    } catch (error) {
      if (received === 0 || isAbort(error)) throw error;
      // What has come stays.
      const why = error instanceof Error ? ` ${error.message}` : '';
      warnings.add(`Only the first ${studies.size} studies are here, the others could not be listed.${why}`);
      return { ...block(false), hasMore: false, total: undefined };
    }
    const known = studies.size;
    for (const study of page.studies) studies.set(study.StudyInstanceUID, study);
    for (const warning of page.warnings) warnings.add(warning);
    total = page.total ?? total;
    const isFirst = received === 0;
    received += page.studies.length;
    limit = blockSize - received;
    hasMore = page.hasMore && studies.size > known;
    if (isFirst && hasMore && received < blockSize) await onFirst?.(block(true));
  }
  return block(false);
}
