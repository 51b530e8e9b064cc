import { useEffect, useMemo, useState } from 'react';
import type { ModeCoverage } from '../../core/displaySet/coverage.ts';
import { describeError, isAbort } from '../../core/errors.ts';
import type { Mode } from '../../core/mode/mode.ts';
import { useViewer, useViewerState, useViewerValue } from '../../state/ViewerContext.tsx';
import { coverEach, type CoverJob } from './coverEach.ts';

export interface CoverageOfModes {
  readonly modes: readonly Mode[];
  /** By mode id, as far as they are worked out. */
  readonly coverages: ReadonlyMap<string, ModeCoverage>;
  readonly pending: boolean;
  readonly stopped: boolean;
  readonly problem: string | undefined;
  stop(): void;
  goOn(): void;
}

interface Done {
  readonly of: unknown;
  readonly coverages: ReadonlyMap<string, ModeCoverage>;
  readonly problem: string | undefined;
}

const nothing: ReadonlyMap<string, ModeCoverage> = new Map();

/** What every mode covers of what is here, one mode after the other, the current one first; it can be stopped. */
export function useCoverage(): CoverageOfModes {
  const viewer = useViewer();
  const modeId = useViewerState((state) => state.modeId);
  const rules = useViewerState((state) => state.rules);
  const modes = useViewerValue(() => viewer.modes.all());
  // Progress of the downloads changes the entries; only instances that have come change this.
  const here = useViewerValue(({ series }) => Object.values(series).map(({ instances }) => instances));
  const [stopped, setStopped] = useState(false);
  const [done, setDone] = useState<Done>();
  const question = useMemo(() => ({ modes, modeId, rules, here }), [modes, modeId, rules, here]);

  useEffect(() => {
    if (stopped) return undefined;
    const abort = new AbortController();
    const add = (coverage: ModeCoverage) =>
      setDone((former) => {
        const known = former?.of === question ? former.coverages : nothing;
        const coverages = new Map(known).set(coverage.modeId, coverage);
        return { of: question, coverages, problem: undefined };
      });
    const { series } = viewer.store.getState();
    const job: CoverJob = {
      modes: question.modes,
      currentId: question.modeId,
      organize: (mode, signal) =>
        viewer.organizer.organizeLater(mode, { series, rules: question.rules }, signal),
      handlersFor: (mode) => viewer.registry.handlersFor(mode),
      onDone: add,
    };
    coverEach(job, abort.signal).catch((error: unknown) => {
      if (abort.signal.aborted || isAbort(error)) return;
      setDone((former) => ({
        of: question,
        coverages: former?.of === question ? former.coverages : nothing,
        problem: describeError(error),
      }));
    });
    return () => abort.abort();
  }, [viewer, question, stopped]);

  const own = done?.of === question ? done : undefined;
  const coverages = own?.coverages ?? nothing;
  return {
    modes,
    coverages,
    stopped,
    problem: own?.problem,
    pending: !stopped && own?.problem === undefined && coverages.size < modes.length,
    stop: () => setStopped(true),
    goOn: () => setStopped(false),
  };
}
