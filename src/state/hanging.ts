import { indexOfImage } from '../core/displaySet/images.ts';
import type { DisplaySet, ViewportKind } from '../core/displaySet/displaySet.ts';
import { removeAt, splitAt, type Side } from '../core/layout/edit.ts';
import { countViewports, MAX_VIEWPORTS, sameLayout, toLayout, type Layout } from '../core/layout/layout.ts';
import { neighbourAt } from '../core/layout/neighbour.ts';
import type { GridLayout } from '../core/mode/mode.ts';
import { shownImage } from '../core/shownImage.ts';
import { setByHand, type CineChange, type CineState, type ViewportState } from '../core/viewport.ts';
import { emptyCell, type Hanging, type KeptCine, type ViewportCell } from './viewerState.ts';
import { asKind } from './viewsOfKinds.ts';

/** Pure steps of the hanging: each takes one and gives the next. */

/** The viewports on the screen, in the order of the layout. */
export const visibleCells = ({ layout, cells }: Hanging): readonly ViewportCell[] =>
  cells.slice(0, countViewports(layout));

/** The number by which people know a viewport: its place in reading order, from 1. Ids say nothing of it. */
export const numberOf = ({ cells }: Hanging, viewportId: string): number =>
  cells.findIndex(({ id }) => id === viewportId) + 1;

/** The id of the viewport with a number; undefined where the layout has none. */
export const idOfNumber = (hanging: Hanging, number: number): string | undefined =>
  visibleCells(hanging)[number - 1]?.id;

/** The id of the viewport at a side of another one, or its own where the screen ends. */
export function neighbourOf(hanging: Hanging, viewportId: string, side: Side): string {
  const index = neighbourAt(hanging.layout, numberOf(hanging, viewportId) - 1, side);
  return visibleCells(hanging)[index]?.id ?? viewportId;
}

export const cellOf = (hanging: Hanging, viewportId: string): ViewportCell | undefined =>
  hanging.cells.find((cell) => cell.id === viewportId);

export function changeCell(hanging: Hanging, viewportId: string, change: Partial<ViewportCell>): Hanging {
  return {
    ...hanging,
    cells: hanging.cells.map((cell) => (cell.id === viewportId ? { ...cell, ...change } : cell)),
  };
}

/** Hangs a display set in one viewport, afresh: its own window, fitted. */
export function hang(
  hanging: Hanging,
  viewportId: string,
  displaySet: DisplaySet,
  kind: ViewportKind,
  image?: ViewportCell['image'],
): Hanging {
  const cell = cellOf(hanging, viewportId);
  return {
    ...changeCell(hanging, viewportId, {
      displaySetInstanceUID: displaySet.displaySetInstanceUID,
      kind,
      image,
      presentation: undefined,
      absence: undefined,
      assignment: (cell?.assignment ?? 0) + 1,
      homes: {},
      views: undefined,
      cine: undefined,
      hungBy: undefined,
    }),
    activeViewportId: viewportId,
  };
}

/** Two viewports exchange everything they show; an empty one gives its emptiness. */
export function swap(hanging: Hanging, firstId: string, secondId: string): Hanging {
  const first = cellOf(hanging, firstId);
  const second = cellOf(hanging, secondId);
  if (!first || !second || first === second) return hanging;
  const move = (to: ViewportCell, from: ViewportCell): ViewportCell => ({
    ...from,
    id: to.id,
    assignment: to.assignment + 1,
  });
  return {
    ...hanging,
    cells: hanging.cells.map((cell) =>
      cell === first ? move(first, second) : cell === second ? move(second, first) : cell,
    ),
    activeViewportId: secondId,
  };
}

/** Shrinking hides what no longer fits and growing shows it again: cells are never emptied by a layout. */
export function withLayout(hanging: Hanging, form: Layout | GridLayout): Hanging {
  const layout = toLayout(form);
  const shown = visibleCells({ ...hanging, layout });
  const active = shown.some((cell) => cell.id === hanging.activeViewportId)
    ? hanging.activeViewportId
    : (shown[0]?.id ?? hanging.activeViewportId);
  return { ...hanging, layout, activeViewportId: active };
}

/**
 * Room for one viewport more at a side of another; it is empty and becomes the active one.
 * What layouts have hidden stays hidden.
 * @returns undefined where the screen is full, or the other is not on it.
 */
