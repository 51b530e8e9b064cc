import { useMemo } from 'react';
import { tryRule, type Open, type RuleResult } from '../../core/hanging/match.ts';
import { offeredRules, openFor, type OfferedRule } from '../../state/hangingRules.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';

export interface TriedRule extends OfferedRule {
  readonly result: RuleResult;
}

/** What is open, as rules see it. */
export function useOpen(): Open {
  const viewer = useViewer();
  const displaySets = useViewerState((state) => state.displaySets);
  const studyOrder = useViewerState((state) => state.studyOrder);
  return useMemo(() => openFor({ displaySets, studyOrder }, viewer), [viewer, displaySets, studyOrder]);
}

/** Every rule that is offered in this mode, with what it makes of what is open. */
export function useTriedRules(): readonly TriedRule[] {
  const viewer = useViewer();
  const preferences = useViewerState((state) => state.preferences);
  const modeId = useViewerState((state) => state.modeId);
  const open = useOpen();
  return useMemo(
    () =>
      offeredRules({ preferences, modeId }, viewer.modes).map((offered) => ({
        ...offered,
        result: tryRule(offered.rule, open),
      })),
    [viewer, preferences, modeId, open],
  );
}
