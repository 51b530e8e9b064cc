import { indexOfImage } from '../core/displaySet/images.ts';
import type { DisplaySet, ViewportKind } from '../core/displaySet/displaySet.ts';
import type { GridLayout } from '../core/mode/mode.ts';
import type { ViewportState } from '../core/viewport.ts';
import type { Hanging, ViewportCell } from './viewerState.ts';

/** Pure steps of the hanging: each takes one and gives the next. */

export const visibleCells = ({ layout, cells }: Hanging): readonly ViewportCell[] =>
  cells.slice(0, layout.rows * layout.columns);

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
export function withLayout(hanging: Hanging, layout: GridLayout): Hanging {
  const shown = hanging.cells.slice(0, layout.rows * layout.columns);
  const active = shown.some((cell) => cell.id === hanging.activeViewportId)
    ? hanging.activeViewportId
    : (shown[0]?.id ?? hanging.activeViewportId);
  return { ...hanging, layout, activeViewportId: active };
}

/** Side by side, in the order of the viewports. */
const threeCuts = ['axial', 'sagittal', 'coronal'] as const;

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
      const image = live.image ?? live.plane?.nearest;
      if (!image || live.displaySetInstanceUID !== cell.displaySetInstanceUID) return cell;
      const { SOPInstanceUID, frame } = image;
      return {
        ...cell,
        image: { SOPInstanceUID, frame },
        presentation: live.presentation ?? cell.presentation,
      };
    }),
  };
}

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
  return {
    ...cell,
    displaySetInstanceUID: next.displaySetInstanceUID,
    kind: nextKind,
    image: holdsImage ? image : home?.image,
    presentation: holdsImage ? presentation : home?.presentation,
    absence: undefined,
    homes,
  };
}

function firstImage(displaySet: DisplaySet): ImageName | undefined {
  const [instance] = displaySet.instances;
  return instance && { SOPInstanceUID: instance.SOPInstanceUID, frame: 1 };
}

export const sameHanging = (a: Hanging, b: Hanging): boolean =>
  a.layout.rows === b.layout.rows &&
  a.layout.columns === b.layout.columns &&
  a.cells.every(
    (cell, index) =>
      cell.displaySetInstanceUID === b.cells[index]?.displaySetInstanceUID &&
      cell.kind === b.cells[index]?.kind,
  );
