import { sameItems } from '../core/collections.ts';
import type { Instance } from '../core/dicom/instance.ts';
import { rulesForSeries } from '../core/displaySet/applyRules.ts';
import { organizeSeries } from '../core/displaySet/organize.ts';
import type { OrganizedSeries } from '../core/displaySet/organized.ts';
import type { GroupingRule } from '../core/displaySet/rule.ts';
import type { Registry } from '../core/extension/registry.ts';
import type { Mode } from '../core/mode/mode.ts';
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
  organize(mode: GroupingMode, state: GroupingState): OrganizedStudy;
  /**
   * The same value without holding up the page, for previews and comparisons.
   * Rejects with the signal's reason when it is aborted.
   */
  organizeLater(mode: GroupingMode, state: GroupingState, signal: AbortSignal): Promise<OrganizedStudy>;
  clear(): void;
}

interface Remembered {
  readonly instances: readonly Instance[];
  /** Those that speak of this series: a rule for another one organizes nothing again. */
  readonly rules: readonly GroupingRule[];
  readonly organized: OrganizedSeries;
}

export function createOrganizer(registry: Registry): Organizer {
  const byOrder = new Map<string, Map<SeriesKey, Remembered>>();
  const organizer: Organizer = {
    organize(mode, { series, rules }) {
      const handlers = registry.handlersFor(mode);
      const order = mode.sopClassHandlers.join();
      let memory = byOrder.get(order);
      if (!memory) byOrder.set(order, (memory = new Map()));
      const result: Record<SeriesKey, OrganizedSeries> = {};
      for (const [key, { instances, status }] of Object.entries(series)) {
        if (status !== 'ready' || instances.length === 0) continue;
        let remembered = memory.get(key);
        const own = rulesForSeries(rules, instances);
        if (remembered?.instances !== instances || !sameItems(remembered.rules, own)) {
          remembered = { instances, rules: own, organized: organizeSeries(instances, handlers, own) };
          memory.set(key, remembered);
        }
        result[key] = remembered.organized;
      }
      return result;
    },
    async organizeLater(mode, state, signal) {
      await Promise.resolve();
      signal.throwIfAborted();
      return organizer.organize(mode, state);
    },
    clear: () => byOrder.clear(),
  };
  return organizer;
}
