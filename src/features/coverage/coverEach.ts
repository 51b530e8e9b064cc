import { modeCoverage, type ModeCoverage } from '../../core/displaySet/coverage.ts';
import type { OrganizedSeries } from '../../core/displaySet/organized.ts';
import type { RegisteredHandler } from '../../core/extension/sopClassHandler.ts';
import type { Mode } from '../../core/mode/mode.ts';

export interface CoverJob {
  readonly modes: readonly Mode[];
  /** Worked out first: it is what the reader looks at. */
  readonly currentId: string;
  organize(mode: Mode, signal: AbortSignal): Promise<Readonly<Record<string, OrganizedSeries>>>;
  handlersFor(mode: Mode): readonly RegisteredHandler[];
  /** Told of each mode as it is done. */
  onDone(coverage: ModeCoverage): void;
}

/**
 * The coverage of one mode after the other. Once aborted, no further mode is
 * begun, and one that was under way is not told.
 * Rejects with the signal's reason, or with what went wrong.
 */
export async function coverEach(job: CoverJob, signal: AbortSignal): Promise<void> {
  const isCurrent = ({ id }: Mode) => id === job.currentId;
  const inTurn = [...job.modes.filter(isCurrent), ...job.modes.filter((mode) => !isCurrent(mode))];
  for (const mode of inTurn) {
    signal.throwIfAborted();
    const made = await job.organize(mode, signal);
    signal.throwIfAborted();
    job.onDone(modeCoverage(mode, job.handlersFor(mode), Object.values(made)));
  }
}
