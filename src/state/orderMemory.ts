import type { Instance } from '../core/dicom/instance.ts';
import type { OrganizedSeries } from '../core/displaySet/organized.ts';
import type { GroupingRule } from '../core/displaySet/rule.ts';
import type { SeriesKey } from './viewerState.ts';

/** What a series became, and of what it was made. */
export interface Remembered {
  readonly instances: readonly Instance[];
  /** Those that speak of this series: a rule for another one organizes nothing again. */
  readonly rules: readonly GroupingRule[];
  readonly organized: OrganizedSeries;
}

/** What series became under the orders of handlers that were asked for last. */
export interface OrderMemory {
  /** Of one order: filled in by whoever organizes. */
  of(order: readonly string[]): Map<SeriesKey, Remembered>;
  clear(): void;
}

/** The built-in modes and a few tries at an order: a list of every try would grow for as long as somebody edits. */
const ordersKept = 12;

/** @param kept how many orders; the one not asked for longest goes first. */
export function createOrderMemory(kept = ordersKept): OrderMemory {
  // A Map lists its keys in the order in which they were set: the first is the oldest.
  const byOrder = new Map<string, Map<SeriesKey, Remembered>>();
  return {
    of(order) {
      const name = order.join();
      const memory = byOrder.get(name) ?? new Map<SeriesKey, Remembered>();
      byOrder.delete(name);
      byOrder.set(name, memory);
      const [oldest] = byOrder.keys();
      if (byOrder.size > kept && oldest !== undefined) byOrder.delete(oldest);
      return memory;
    },
    clear: () => byOrder.clear(),
  };
}
