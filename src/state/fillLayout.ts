import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import { sameLayout } from '../core/layout/layout.ts';
import { handlerRank } from '../core/mode/handlerRank.ts';
import type { Mode } from '../core/mode/mode.ts';
import { visibleCells } from './hanging.ts';
import type { StageHanger } from './hangingRules.ts';
import { createRuleFiller } from './hangingRulesFill.ts';
import { rememberedLayout } from './layoutMemory.ts';
import type { HangingCommands } from './hangingCommands.ts';
import { browserGroups, isLoading } from './selectors.ts';
import type { OpenSession } from './studyLoading.ts';
import type { ViewerParts } from './viewerParts.ts';
import type { ViewerState } from './viewerState.ts';

/**
 * What the first hanging rule that fits makes of the study, else, in a mode that opens with all its viewports filled, and where the reader's own
 * layout is taken up: what the mode lists first, in its order, once everything is here. What the reader or a link has hung stays.
 */
export function createLayoutFiller(
  parts: ViewerParts,
  { showDisplaySet, setActiveViewport }: Pick<HangingCommands, 'showDisplaySet' | 'setActiveViewport'>,
  hanger: StageHanger,
): (current: OpenSession) => void {
  const { store, modes } = parts;
  const rules = createRuleFiller(parts, hanger);
  const done = new WeakSet<OpenSession>();
  return (current) => {
    if (rules.fill(current)) return;
    const state = store.getState();
    if (done.has(current) || current.waitingForFirst || state.organizing || isLoading(state)) return;
    done.add(current);
    const mode = modes.get(state.modeId);
    const remembered = rememberedLayout(state);
    const isRemembered = remembered !== undefined && sameLayout(state.hanging.layout, remembered);
    if (!mode || !(mode.fillsLayout || isRemembered) || current.request.hanging || current.request.screen)
      return;
    const { activeViewportId } = state.hanging;
    for (const { viewportId, displaySetInstanceUID } of placesIn(state, mode))
      showDisplaySet({ viewportId, displaySetInstanceUID, undoable: false });
    setActiveViewport(activeViewportId);
  };
}

/** Which picture goes into which empty viewport, both in their order. */
export function placesIn(
  state: Pick<ViewerState, 'hanging' | 'studyOrder' | 'series' | 'organized'>,
  mode: Mode,
): readonly { readonly viewportId: string; readonly displaySetInstanceUID: string }[] {
  const cells = visibleCells(state.hanging);
  const hung = new Set(cells.map(({ displaySetInstanceUID }) => displaySetInstanceUID));
  const waiting = browserGroups(state, handlerRank(mode))
    .flatMap(({ rows }) => rows.flatMap((row) => (row.type === 'displaySet' ? row.displaySet : [])))
    .filter((set) => hasPictures(set) && !hung.has(set.displaySetInstanceUID));
  return cells
    .filter(({ displaySetInstanceUID, absence }) => displaySetInstanceUID === undefined && !absence)
    .flatMap(({ id }, index) => {
      const set = waiting[index];
      return set ? [{ viewportId: id, displaySetInstanceUID: set.displaySetInstanceUID }] : [];
    });
}

const hasPictures = ({ numImageFrames, unsupported }: DisplaySet) => numImageFrames > 0 && !unsupported;