export function splitViewport(
  hanging: Hanging,
  viewportId: string,
  side: Side,
): { readonly hanging: Hanging; readonly viewportId: string } | undefined {
  const count = countViewports(hanging.layout);
  const index = numberOf(hanging, viewportId) - 1;
  if (index < 0 || index >= count || count >= MAX_VIEWPORTS) return undefined;
  const hidden = hanging.cells.slice(count);
  const spare = hidden.find((cell) => isEmpty(cell) && !cell.absence) ?? hidden.at(-1);
  if (!spare) return undefined;
  const { layout, added } = splitAt(hanging.layout, index, side);
  const shown = visibleCells(hanging);
  const cells = [
    ...shown.slice(0, added),
    emptied(spare),
    ...shown.slice(added),
    ...hidden.filter((cell) => cell !== spare),
  ];
  return { hanging: { layout, cells, activeViewportId: spare.id }, viewportId: spare.id };
}

/** Takes a viewport off the screen with what it shows; those beside it share its room. The last one stays. */
export function closeViewport(hanging: Hanging, viewportId: string): Hanging {
  const count = countViewports(hanging.layout);
  const index = numberOf(hanging, viewportId) - 1;
  const cell = hanging.cells[index];
  if (!cell || index >= count || count === 1) return hanging;
  const shown = visibleCells(hanging).filter((each) => each !== cell);
  const next = shown[Math.min(index, shown.length - 1)];
  return {
    layout: removeAt(hanging.layout, index),
    cells: [...shown, emptied(cell), ...hanging.cells.slice(count)],
    activeViewportId: hanging.activeViewportId === viewportId && next ? next.id : hanging.activeViewportId,
  };
}

/** A viewport leaves its place, which closes, and takes half of another one's room. */
export function moveBeside(hanging: Hanging, viewportId: string, besideId: string, side: Side): Hanging {
  const cell = cellOf(hanging, viewportId);
  const count = countViewports(hanging.layout);
  const index = numberOf(hanging, viewportId) - 1;
  const target = numberOf(hanging, besideId) - 1;
  if (!cell || index === target || [index, target].some((at) => at < 0 || at >= count)) return hanging;
  const left = removeAt(hanging.layout, index);
  const { layout, added } = splitAt(left, target > index ? target - 1 : target, side);
  const cells = hanging.cells.filter((each) => each !== cell);
  return {
    layout,
    cells: [...cells.slice(0, added), cell, ...cells.slice(added)],
    activeViewportId: viewportId,
  };
}

/** Takes what a viewport shows away; the viewport stays. */
export function clearCell(hanging: Hanging, viewportId: string): Hanging {
  const cells = hanging.cells.map((cell) => (cell.id === viewportId ? emptied(cell) : cell));
  return { ...hanging, cells };
}

const isEmpty = ({ displaySetInstanceUID }: ViewportCell) => displaySetInstanceUID === undefined;

const emptied = (cell: ViewportCell): ViewportCell => ({
  ...emptyCell(0),
  id: cell.id,
  assignment: cell.assignment + (isEmpty(cell) && !cell.absence ? 0 : 1),
});

/** Side by side, in the order of the viewports. */
export const threeCuts = ['axial', 'sagittal', 'coronal'] as const;

/** The volume of one viewport in three: its axial, sagittal and coronal plane through the same point, each fitted. */
export function threePlanes(hanging: Hanging, viewportId: string): Hanging {
  const cell = cellOf(hanging, viewportId);
  const plane = cell?.presentation?.plane;
  if (!cell || !plane) return hanging;
  const view = { zoom: 1, pan: [0, 0], rotation: 0, flipHorizontal: false, flipVertical: false } as const;
  const shared = withLayout(hanging, { rows: 1, columns: 3 });
  return {
    ...shared,
    cells: shared.cells.map((each, index) => {
      const name = threeCuts[index];
      if (!name || !cell.presentation) return each;
      return {
        ...cell,
        id: each.id,
        presentation: { ...cell.presentation, ...view, plane: { ...plane, name } },
        assignment: each.assignment + 1,
        homes: {},
        hungBy: undefined,
      };
    }),
  };
}

/** The hanging with what each viewport shows right now written into its cell, to be restored later. */
export function withLiveState(hanging: Hanging, read: (viewportId: string) => ViewportState): Hanging {
  return {
    ...hanging,
    cells: hanging.cells.map((cell) => {
      const live = read(cell.id);
      // A plane between the images is remembered by the image nearest to it.
      const image = shownImage(live);
      if (!image || live.displaySetInstanceUID !== cell.displaySetInstanceUID) return cell;
      const { SOPInstanceUID, frame } = image;
      return {
        ...cell,
        image: { SOPInstanceUID, frame },
        presentation: live.presentation ?? cell.presentation,
        ...(live.cine && { cine: keptCine(live.cine) }),
      };
    }),
  };
}

/** What of a clip's playing is kept. */
export function keptCine({ playing, loop, source, framesPerSecond, range, led }: CineState): KeptCine {
  return {
    playing,
    loop,
    ...(source === setByHand ? { framesPerSecond } : {}),
    ...(range ? { range } : {}),
    ...(playing && led ? { inStep: true } : {}),
  };
}

