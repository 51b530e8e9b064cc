import type { GroupingRule } from '../core/displaySet/rule.ts';
import { noLinks, type LinkGroup, type Linking } from '../core/linking/linking.ts';
import type { CrosshairPoint } from './crosshair.ts';
import { planeLines, referenceLines } from './linking.ts';
import {
  emptyCell,
  type Hanging,
  type HungBy,
  type KeptCine,
  type LinkLines,
  type ViewerState,
} from './viewerState.ts';

/**
 * What is on a screen besides layout and pictures. Plain data; viewports by the
 * ids that an empty hanging gives them in their order: `viewport-1`, `viewport-2` …
 */
export interface ScreenRest {
  readonly linking: Linking;
  /** In the order of the viewports; names are '' where whoever opens the link knows the rule by its id. */
  readonly hungBy: readonly (HungBy | undefined)[];
  /** In the order of the viewports. */
  readonly cine: readonly (KeptCine | undefined)[];
  readonly lines: LinkLines | undefined;
  readonly overlay: boolean;
  readonly crosshair: CrosshairPoint | undefined;
  /** Splits and merges by hand that are in force; undefined: those of whoever opens it. */
  readonly rules: readonly GroupingRule[] | undefined;
}

/** What a screen is where nothing is said: what a link of before means. */
export const plainRest: ScreenRest = {
  linking: noLinks,
  hungBy: [],
  cine: [],
  lines: undefined,
  overlay: true,
  crosshair: undefined,
  rules: undefined,
};

export interface RestParts {
  readonly cells: Hanging['cells'];
  readonly crosshair: CrosshairPoint | undefined;
  readonly rules: readonly GroupingRule[] | undefined;
  /** Lines are said; else only where a link has chosen them. */
  readonly sayLines: boolean;
  /** Whether whoever opens it knows the rule by its id. */
  readonly isKnownRule: (ruleId: string) => boolean;
}

/** @param parts `cells` that are said, with what is live written into them. */
export function restOf(
  state: Pick<ViewerState, 'linking' | 'overlayVisible' | 'preferences' | 'linkLines'>,
  { cells, crosshair, rules, sayLines, isKnownRule }: RestParts,
): ScreenRest {
  const places = new Map(cells.map(({ id }, index) => [id, emptyCell(index).id]));
  const idOf = (id: string) => places.get(id);
  return {
    linking: underIds(state.linking, idOf),
    hungBy: cells.map(({ hungBy }) => hungBy && (isKnownRule(hungBy.ruleId) ? unnamed(hungBy) : hungBy)),
    cine: cells.map(({ cine }) => cine),
    lines: sayLines ? { reference: referenceLines(state), planes: planeLines(state) } : state.linkLines,
    overlay: state.overlayVisible,
    crosshair: crosshair && pointUnder(crosshair, idOf),
    rules,
  };
}

const unnamed = (by: HungBy): HungBy => ({ ...by, ruleName: '', stageName: '', placeName: '' });

/** The hanging with what the rest says of each of its viewports. */
export const withRest = (
  hanging: Hanging,
  { hungBy, cine }: Pick<ScreenRest, 'hungBy' | 'cine'>,
): Hanging => ({
  ...hanging,
  cells: hanging.cells.map((cell, index) => ({
    ...cell,
    hungBy: hungBy[index],
    cine: cine[index],
  })),
});

/** Links and crosshair for the viewports of a hanging. */
export function placedRest(
  { linking, crosshair }: Pick<ScreenRest, 'linking' | 'crosshair'>,
  { cells }: Pick<Hanging, 'cells'>,
): Pick<ScreenRest, 'linking' | 'crosshair'> {
  const ids = new Map(cells.map(({ id }, index) => [emptyCell(index).id, id]));
  const idOf = (id: string) => ids.get(id);
  return { linking: underIds(linking, idOf), crosshair: crosshair && pointUnder(crosshair, idOf) };
}

type IdOf = (viewportId: string) => string | undefined;

/** The same links under other ids; viewports without one are left out, and groups without viewports. */
function underIds({ groups, apart, byRule }: Linking, idOf: IdOf): Linking {
  const named = (ids: readonly string[]) => ids.flatMap((id) => idOf(id) ?? []);
  const kept = groups
    .map((group): LinkGroup => ({
      ...group,
      viewportIds: group.viewportIds && named(group.viewportIds),
      starts: Object.fromEntries(
        Object.entries(group.starts).flatMap(([id, start]) => {
          const to = idOf(id);
          return to === undefined ? [] : [[to, start]];
        }),
      ),
    }))
    .filter(({ viewportIds }) => viewportIds === undefined || viewportIds.length > 0)
    .map((group, index): LinkGroup => ({ ...group, id: `link-${index + 1}` }));
  return { groups: kept, apart: named(apart), ...(byRule && kept.length > 0 ? { byRule } : {}) };
}

function pointUnder(point: CrosshairPoint, idOf: IdOf): CrosshairPoint | undefined {
  const viewportId = idOf(point.viewportId);
  const { FrameOfReferenceUID, point: at } = point;
  return viewportId === undefined
    ? undefined
    : { viewportId, FrameOfReferenceUID, point: at, isMoving: false, isBroughtBack: true };
}
