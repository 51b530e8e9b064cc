import type { PlaceResult, StageResult } from '../core/hanging/match.ts';
import { presentationFor } from '../core/hanging/present.ts';
import type { HangingRule } from '../core/hanging/rule.ts';
import { countViewports, toLayout } from '../core/layout/layout.ts';
import { clearCell, visibleCells } from './hanging.ts';
import type { Hanging, HungBy, ViewportCell } from './viewerState.ts';

/** A stage of a rule that can be hung. */
export interface StageToHang {
  readonly rule: HangingRule;
  readonly result: StageResult;
}

/**
 * The screen as a stage of a rule has it.
 * @param kept viewports that stay as they are: what the reader or a link has hung. What one of them shows
 * instead of another picture of the stage changes places with it.
 */
export function hangStage(
  hanging: Hanging,
  { rule, result }: StageToHang,
  kept: ReadonlySet<string> = new Set(),
): Hanging {
  const layout = toLayout(result.stage.layout);
  const shown = visibleCells({ ...hanging, layout });
  const places = exchanged(result.places, shown, kept);
  const next = new Map<string, ViewportCell>();
  for (const [at, cell] of shown.entries()) {
    if (kept.has(cell.id)) continue;
    const place = places[at];
    next.set(cell.id, place ? filled(cell, place, hungBy(rule, result, place)) : clear(cell));
  }
  const active = shown.some(({ id }) => id === hanging.activeViewportId)
    ? hanging.activeViewportId
    : (shown[0]?.id ?? hanging.activeViewportId);
  return {
    ...hanging,
    layout,
    cells: hanging.cells.map((cell) => next.get(cell.id) ?? cell),
    activeViewportId: active,
  };
}

/** Pictures whose viewport is taken go to where the taken one's picture would have been. */
function exchanged(
  places: readonly PlaceResult[],
  shown: readonly ViewportCell[],
  kept: ReadonlySet<string>,
): readonly (PlaceResult | undefined)[] {
  const result = [...places];
  for (const [at, cell] of shown.entries()) {
    const displaced = places[at];
    if (!kept.has(cell.id) || !displaced) continue;
    // It shows what is meant for it, if another way.
    if (displaced.chosen?.displaySet.displaySetInstanceUID === cell.displaySetInstanceUID) continue;
    const there = result.findIndex(
      ({ chosen }, index) =>
        index !== at &&
        !kept.has(shown[index]?.id ?? '') &&
        chosen?.displaySet.displaySetInstanceUID === cell.displaySetInstanceUID,
    );
    if (there >= 0) result[there] = displaced;
  }
  return result;
}

function filled(cell: ViewportCell, { place, chosen, reason }: PlaceResult, by: HungBy): ViewportCell {
  if (place.empty === true) return clear(cell);
  if (!chosen) return { ...clear(cell), hungBy: by, absence: absenceOf({ place, reason }) };
  const { displaySet, kind } = chosen;
  const presentation = presentationFor(place.presentation, displaySet, kind);
  const isThere =
    cell.displaySetInstanceUID === displaySet.displaySetInstanceUID &&
    cell.kind === kind &&
    place.presentation === undefined &&
    cell.hungBy === undefined;
  // What came first and is hung as it comes stays on the canvas.
  if (isThere) return { ...cell, hungBy: by };
  return {
    id: cell.id,
    displaySetInstanceUID: displaySet.displaySetInstanceUID,
    kind,
    image: undefined,
    presentation,
    absence: undefined,
    assignment: cell.assignment + 1,
    homes: {},
    hungBy: by,
  };
}

/** Why a viewport of a stage stays empty. */
export const absenceOf = ({ place, reason }: Pick<PlaceResult, 'place' | 'reason'>) => ({
  title: place.name,
  reason: sentence(reason ?? ''),
});

const clear = (cell: ViewportCell): ViewportCell => {
  const [emptied] = clearCell(
    { layout: 'viewport', cells: [cell], activeViewportId: cell.id },
    cell.id,
  ).cells;
  return emptied ?? cell;
};

const hungBy = (rule: HangingRule, { stage, index, places }: StageResult, place: PlaceResult): HungBy => ({
  ruleId: rule.id,
  ruleName: rule.name,
  stage: index,
  stageName: stage.name,
  place: places.indexOf(place),
  placeName: place.place.name,
});

/** The rule and stage that most viewports on the screen were hung by; undefined when none was. */
export function stageInForce(
  hanging: Hanging,
): Pick<HungBy, 'ruleId' | 'ruleName' | 'stage' | 'stageName'> | undefined {
  const counts = new Map<string, { by: HungBy; count: number }>();
  for (const { hungBy: by } of visibleCells(hanging)) {
    if (!by) continue;
    const key = `${by.ruleId} ${by.stage}`;
    const known = counts.get(key);
    counts.set(key, { by, count: (known?.count ?? 0) + 1 });
  }
  let best: { by: HungBy; count: number } | undefined;
  for (const each of counts.values()) if (!best || each.count > best.count) best = each;
  return best?.by;
}

/** Viewports of a stage that go together, by the name of their group; those of one alone left out. */
export function groupsOf(hanging: Hanging, { result }: StageToHang): readonly (readonly string[])[] {
  const shown = visibleCells(hanging).slice(0, countViewports(hanging.layout));
  const groups = new Map<string, string[]>();
  for (const cell of shown) {
    const place = cell.hungBy && result.places[cell.hungBy.place];
    const name = place?.place.sync;
    if (name === undefined || cell.displaySetInstanceUID === undefined) continue;
    groups.set(name, [...(groups.get(name) ?? []), cell.id]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