/** Brings a clip to how it was played. */
export const cineChange = ({ playing, loop, framesPerSecond, range, inStep }: KeptCine): CineChange => ({
  playing,
  // It stands still until the clock of all of them moves it.
  ...(inStep && { led: true }),
  loop,
  framesPerSecond: framesPerSecond ?? 'data',
  range: range ?? 'all',
});

export interface Remapping {
  readonly fromModeId: string;
  readonly toModeId: string;
  readonly toModeName: string;
  /** The display sets of the mode that is left, by UID. */
  readonly before: ReadonlyMap<string, DisplaySet>;
  /** Those of the mode that is entered. */
  readonly after: ReadonlyMap<string, DisplaySet>;
  /** The entered mode's set that holds an image of the former one, or undefined. */
  findSetOf(image: ImageName, former: DisplaySet): DisplaySet | undefined;
  /** How the entered mode shows a set; undefined when nothing can. */
  kindFor(displaySet: DisplaySet, former: ViewportKind | undefined): ViewportKind | undefined;
}

type ImageName = NonNullable<ViewportCell['image']>;

/**
 * The same pictures under another mode's display sets: each cell goes to the set
 * that now holds the image it shows (its first instance, for what has no image),
 * keeping image, window and zoom; where none does, it says so by name. A cell
 * that comes back to a mode finds what it showed there.
 */
export function remapHanging(hanging: Hanging, remapping: Remapping): Hanging {
  return { ...hanging, cells: hanging.cells.map((cell) => remapCell(cell, remapping)) };
}

function remapCell(cell: ViewportCell, remapping: Remapping): ViewportCell {
  const { fromModeId, toModeId, toModeName, before, after, findSetOf, kindFor } = remapping;
  const { displaySetInstanceUID, kind, image, presentation } = cell;
  const home = cell.homes[toModeId];
  const former = displaySetInstanceUID === undefined ? undefined : before.get(displaySetInstanceUID);
  if (!former && !home) return cell;
  const homes = { ...cell.homes, [fromModeId]: { displaySetInstanceUID, kind, image, presentation } };

  const homeSet =
    home?.displaySetInstanceUID === undefined ? undefined : after.get(home.displaySetInstanceUID);
  const name = image ?? (former && firstImage(former));
  const next = homeSet ?? (former && name && findSetOf(name, former));
  const nextKind = homeSet ? home?.kind : next && kindFor(next, kind);
  if (!next || !nextKind) {
    return {
      ...cell,
      displaySetInstanceUID: undefined,
      kind: undefined,
      image: undefined,
      presentation: undefined,
      absence: former && { title: former.label, reason: `The mode ${toModeName} does not show it.` },
      homes,
    };
  }
  const holdsImage = image !== undefined && indexOfImage(next, image) >= 0;
  const same = holdsImage
    ? asKind(cell, nextKind)
    : { ...cell, presentation: home?.presentation, views: undefined };
  return {
    ...same,
    displaySetInstanceUID: next.displaySetInstanceUID,
    kind: nextKind,
    image: holdsImage ? image : home?.image,
    // Another grouping may be another clip; what plays goes on in its viewport.
    cine: undefined,
    absence: undefined,
    homes,
  };
}

function firstImage(displaySet: DisplaySet): ImageName | undefined {
  const [instance] = displaySet.instances;
  return instance && { SOPInstanceUID: instance.SOPInstanceUID, frame: 1 };
}

/** Whether two hangings are one: the same layout, and each viewport in its place, hung as it was. */
export const sameHanging = (a: Hanging, b: Hanging): boolean =>
  sameLayout(a.layout, b.layout) &&
  a.cells.every((cell, index) => {
    const other = b.cells[index];
    return other !== undefined && cell.id === other.id && sameContent(cell, other);
  });

/** Whether a viewport has been left as it was hung, whatever has been scrolled and turned in it since. */
export const sameContent = (a: ViewportCell, b: ViewportCell): boolean =>
  a.assignment === b.assignment && a.displaySetInstanceUID === b.displaySetInstanceUID && a.kind === b.kind;

/**
 * A former hanging on top of today's: viewports that still hold what was hung in
 * them then keep their image and view of today; the others show again what they
 * showed, as they showed it.
 */
export function broughtBack(former: Hanging, now: Hanging): Hanging {
  const today = new Map(now.cells.map((cell) => [cell.id, cell]));
  return {
    ...former,
    cells: former.cells.map((cell) => {
      const current = today.get(cell.id);
      return current && sameContent(cell, current) ? current : cell;
    }),
  };
}
