import type { Instance } from '../core/dicom/instance.ts';
import { organizeSeries } from '../core/displaySet/organize.ts';
import type { OrganizedSeries } from '../core/displaySet/organized.ts';
import type { Registry } from '../core/extension/registry.ts';
import type { SeriesEntry, SeriesKey } from './viewerState.ts';

/**
 * `organize` remembered a series and a mode at a time: a series is organized
 * again only when its instances change, and going back to a mode gives the very
 * same display sets.
 */
export interface Organizer {
  organize(
    modeId: string,
    series: Readonly<Record<SeriesKey, SeriesEntry>>,
  ): Readonly<Record<SeriesKey, OrganizedSeries>>;
  clear(): void;
}

interface Remembered {
  readonly instances: readonly Instance[];
  readonly organized: OrganizedSeries;
}

export function createOrganizer(registry: Registry): Organizer {
  const byMode = new Map<string, Map<SeriesKey, Remembered>>();
  return {
    organize(modeId, series) {
      const mode = registry.mode(modeId);
      if (!mode) return {};
      const handlers = registry.handlersFor(mode);
      let memory = byMode.get(modeId);
      if (!memory) byMode.set(modeId, (memory = new Map()));
      const result: Record<SeriesKey, OrganizedSeries> = {};
      for (const [key, { instances, status }] of Object.entries(series)) {
        if (status !== 'ready' || instances.length === 0) continue;
        let remembered = memory.get(key);
        if (remembered?.instances !== instances) {
          remembered = { instances, organized: organizeSeries(instances, handlers) };
          memory.set(key, remembered);
        }
        result[key] = remembered.organized;
      }
      return result;
    },
    clear: () => byMode.clear(),
  };
}
