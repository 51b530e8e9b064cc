import { useEffect, useRef, useState } from 'react';
import { useViewerState } from '../../state/ViewerContext.tsx';
import { keptView, readKeptView, usualView, type BrowserView } from './browserView.ts';

const WRITE_AFTER_MS = 250;

/** The view of this history entry, when it was made for these studies. */
function readHere(studyOrder: readonly string[]): BrowserView | undefined {
  const state: unknown = window.history.state;
  return typeof state === 'object' && state !== null && 'browserView' in state
    ? readKeptView(state.browserView, studyOrder)
    : undefined;
}

/**
 * The reader's view of the list, kept with the history entry: a mode switch, a
 * reload and Back keep it, nothing is written to storage, and other studies
 * start with the usual view.
 */
export function useKeptView(): readonly [BrowserView, (view: BrowserView) => void] {
  const studyOrder = useViewerState((state) => state.studyOrder);
  const modeId = useViewerState((state) => state.modeId);
  const studies = studyOrder.join();
  const [kept, setKept] = useState(() => ({ studies, view: readHere(studyOrder) ?? usualView }));
  // Other studies in the same page: what was set for the former ones would hide what is theirs.
  if (kept.studies !== studies) setKept({ studies, view: readHere(studyOrder) ?? usualView });
  const { view } = kept;

  const write = useRef(() => undefined as void);
  useEffect(() => {
    write.current = () => {
      if (studyOrder.length === 0) return;
      const browserView = keptView(view, studyOrder);
      window.history.replaceState({ ...history.state, browserView }, '');
    };
    // After a mode switch the address, and with it the entry, is another one.
    const timer = setTimeout(() => write.current(), WRITE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [view, studyOrder, modeId]);
  useEffect(() => {
    const onLeave = () => write.current();
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, []);

  return [view, (next) => setKept({ studies, view: next })];
}
