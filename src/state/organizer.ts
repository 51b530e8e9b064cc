import { sameItems } from '../core/collections.ts';
import type { Instance } from '../core/dicom/instance.ts';
import { rulesForSeries } from '../core/displaySet/applyRules.ts';
import { organizeSeries } from '../core/displaySet/organize.ts';
import type { OrganizedSeries } from '../core/displaySet/organized.ts';
import type { GroupingRule } from '../core/displaySet/rule.ts';
import type { Registry } from '../core/extension/registry.ts';
import type { Mode } from '../core/mode/mode.ts';
import { createOrderMemory, type Remembered } from './orderMemory.ts';
import { createRemoteOrganizer, type OrganizerThread, type RemoteOrganizer } from './remoteOrganizer.ts';
import { createSlices } from './slices.ts';
import type { SeriesEntry, SeriesKey } from './viewerState.ts';

export type OrganizedStudy = Readonly<Record<SeriesKey, OrganizedSeries>>;

/** What of a mode decides the grouping. */
export type GroupingMode = Pick<Mode, 'id' | 'sopClassHandlers'>;

/** What is organized: series that are here, under the manual rules in force. */
export interface GroupingState {
  readonly series: Readonly<Record<SeriesKey, SeriesEntry>>;
  readonly rules: readonly GroupingRule[];
}

/**
 * `organize` remembered a series and an order of handlers at a time: a series is
 * organized again only when its instances change, and going back to a mode gives
 * the very same display sets.
 */
export interface Organizer {
  /** At once, in the page. */
  organize(mode: GroupingMode, state: GroupingState): OrganizedStudy;
  /**
   * The same value without holding up the page, for previews and comparisons,
   * and for what is too much for `organize`: large work is done by another
   * thread, or in slices where there is none. What is done is remembered, so
   * that `organize` has it at once afterwards.
   * Rejects with the signal's reason when it is aborted.
   */
  organizeLater(mode: GroupingMode, state: GroupingState, signal: AbortSignal): Promise<OrganizedStudy>;
  /** Whether `organize` would keep the page from answering: use `organizeLater` then. */
  isLarge(mode: GroupingMode, state: GroupingState): boolean;
  clear(): void;
}

export interface OrganizerOptions {
  /** Starts the thread that organizes large studies. @throws when it cannot. */
  readonly startThread?: () => OrganizerThread;
  /** Told once, in words, when that thread is lost and the page does its work. */
  readonly onThreadLost?: (reason: string) => void;
  /** More instances than this are not organized at once. */
  readonly atOnce?: number;
}

/** More instances than these, and a reader would notice that the page waits for them (docs/adr/0013). */
export const instancesAtOnce = 10_000;

/** Questions that are under way in the thread: while one is answered the next is on its way. */
const questionsAtATime = 6;

export function createOrganizer(registry: Registry, options: OrganizerOptions = {}): Organizer {
  const { atOnce = instancesAtOnce, startThread, onThreadLost = () => undefined } = options;
  const memory = createOrderMemory();
  const slice = createSlices();
  let remote: RemoteOrganizer | undefined;
  let started = startThread === undefined;

  /** Started when first needed: most visits never open a study that needs it. */
  function thread(): RemoteOrganizer | undefined {
    if (started || !startThread) return remote;
    started = true;
    try {
      remote = createRemoteOrganizer(startThread(), onThreadLost);
    } catch (error) {
      onThreadLost(error instanceof Error ? error.message : String(error));
    }
    return remote;
  }

  /** What of the state is remembered for this order, and what is still to be organized. */
  function lookUp(
    mode: GroupingMode,
    { series, rules }: GroupingState,
    /** What becomes of a series that is due: its value, in its place among the others, or nothing yet. */
    made: (due: Due) => OrganizedSeries | undefined = () => undefined,
  ) {
    const remembered = memory.of(mode.sopClassHandlers);
    const due: Due[] = [];
    const result: Record<SeriesKey, OrganizedSeries> = {};
    for (const [key, { instances, status }] of Object.entries(series)) {
      if (status !== 'ready' || instances.length === 0) continue;
      const own = rulesForSeries(rules, instances);
      const known = remembered.get(key);
      if (known?.instances === instances && sameItems(known.rules, own)) {
        result[key] = known.organized;
        continue;
      }
      const one = { key, instances, rules: own };
      due.push(one);
      const organized = made(one);
      if (!organized) continue;
      remembered.set(key, { instances, rules: own, organized });
      result[key] = organized;
    }
    return { remembered, due, result };
  }

  /** Where the open studies are large, the thread has what it will be asked about before it is. */
  function keepAhead({ series }: GroupingState) {
    const ready = Object.values(series).filter(({ status }) => status === 'ready');
    if (countOf(ready) <= atOnce) return;
    for (const { key, instances } of ready) thread()?.keep(key, instances);
  }

  const organizer: Organizer = {
    organize(mode, state) {
      const handlers = registry.handlersFor(mode);
      const { due, result } = lookUp(mode, state, ({ instances, rules }) =>
        organizeSeries(instances, handlers, rules),
      );
      if (due.length > 0) keepAhead(state);
      return result;
    },

    async organizeLater(mode, state, signal) {
      await Promise.resolve();
      signal.throwIfAborted();
      const handlers = registry.handlersFor(mode);
      const { remembered, due, result } = lookUp(mode, state);
      const helper = countOf(due) > atOnce ? thread() : undefined;
      const here = async ({ instances, rules }: Due) => {
        await slice();
        signal.throwIfAborted();
        return organizeSeries(instances, handlers, rules);
      };
      const waiting = due.values();
      const work = async () => {
        for (const one of waiting) {
          const organized =
            (await helper?.organize({ ...one, handlers: mode.sopClassHandlers })) ?? (await here(one));
          signal.throwIfAborted();
          remembered.set(one.key, { instances: one.instances, rules: one.rules, organized });
          result[one.key] = organized;
        }
      };
      const all = Promise.all(Array.from({ length: questionsAtATime }, work));
      await unlessAborted(all, signal);
      return inOrderOf(state, result);
    },

    isLarge: (mode, state) => countOf(lookUp(mode, state).due) > atOnce,

    clear() {
      memory.clear();
      remote?.clear();
    },
  };
  return organizer;
}

/** Rejects when the signal fires: what is under way in the thread is not waited for. */
async function unlessAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: done.signal });
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    done.abort();
  }
}

type Due = Omit<Remembered, 'organized'> & { readonly key: SeriesKey };

function countOf(series: readonly { readonly instances: readonly Instance[] }[]): number {
  return series.reduce((sum, { instances }) => sum + instances.length, 0);
}

/** Whatever was done first. */
function inOrderOf({ series }: GroupingState, result: OrganizedStudy): OrganizedStudy {
  return Object.fromEntries(
    Object.keys(series).flatMap((key) => {
      const organized = result[key];
      return organized ? [[key, organized]] : [];
    }),
  );
}
