import type { ViewportKind } from '../core/displaySet/displaySet.ts';
import type { Side } from '../core/layout/edit.ts';
import { countViewports, gridOf, MAX_VIEWPORTS, toLayout, type Layout } from '../core/layout/layout.ts';
import { evenOut, moveBorder, type BorderMove, type BorderName } from '../core/layout/borders.ts';
import type { GridLayout } from '../core/mode/mode.ts';
import {
  cellOf,
  closeViewport,
  hang,
  moveBeside,
  neighbourOf,
  numberOf,
  splitViewport,
  threePlanes,
  visibleCells,
  withLayout,
} from './hanging.ts';
import type { LayoutMemory } from './layoutMemory.ts';
import type { NoticeCommands } from './notices.ts';
import type { HangingSteps } from './steps.ts';
import type { ViewerParts } from './viewerParts.ts';
import type { Hanging, ViewportCell } from './viewerState.ts';

/** How the screen is divided, by hand; each can be undone. */
export interface LayoutCommands {
  setLayout(layout: Layout | GridLayout): void;
  /** The same by the reader's own choice, which holds for the next study of this kind in this mode. */
  chooseLayout(layout: Layout | GridLayout): void;
  /** Back to the layout that the mode comes with, also for the next study. */
  chooseOwnLayout(): void;
  /**
   * Moves a border, as it is dragged: one step, however often, until it is settled or given up.
   * @param part what is before it gets of the room that it divides, from 0 to 1.
   */
  moveBorder(border: BorderName, part: number, how?: BorderMove): void;
  settleBorder(): void;
  giveUpBorder(): void;
  /** Gives everything between the same borders the same room. */
  evenOut(border: BorderName, how?: BorderMove): void;
  /** Makes room for an empty viewport at a side of another; it becomes the active one. */
  splitViewport(viewportId: string, side: Side): void;
  /**
   * Shows a display set in a new viewport at a side of another; refuses in words when nothing can show it.
   * Not for good: the next study does not open like that.
   */
  showAtSide(
    besideId: string,
    side: Side,
    displaySetInstanceUID: string,
    options?: { readonly image?: ViewportCell['image']; readonly forGood?: boolean },
  ): void;
  /** Moves a viewport to a side of another; the place that it leaves closes. */
  moveViewport(viewportId: string, besideId: string, side: Side): void;
  /** Takes a viewport off the screen; its neighbours share the room. The last one stays. */
  closeViewport(viewportId: string): void;
  /** The volume in a viewport as axial, sagittal and coronal planes side by side. */
  showPlanes(viewportId: string): void;
  setActiveViewport(viewportId: string): void;
  /** Makes the viewport at a side of the active one the active one; none beyond the end of the screen. */
  moveActive(side: Side): void;
  toggleMaximised(viewportId: string): void;
}

export function createLayoutCommands(
  { store, live, modes }: Pick<ViewerParts, 'store' | 'live' | 'modes'>,
  { step, move, settle, giveUp }: HangingSteps,
  { remember }: LayoutMemory,
  { announce }: Pick<NoticeCommands, 'announce'>,
  /** How a display set can be shown, or undefined when it was refused in words. */
  kindOrRefusal: (displaySetInstanceUID: string) => ViewportKind | undefined,
): LayoutCommands {
  const get = store.getState;
  const number = (viewportId: string) => numberOf(get().hanging, viewportId);
  const count = () => visibleCells(get().hanging).length;

  /** The layout itself is what is looked at: nothing covers it. */
  function divide(change: (hanging: Hanging) => Hanging) {
    store.setState({ maximisedViewportId: undefined });
    step(change);
  }

  function hasRoom(): boolean {
    if (count() < MAX_VIEWPORTS) return true;
    announce(`${MAX_VIEWPORTS} viewports are the most that fit. Close one first.`);
    return false;
  }

  /** The reader's own hand. */
  function divideForGood(change: (hanging: Hanging) => Hanging) {
    divide(change);
    remember();
  }

  const commands: LayoutCommands = {
    setLayout(form) {
      const layout = toLayout(form);
      divide((hanging) => withLayout(hanging, layout));
      const grid = gridOf(layout);
      announce(
        grid
          ? `${grid.rows} by ${grid.columns} viewports.`
          : `${countViewports(layout)} viewports of several sizes.`,
      );
    },

    chooseLayout(layout) {
      commands.setLayout(layout);
      remember();
    },

    chooseOwnLayout: () => commands.chooseLayout(modes.get(get().modeId)?.layout ?? 'viewport'),

    moveBorder: (border, part, how) =>
      move((hanging) => ({ ...hanging, layout: moveBorder(hanging.layout, border, part, how) })),

    settleBorder() {
      if (settle()) remember();
    },

    giveUpBorder: giveUp,

    evenOut(border, how) {
      divideForGood((hanging) => ({ ...hanging, layout: evenOut(hanging.layout, border, how) }));
      announce('Evened out.');
    },

    splitViewport(viewportId, side) {
      if (!hasRoom()) return;
      divideForGood((hanging) => splitViewport(hanging, viewportId, side)?.hanging ?? hanging);
      announce(`Viewport ${number(get().hanging.activeViewportId)} of ${count()} is new and empty.`);
    },

    showAtSide(besideId, side, displaySetInstanceUID, { image, forGood = true } = {}) {
      if (!hasRoom()) return;
      const displaySet = get().displaySets.get(displaySetInstanceUID);
      const kind = kindOrRefusal(displaySetInstanceUID);
      if (!displaySet || kind === undefined) return;
      const make = forGood ? divideForGood : divide;
      make((hanging) => {
        const divided = splitViewport(hanging, besideId, side);
        return divided ? hang(divided.hanging, divided.viewportId, displaySet, kind, image) : hanging;
      });
      announce(
        `${displaySet.label} is shown in viewport ${number(get().hanging.activeViewportId)} of ${count()}, which is new.`,
      );
    },

    moveViewport(viewportId, besideId, side) {
      if (viewportId === besideId) return;
      const [from, to] = [number(viewportId), number(besideId)];
      divideForGood((hanging) => moveBeside(hanging, viewportId, besideId, side));
      announce(`Viewport ${from} is now beside viewport ${to}: it is viewport ${number(viewportId)}.`);
    },

    closeViewport(viewportId) {
      if (count() === 1) {
        announce('The last viewport stays.');
        return;
      }
      const closed = number(viewportId);
      divideForGood((hanging) => closeViewport(hanging, viewportId));
      announce(`Viewport ${closed} is closed. ${count()} are left.`);
    },

    showPlanes(viewportId) {
      if (!live.state(viewportId).plane) return;
      divide((hanging) => threePlanes(hanging, viewportId));
      announce('Axial, sagittal and coronal planes in viewports 1 to 3.');
    },

    setActiveViewport(viewportId) {
      const { hanging } = get();
      if (hanging.activeViewportId === viewportId || !cellOf(hanging, viewportId)) return;
      store.setState({ hanging: { ...hanging, activeViewportId: viewportId } });
    },

    moveActive(side) {
      const { hanging } = get();
      commands.setActiveViewport(neighbourOf(hanging, hanging.activeViewportId, side));
    },

    toggleMaximised(viewportId) {
      store.setState(({ maximisedViewportId, hanging }) => ({
        maximisedViewportId: maximisedViewportId === undefined ? viewportId : undefined,
        hanging: { ...hanging, activeViewportId: viewportId },
      }));
    },
  };
  return commands;
}
