import { firstRule } from '../core/hanging/match.ts';
import { sameLayout } from '../core/layout/layout.ts';
import type { ViewportState } from '../core/viewport.ts';
import { visibleCells } from './hanging.ts';
import { offeredRules, openFor, ownRules, type StageHanger } from './hangingRules.ts';
import { rememberedLayout } from './layoutMemory.ts';
import { openingLayouts } from './openingPlanes.ts';
import { isLoading } from './selectors.ts';
import { WITHOUT_PICTURES } from './seriesOrder.ts';
import type { OpenSession } from './studyLoading.ts';
import type { ViewerParts } from './viewerParts.ts';
import type { ViewerState } from './viewerState.ts';

/** What a rule does by itself while a study opens. */
export interface RuleFiller {
  /** Called whenever something has come. @returns whether a rule hangs this study */
  fill(current: OpenSession): boolean;
}

/**
 * The first picture is on the screen as soon as it is known; a rule is hung once
 * every series with pictures is here, because until then a better one may come.
 * What the reader or a link has hung, and a first picture that the reader has
 * touched meanwhile, stays where it is.
 */
export function createRuleFiller(parts: ViewerParts, hanger: StageHanger): RuleFiller {
  const { store, modes, live } = parts;
  const decided = new WeakMap<OpenSession, boolean>();
  let opening: { readonly session: OpenSession; readonly watch: OpeningWatch } | undefined;

  return {
    fill(current) {
      const known = decided.get(current);
      if (known !== undefined) return known;
      const state = store.getState();
      if (current.waitingForFirst || state.organizing) return false;
      if (opening?.session !== current) {
        opening?.watch.stop();
        opening = { session: current, watch: watchOpening(state, live) };
      }
      if (!isEverythingHere(state)) return false;
      const { watch } = opening;
      watch.stop();
      opening = undefined;
      const isHung = hangFirstRule(current, watch);
      decided.set(current, isHung);
      return isHung;
    },
  };

  function hangFirstRule({ request }: OpenSession, watch: OpeningWatch): boolean {
    const state = store.getState();
    const { hanging, past, maximisedViewportId } = state;
    const hasKept = request.hanging?.cells.some(
      ({ displaySetInstanceUID }) => displaySetInstanceUID !== undefined,
    );
    const asOpened = [...openingLayouts(modes.get(state.modeId)), rememberedLayout(state)];
    const isAsOpened = asOpened.some((layout) => layout && sameLayout(hanging.layout, layout));
    if (hasKept || request.screen !== undefined || (past.length > 0 && !isAsOpened)) return false;
    const rules = offeredRules(state, modes).filter(({ enabled }) => enabled);
    const result = firstRule(
      rules.map(({ rule }) => rule),
      openFor(state, parts),
    );
    if (!result?.first) return false;
    const isLinked =
      request.displaySetInstanceUID !== undefined ||
      request.SeriesInstanceUID !== undefined ||
      request.SOPInstanceUID !== undefined;
    const kept = visibleCells(hanging).filter((cell) => {
      const isEmpty = cell.displaySetInstanceUID === undefined && !cell.absence;
      if (isEmpty) return false;
      return !watch.isOpening(cell) || isLinked || watch.isTouched(cell) || cell.id === maximisedViewportId;
    });
    hanger.hang(
      { rule: result.rule, result: result.first },
      // Nothing to take back while the reader has done nothing.
      { kept: new Set(kept.map(({ id }) => id)), undoable: past.length > 0 || kept.length > 0 },
    );
    if (maximisedViewportId !== undefined) store.setState({ maximisedViewportId });
    return true;
  }
}

/** Whether all that rules could choose from has come or failed; reports are waited for only where the reader's own rules may want them. */
function isEverythingHere(state: ViewerState): boolean {
  if (ownRules(state).some(({ enabled }) => enabled)) return !isLoading(state);
  return (
    Object.values(state.studies).every(({ status, refreshing }) => status !== 'loading' && !refreshing) &&
    Object.values(state.series).every(
      ({ status, refreshing, summary }) =>
        (status !== 'listed' && status !== 'loading' && !refreshing) ||
        WITHOUT_PICTURES.has(summary.Modality ?? ''),
    )
  );
}

type Opened = Pick<ViewerState['hanging']['cells'][number], 'id' | 'assignment' | 'displaySetInstanceUID'>;

/** The viewports that the viewer has filled by itself, and which of them the reader has touched since. */
interface OpeningWatch {
  isOpening(cell: Opened): boolean;
  isTouched(cell: Opened): boolean;
  stop(): void;
}

function watchOpening({ hanging, past }: ViewerState, live: ViewerParts['live']): OpeningWatch {
  // What is hung before the reader has made a step was hung by the viewer.
  const opened: readonly Opened[] =
    past.length > 0
      ? []
      : visibleCells(hanging).filter(({ displaySetInstanceUID: uid }) => uid !== undefined);
  const first = new Map<string, ViewportState>();
  let unfollow: readonly (() => void)[] = [];
  const look = ({ id, displaySetInstanceUID }: Opened) => {
    const state = live.state(id);
    const isOurs = state.displaySetInstanceUID === displaySetInstanceUID;
    if (!first.has(id) && isOurs && state.status === 'rendered') first.set(id, state);
  };
  const follow = () => {
    for (const each of unfollow) each();
    unfollow = opened.flatMap((cell) => live.handle(cell.id)?.subscribe(() => look(cell)) ?? []);
    opened.forEach(look);
  };
  const stopLive = live.subscribe(follow);
  follow();
  return {
    isOpening: ({ id, assignment }) =>
      opened.some((cell) => cell.id === id && cell.assignment === assignment),
    isTouched({ id }) {
      const before = first.get(id);
      return before !== undefined && isOther(before, live.state(id));
    },
    stop() {
      stopLive();
      for (const each of unfollow) each();
    },
  };
}

/** Whether somebody has scrolled, turned, windowed, zoomed or moved it. */
function isOther(before: ViewportState, now: ViewportState): boolean {
  if (now.presentation === undefined || before.presentation === undefined) return false;
  const isPlaying = now.cine?.playing === true;
  return (
    JSON.stringify(before.presentation) !== JSON.stringify(now.presentation) ||
    (!isPlaying &&
      (now.pendingIndex ?? now.image?.index ?? now.plane?.index) !==
        (before.image?.index ?? before.plane?.index))
  );
}
