import type { ViewportKind } from '../core/displaySet/displaySet.ts';
import type { Side } from '../core/layout/edit.ts';
import { countViewports, gridOf, MAX_VIEWPORTS, toLayout, type Layout } from '../core/layout/layout.ts';
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
import type { NoticeCommands } from './notices.ts';
import type { HangingSteps } from './steps.ts';
import type { ViewerParts } from './viewerParts.ts';

/** How the screen is divided, by hand; each can be undone. */
export interface LayoutCommands {
  setLayout(layout: Layout | GridLayout): void;
  /** Makes room for an empty viewport at a side of another; it becomes the active one. */
  splitViewport(viewportId: string, side: Side): void;
  /** Shows a display set in a new viewport at a side of another; refuses in words when nothing can show it. */
  showAtSide(besideId: string, side: Side, displaySetInstanceUID: string): void;
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
  { store, live }: Pick<ViewerParts, 'store' | 'live'>,
  { step }: HangingSteps,
  { announce }: Pick<NoticeCommands, 'announce'>,
  /** How a display set can be shown, or undefined when it was refused in words. */
  kindOrRefusal: (displaySetInstanceUID: string) => ViewportKind | undefined,
): LayoutCommands {
  const get = store.getState;
  const number = (viewportId: string) => numberOf(get().hanging, viewportId);
  const count = () => visibleCells(get().hanging).length;

  /** The layout itself is what is looked at: nothing covers it. */
  function divide(change: Parameters<typeof step>[0]) {
    store.setState({ maximisedViewportId: undefined });
    step(change);
  }

  function hasRoom(): boolean {
    if (count() < MAX_VIEWPORTS) return true;
    announce(`${MAX_VIEWPORTS} viewports are the most that fit. Close one first.`);
    return false;
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

    splitViewport(viewportId, side) {
      if (!hasRoom()) return;
      divide((hanging) => splitViewport(hanging, viewportId, side)?.hanging ?? hanging);
      announce(`Viewport ${number(get().hanging.activeViewportId)} of ${count()} is new and empty.`);
    },

    showAtSide(besideId, side, displaySetInstanceUID) {
      if (!hasRoom()) return;
      const displaySet = get().displaySets.get(displaySetInstanceUID);
      const kind = kindOrRefusal(displaySetInstanceUID);
      if (!displaySet || kind === undefined) return;
      divide((hanging) => {
        const divided = splitViewport(hanging, besideId, side);
        return divided ? hang(divided.hanging, divided.viewportId, displaySet, kind) : hanging;
      });
      announce(
        `${displaySet.label} is shown in viewport ${number(get().hanging.activeViewportId)} of ${count()}, which is new.`,
      );
    },

    moveViewport(viewportId, besideId, side) {
      if (viewportId === besideId) return;
      const [from, to] = [number(viewportId), number(besideId)];
      divide((hanging) => moveBeside(hanging, viewportId, besideId, side));
      announce(`Viewport ${from} is now beside viewport ${to}: it is viewport ${number(viewportId)}.`);
    },

    closeViewport(viewportId) {
      if (count() === 1) {
        announce('The last viewport stays.');
        return;
      }
      const closed = number(viewportId);
      divide((hanging) => closeViewport(hanging, viewportId));
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
