import { useEffect, useMemo, useState } from 'react';
import { bestFit, modeFits, type ModeFit } from '../../core/mode/bestFit.ts';
import type { Mode } from '../../core/mode/mode.ts';
import { modesForStudy } from '../../core/mode/modesForStudy.ts';
import type { OrganizedStudy } from '../../state/organizer.ts';
import { studyFactsOf } from '../../state/selectors.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';

export interface ModeResults {
  /** Display sets by mode id, as far as they are worked out: the unsupported ones count. */
  readonly counts: ReadonlyMap<string, number>;
  /** Undefined until every mode's are. */
  readonly best: ModeFit | undefined;
}

/** What every mode makes of the study, one after the other and off the page's thread. */
export function useModeResults(modes: readonly Mode[]): ModeResults {
  const viewer = useViewer();
  const series = useViewerState((state) => state.series);
  const rules = useViewerState((state) => state.rules);
  const facts = useViewerState(studyFactsOf);
  const [made, setMade] = useState<ReadonlyMap<Mode, OrganizedStudy>>(new Map());

  useEffect(() => {
    const abort = new AbortController();
    void (async () => {
      const results = new Map<Mode, OrganizedStudy>();
      for (const mode of modes) {
        results.set(mode, await viewer.organizer.organizeLater(mode, { series, rules }, abort.signal));
        if (abort.signal.aborted) return;
        setMade(new Map(results));
      }
    })().catch((error: unknown) => {
      // Nobody waits for it any more.
      if (!abort.signal.aborted) throw error;
    });
    return () => abort.abort();
  }, [viewer, modes, series, rules]);

  const counts = useMemo(() => {
    const all = modes.flatMap((mode) => {
      const organized = made.get(mode);
      return organized ? [[mode.id, countOf(organized)] as const] : [];
    });
    return new Map(all);
  }, [modes, made]);

  const best = useMemo(() => {
    if (!modes.every((mode) => made.has(mode))) return undefined;
    const candidates = modesForStudy(modes, facts).map(({ mode, applicability }) => ({
      mode,
      applicability,
      organized: Object.values(made.get(mode) ?? {}),
    }));
    return bestFit(modeFits(candidates, viewer.registry.handlers));
  }, [modes, made, facts, viewer]);

  return { counts, best };
}

const countOf = (organized: OrganizedStudy): number =>
  Object.values(organized).reduce((sum, one) => sum + one.displaySets.length + one.unsupported.length, 0);
