import { useEffect, useMemo, useState } from 'react';
import { diffDisplaySets, type DisplaySetDiff } from '../../core/displaySet/diff.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { sameItems } from '../../core/collections.ts';
import { describeError } from '../../core/errors.ts';
import type { OrganizedStudy } from '../../state/organizer.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';

/** What a draft would make of the open study, against what is on the screen now. */
export interface Preview {
  readonly before: OrganizedStudy;
  readonly after: OrganizedStudy;
  readonly diff: DisplaySetDiff;
  readonly unclaimedBefore: number;
  readonly unclaimedAfter: number;
}

export interface PreviewState {
  /** The last one that was worked out; undefined before the first. */
  readonly preview: Preview | undefined;
  /** A newer one is being worked out. */
  readonly pending: boolean;
  readonly problem: string | undefined;
}

interface Made {
  readonly order: readonly string[];
  readonly series: unknown;
  readonly rules: unknown;
  readonly organized: OrganizedStudy;
}

/** Organizes by the draft off the page's thread; a newer draft, or the end of the editor, gives up the older one. */
export function usePreview(modeId: string, order: readonly string[]): PreviewState {
  const viewer = useViewer();
  const series = useViewerState((state) => state.series);
  const rules = useViewerState((state) => state.rules);
  const before = useViewerState((state) => state.organized);
  const [made, setMade] = useState<Made>();
  const [problem, setProblem] = useState<string>();
  const key = order.join();

  useEffect(() => {
    const abort = new AbortController();
    const sopClassHandlers = key === '' ? [] : key.split(',');
    viewer.organizer.organizeLater({ id: modeId, sopClassHandlers }, { series, rules }, abort.signal).then(
      (organized) => {
        if (abort.signal.aborted) return;
        setProblem(undefined);
        setMade({ order: sopClassHandlers, series, rules, organized });
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setProblem(describeError(error));
      },
    );
    return () => abort.abort();
  }, [viewer, modeId, key, series, rules]);

  const after = made?.organized;
  const preview = useMemo(() => after && compare(before, after), [before, after]);
  const pending =
    problem === undefined &&
    (!made || made.series !== series || made.rules !== rules || !sameItems(made.order, order));
  return { preview, pending, problem };
}

function compare(before: OrganizedStudy, after: OrganizedStudy): Preview {
  return {
    before,
    after,
    diff: diffDisplaySets(setsOf(before), setsOf(after)),
    unclaimedBefore: unclaimedIn(before),
    unclaimedAfter: unclaimedIn(after),
  };
}

function* setsOf(organized: OrganizedStudy): Iterable<DisplaySet> {
  for (const { displaySets, unsupported } of Object.values(organized)) {
    yield* displaySets;
    yield* unsupported;
  }
}

const unclaimedIn = (organized: OrganizedStudy): number =>
  Object.values(organized).reduce((sum, { unclaimed }) => sum + unclaimed.length, 0);
