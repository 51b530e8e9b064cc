import { useEffect } from 'react';
import * as z from 'zod/mini';
import { MAX_VIEWPORTS } from '../core/layout/layout.ts';
import { layoutText, readLayout } from '../core/layout/text.ts';
import type { ViewportHandle } from '../core/viewport.ts';
import { withLiveState } from '../state/hanging.ts';
import { rulesOfScreen } from '../state/borrowedRules.ts';
import { offeredRules } from '../state/hangingRules.ts';
import type { OpenRequest } from '../state/openRequest.ts';
import { readPresentation } from '../state/presentationJson.ts';
import { restOf } from '../state/screenRest.ts';
import { readRest, writeRest } from '../state/screenRestJson.ts';
import type { Viewer } from '../state/viewer.ts';
import type { Hanging, ViewerState } from '../state/viewerState.ts';

/**
 * The hanging in the browser's history entry: a reload and Back find it again,
 * nothing is written to storage, and it goes with the tab. UIDs, numbers and names of hanging rules only.
 */
const image = z.object({ SOPInstanceUID: z.string(), frame: z.number() });
const keptShape = z.object({
  StudyInstanceUIDs: z.string(),
  modeId: z.string(),
  layout: z.string(),
  activeViewportId: z.string(),
  cells: z
    .array(
      z.object({
        id: z.string(),
        displaySetInstanceUID: z.optional(z.string()),
        kind: z.optional(z.string()),
        image: z.optional(image),
        presentation: z.optional(z.unknown()),
      }),
    )
    .check(z.length(MAX_VIEWPORTS)),
  rest: z.optional(z.unknown()),
});

/** What of an `OpenRequest` the history entry keeps. */
export type Kept = Required<Pick<OpenRequest, 'hanging' | 'rest'>>;

/** The hanging of this history entry, when it is of the studies and mode in the address; else nothing. */
export function readKeptHanging(): Kept | undefined {
  const state: unknown = window.history.state;
  if (typeof state !== 'object' || state === null || !('hanging' in state)) return undefined;
  const result = keptShape.safeParse(state.hanging);
  if (!result.success) return undefined;
  const { cells, activeViewportId, StudyInstanceUIDs, modeId } = result.data;
  const layout = readLayout(result.data.layout);
  if (!layout || new Set(cells.map(({ id }) => id)).size !== cells.length) return undefined;
  const here = window.location;
  if (!here.pathname.endsWith(`/${modeId}`) || !here.search.includes(StudyInstanceUIDs)) return undefined;
  const hanging: Hanging = {
    layout,
    activeViewportId,
    cells: cells.map((cell) => ({
      id: cell.id,
      displaySetInstanceUID: cell.displaySetInstanceUID,
      kind: cell.kind,
      image: cell.image,
      presentation: readPresentation(cell.presentation),
      absence: undefined,
      assignment: 1,
      homes: {},
    })),
  };
  return { hanging, rest: readRest(result.data.rest ?? {}, MAX_VIEWPORTS).rest };
}

const WRITE_AFTER_MS = 250;

/** A change of one of these is kept. */
const keptParts = ['hanging', 'linking', 'linkLines', 'overlayVisible', 'rules'] as const;

function isOffered(state: ViewerState, { modes }: Viewer): (ruleId: string) => boolean {
  const ids = new Set(offeredRules(state, modes).map(({ rule }) => rule.id));
  return (id) => ids.has(id);
}

/** Keeps the hanging in the history entry, as it changes and as the page is left. */
export function useKeptHanging(viewer: Viewer): void {
  useEffect(() => {
    const write = () => {
      const state = viewer.store.getState();
      const { hanging, studyOrder, modeId } = state;
      if (!window.location.pathname.endsWith(`/${modeId}`)) return;
      const { layout, activeViewportId, cells } = withLiveState(hanging, viewer.live.state);
      const plain = cells.map(({ id, displaySetInstanceUID, kind, image: at, presentation: how }) => ({
        id,
        displaySetInstanceUID,
        kind,
        image: at,
        presentation: how,
      }));
      const entry = {
        StudyInstanceUIDs: studyOrder[0] ?? '',
        modeId,
        layout: layoutText(layout),
        activeViewportId,
        cells: plain,
        rest: writeRest(
          restOf(state, {
            cells,
            crosshair: viewer.crosshair.get(),
            // The reader's own are kept by the browser.
            rules: state.borrowedRules && rulesOfScreen(state).rules,
            sayLines: false,
            // Their names are read anew, as they are by then.
            isKnownRule: isOffered(state, viewer),
          }),
        ),
      };
      window.history.replaceState({ ...history.state, hanging: entry }, '');
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const writeSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(write, WRITE_AFTER_MS);
    };
    const unsubscribe = viewer.store.subscribe((state, former) => {
      if (keptParts.some((name) => state[name] !== former[name])) writeSoon();
    });
    const uncross = viewer.crosshair.subscribe(writeSoon);
    // Scrolling, window and zoom are the viewports' own until they rest.
    const followed = new Map<ViewportHandle, () => void>();
    const follow = () => {
      const mounted = new Set(
        viewer.store.getState().hanging.cells.flatMap(({ id }) => viewer.live.handle(id) ?? []),
      );
      for (const handle of mounted) {
        if (!followed.has(handle)) followed.set(handle, handle.subscribe(writeSoon));
      }
      for (const [handle, stop] of followed) {
        if (mounted.has(handle)) continue;
        stop();
        followed.delete(handle);
      }
    };
    follow();
    const unfollow = viewer.live.subscribe(follow);
    // By `pagehide` a reload has already taken the entry as it was.
    window.addEventListener('beforeunload', write);
    return () => {
      clearTimeout(timer);
      unsubscribe();
      uncross();
      unfollow();
      for (const stop of followed.values()) stop();
      window.removeEventListener('beforeunload', write);
    };
  }, [viewer]);
}
