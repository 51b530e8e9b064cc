import { useEffect, useMemo, useState } from 'react';
import { modeCoverage, type ModeCoverage } from '../../core/displaySet/coverage.ts';
import { describeError, isAbort } from '../../core/errors.ts';
import type { Mode } from '../../core/mode/mode.ts';
import { useViewer, useViewerState, useViewerValue } from '../../state/ViewerContext.tsx';

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
    const all = async () => {
      const { series } = viewer.store.getState();
      const [current, others] = partition(question.modes, ({ id }) => id === question.modeId);
      for (const mode of [...current, ...others]) {
        const made = await viewer.organizer.organizeLater(
          mode,
          { series, rules: question.rules },
          abort.signal,
        );
        abort.signal.throwIfAborted();
        add(modeCoverage(mode, viewer.registry.handlersFor(mode), Object.values(made)));
      }
    };
    all().catch((error: unknown) => {
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

function partition<T>(
  items: readonly T[],
  test: (item: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
