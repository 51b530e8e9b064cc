import { useEffect, useReducer } from 'react';
import type { StudyAround } from '../../core/viewport.ts';

/** Draws again whenever what the study around says may be something else. */
export function useStudyAround(study: StudyAround): void {
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(() => study.subscribe(again), [study]);
}
