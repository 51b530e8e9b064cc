import type { OrganizedSeries } from '../../core/displaySet/organized.ts';

/** One handler that failed, over all series that are open. */
export interface HandlerFault {
  readonly id: string;
  readonly series: number;
  /** Offered to it in those series. */
  readonly instances: number;
  /** What it said first. */
  readonly error: string;
}

export function handlerFaults(organized: readonly OrganizedSeries[]): readonly HandlerFault[] {
  const faults = new Map<string, HandlerFault>();
  for (const { trace } of organized) {
    for (const { SOPClassHandlerId: id, outcome, offered, error = '' } of trace.handlers) {
      if (outcome !== 'failed') continue;
      const known = faults.get(id) ?? { id, series: 0, instances: 0, error };
      faults.set(id, { ...known, series: known.series + 1, instances: known.instances + offered });
    }
  }
  return [...faults.values()];
}
