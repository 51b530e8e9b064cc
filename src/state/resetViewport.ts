import { tryRule } from '../core/hanging/match.ts';
import { presentationFor } from '../core/hanging/present.ts';
import type { PlacePresentation } from '../core/hanging/rule.ts';
import type { Presentation } from '../core/viewport.ts';
import { cellOf, changeCell } from './hanging.ts';
import { offeredRules, openFor } from './hangingRules.ts';
import type { NoticeCommands } from './notices.ts';
import type { HangingSteps } from './steps.ts';
import type { ViewerParts } from './viewerParts.ts';
import type { ViewerState, ViewportCell } from './viewerState.ts';

export interface ResetCommands {
  /**
   * A viewport's window, turns, size and place as its hanging rule hung them; where no rule did, as the image
   * comes. The image stays. One step that can be undone; what has no views is only told.
   */
  resetViewport(viewportId: string): void;
}

/** How the rule that hung a viewport shows it; undefined where no rule that is here did, or as it comes. */
function hungAs(
  state: ViewerState,
  parts: Pick<ViewerParts, 'modes' | 'kindFor' | 'registry'>,
  { hungBy }: Pick<ViewportCell, 'hungBy'>,
): PlacePresentation | undefined {
  if (!hungBy) return undefined;
  const offered = offeredRules(state, parts.modes).find(({ rule }) => rule.id === hungBy.ruleId);
  if (!offered) return undefined;
  // As it was tried: where nothing matched, it may show another viewport's display set, another way.
  const tried = tryRule(offered.rule, openFor(state, parts)).stages[hungBy.stage]?.places[hungBy.place];
  const place = tried?.place ?? offered.rule.stages[hungBy.stage]?.viewports[hungBy.place];
  return place?.presentation;
}

export function createResetCommands(
  parts: Pick<ViewerParts, 'store' | 'live' | 'modes' | 'kindFor' | 'registry'>,
  { step }: Pick<HangingSteps, 'step'>,
  { announce }: Pick<NoticeCommands, 'announce'>,
): ResetCommands {
  const { store, live } = parts;
  return {
    resetViewport(viewportId) {
      const state = store.getState();
      const cell = cellOf(state.hanging, viewportId);
      const displaySet = state.displaySets.get(cell?.displaySetInstanceUID ?? '');
      const now = live.state(viewportId);
      if (!cell?.kind || !displaySet || !now.presentation) {
        live.handle(viewportId)?.reset();
        return;
      }
      const hung = hungAs(state, parts, cell) ?? planeOf(now.presentation);
      const wanted = presentationFor(hung, displaySet, cell.kind);
      const presentation = wanted && atPlaceOf(wanted, now.presentation);
      step((hanging) => changeCell(hanging, viewportId, { presentation, assignment: cell.assignment + 1 }));
      announce(
        wanted && cell.hungBy ? `The view is as ${cell.hungBy.ruleName} hung it.` : 'The view is reset.',
      );
    },
  };
}

/** A plane that no rule has hung keeps its direction: the three of a volume stay three. */
const planeOf = ({ plane }: Presentation): PlacePresentation | undefined => plane && { plane: plane.name };

/** A plane of a volume stays where it is in the patient: only its direction and slab are the rule's. */
const atPlaceOf = (wanted: Presentation, { plane }: Presentation): Presentation =>
  wanted.plane && plane ? { ...wanted, plane: { ...wanted.plane, through: plane.through } } : wanted;
