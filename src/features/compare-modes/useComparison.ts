import { useEffect, useMemo, useState } from 'react';
import { describeError } from '../../core/errors.ts';
import { compareModes, type Comparison } from '../../core/mode/compare.ts';
import type { Mode } from '../../core/mode/mode.ts';
import type { OrganizedStudy } from '../../state/organizer.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { compareSeries } from '../../state/seriesOrder.ts';

export interface ComparisonState {
  readonly comparison: Comparison | undefined;
  readonly pending: boolean;
  readonly problem: string | undefined;
}

interface Made {
  readonly left: OrganizedStudy;
  readonly right: OrganizedStudy;
  readonly of: readonly unknown[];
}

/** What the open studies become in two modes, worked out off the page's thread. */
export function useComparison(left: Mode | undefined, right: Mode | undefined): ComparisonState {
  const viewer = useViewer();
  const series = useViewerState((state) => state.series);
  const studyOrder = useViewerState((state) => state.studyOrder);
  const rules = useViewerState((state) => state.rules);
  const [made, setMade] = useState<Made>();
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    if (!left || !right) return undefined;
    const abort = new AbortController();
    const organize = (mode: Mode) => viewer.organizer.organizeLater(mode, { series, rules }, abort.signal);
    Promise.all([organize(left), organize(right)]).then(
      ([ofLeft, ofRight]) => {
        if (abort.signal.aborted) return;
        setProblem(undefined);
        setMade({ left: ofLeft, right: ofRight, of: [left, right, series, rules] });
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setProblem(describeError(error));
      },
    );
    return () => abort.abort();
  }, [viewer, left, right, series, rules]);

  const keys = useMemo(() => {
    const place = new Map(studyOrder.map((uid, i) => [uid, i]));
    const placeOf = (uid: string) => place.get(uid) ?? studyOrder.length;
    return Object.values(series)
      .sort(
        (a, b) =>
          placeOf(a.summary.StudyInstanceUID) - placeOf(b.summary.StudyInstanceUID) ||
          compareSeries(a.summary, b.summary),
      )
      .map(({ key }) => key);
  }, [series, studyOrder]);

  const comparison = useMemo(() => made && compareModes(keys, made.left, made.right), [keys, made]);
  const isCurrent = made?.of.every((part, i) => part === [left, right, series, rules][i]);
  return { comparison, pending: problem === undefined && !isCurrent, problem };
}
