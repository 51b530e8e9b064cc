import type { DisplaySet, ViewportKind } from '../core/displaySet/displaySet.ts';
import type { GridLayout } from '../core/mode/mode.ts';
import {
  cellOf,
  changeCell,
  hang,
  sameHanging,
  swap,
  threePlanes,
  visibleCells,
  withLayout,
  withLiveState,
} from './hanging.ts';
import { neededText } from './needed.ts';
import type { NoticeCommands } from './notices.ts';
import type { ViewerParts } from './viewerParts.ts';
import { followImages, groupingUnder, keepImages } from './regroup.ts';
import type { Carrying, Hanging, Moment, ViewerState, ViewportCell } from './viewerState.ts';

/** What a drop on a viewport would do: shown while hovering, and done on release. */
export type DropVerdict =
  | { readonly allowed: true; readonly text: string; readonly kind: ViewportKind }
  | { readonly allowed: false; readonly text: string };

export interface HangingCommands {
  /** Shows a display set in a viewport; refuses in words when nothing can show it or it is gone. */
  showDisplaySet(request: ShowRequest): boolean;
  /** Shows what the viewport holds as another kind: its images, its tags. */
  showAs(viewportId: string, kind: ViewportKind): void;
  swapViewports(firstId: string, secondId: string): void;
  /** The volume in a viewport as axial, sagittal and coronal planes side by side. */
  showPlanes(viewportId: string): void;
  clearViewport(viewportId: string): void;
  setLayout(layout: GridLayout): void;
  setActiveViewport(viewportId: string): void;
  /** Moves the active mark by rows and columns, staying inside the grid. */
  moveActive(rows: number, columns: number): void;
  toggleMaximised(viewportId: string): void;
  undo(): void;
  redo(): void;
  toggleOverlay(): void;
  /** What dropping would do. */
  dropVerdict(displaySetInstanceUID: string): DropVerdict;

  pickUp(carrying: Omit<Carrying, 'targetViewportId'>): void;
  /** Chooses the target viewport by arrow keys, or by number. */
  aim(rows: number, columns: number): void;
  aimAt(viewportId: string): void;
  putDown(viewportId?: string): void;
  cancelCarrying(): void;
  explain(displaySetInstanceUID: string | undefined): void;
}

export interface ShowRequest {
  readonly viewportId?: string;
  readonly displaySetInstanceUID: string;
  readonly kind?: ViewportKind;
  readonly image?: ViewportCell['image'];
  /** Whether this can be undone: not for what the viewer hangs by itself on opening. */
  readonly undoable?: boolean;
}

export function createHangingCommands(parts: ViewerParts, notices: NoticeCommands): HangingCommands {
  const { store, live } = parts;
  const { notify, announce } = notices;
  const get = store.getState;

  /** Makes a hanging step, remembering how the viewports looked before it. */
  function step(change: (hanging: Hanging) => Hanging, undoable = true) {
    const { hanging, past, rules, displaySets } = get();
    const before = withLiveState(hanging, live.state);
    const after = change(before);
    if (sameHanging(before, after)) {
      store.setState({ hanging: after });
      return;
    }
    store.setState({
      hanging: after,
      ...(undoable ? { past: [...past.slice(-49), { ...before, rules, displaySets }], future: [] } : {}),
    });
  }

  /** Another moment's hanging, regrouped where other rules were in force then. */
  function brought({ rules, displaySets, ...hanging }: Moment, now: Moment): Partial<ViewerState> {
    if (rules === undefined || rules === now.rules) return { hanging: withNewAssignments(hanging, now) };
    const grouping = groupingUnder(parts, rules);
    const found = followImages(hanging, displaySets ?? get().displaySets, grouping);
    return { ...grouping, hanging: withNewAssignments(keepImages(found, now, grouping.displaySets), now) };
  }

  const positionOf = (viewportId: string) => Number(viewportId.split('-').at(-1));

  function neighbour(viewportId: string, rows: number, columns: number): string {
    const { layout } = get().hanging;
    const index = positionOf(viewportId) - 1;
    const row = Math.min(layout.rows - 1, Math.max(0, Math.floor(index / layout.columns) + rows));
    const column = Math.min(layout.columns - 1, Math.max(0, (index % layout.columns) + columns));
    return `viewport-${row * layout.columns + column + 1}`;
  }

  const labelOf = (displaySetInstanceUID: string) =>
    get().displaySets.get(displaySetInstanceUID)?.label ?? 'The series';

  const commands: HangingCommands = {
    showDisplaySet({ viewportId, displaySetInstanceUID, kind, image, undoable = true }) {
      const displaySet = get().displaySets.get(displaySetInstanceUID);
      if (!displaySet) {
        notify({
          kind: 'error',
          title: 'That series is no longer here',
          text: 'It vanished from the study while it was being dragged. The viewport is unchanged.',
          transient: true,
        });
        return false;
      }
      const verdict = kind === undefined ? parts.kindFor(displaySet) : { kind };
      if ('reason' in verdict) {
        notify({
          kind: 'warning',
          title: `${displaySet.label} cannot be shown`,
          text: verdict.reason,
          transient: true,
        });
        announce(`${displaySet.label} cannot be shown. ${verdict.reason}`);
        return false;
      }
      const target = viewportId ?? get().hanging.activeViewportId;
      // Opening something another way ends what was picked up: a double tap picks up and then opens.
      if (undoable && get().carrying) store.setState({ carrying: undefined });
      step((hanging) => hang(hanging, target, displaySet, verdict.kind, image), undoable);
      if (undoable) announce(`${displaySet.label} is shown in viewport ${positionOf(target)}.`);
      return true;
    },

    showAs(viewportId, kind) {
      step((hanging) => {
        const cell = cellOf(hanging, viewportId);
        return cell ? changeCell(hanging, viewportId, { kind, assignment: cell.assignment + 1 }) : hanging;
      });
    },

    showPlanes(viewportId) {
      if (!live.state(viewportId).plane) return;
      store.setState({ maximisedViewportId: undefined });
      step((hanging) => threePlanes(hanging, viewportId));
      announce('Axial, sagittal and coronal planes in viewports 1 to 3.');
    },

    swapViewports(firstId, secondId) {
      if (firstId === secondId) return;
      step((hanging) => swap(hanging, firstId, secondId));
      announce(`Viewports ${positionOf(firstId)} and ${positionOf(secondId)} are swapped.`);
    },

    clearViewport(viewportId) {
      step((hanging) =>
        changeCell(hanging, viewportId, {
          displaySetInstanceUID: undefined,
          kind: undefined,
          image: undefined,
          presentation: undefined,
          absence: undefined,
          homes: {},
        }),
      );
    },

    setLayout(layout) {
      store.setState({ maximisedViewportId: undefined });
      step((hanging) => withLayout(hanging, layout));
      announce(`${layout.rows} by ${layout.columns} viewports.`);
    },

    setActiveViewport(viewportId) {
      const { hanging } = get();
      if (hanging.activeViewportId === viewportId) return;
      store.setState({ hanging: { ...hanging, activeViewportId: viewportId } });
    },

    moveActive(rows, columns) {
      commands.setActiveViewport(neighbour(get().hanging.activeViewportId, rows, columns));
    },

    toggleMaximised(viewportId) {
      store.setState(({ maximisedViewportId, hanging }) => ({
        maximisedViewportId: maximisedViewportId === undefined ? viewportId : undefined,
        hanging: { ...hanging, activeViewportId: viewportId },
      }));
    },

    undo() {
      const { past, future, hanging, rules, displaySets } = get();
      const former = past.at(-1);
      if (!former) return;
      const now = { ...withLiveState(hanging, live.state), rules, displaySets };
      store.setState({
        ...brought(former, now),
        past: past.slice(0, -1),
        future: [now, ...future],
        maximisedViewportId: undefined,
      });
      announce('Undone.');
    },

    redo() {
      const { past, future, hanging, rules, displaySets } = get();
      const [next, ...rest] = future;
      if (!next) return;
      const now = { ...withLiveState(hanging, live.state), rules, displaySets };
      store.setState({ ...brought(next, now), past: [...past, now], future: rest });
      announce('Done again.');
    },

    toggleOverlay: () => store.setState(({ overlayVisible }) => ({ overlayVisible: !overlayVisible })),

    dropVerdict(displaySetInstanceUID) {
      const displaySet = get().displaySets.get(displaySetInstanceUID);
      if (!displaySet) return { allowed: false, text: 'That series is no longer here' };
      const verdict = parts.kindFor(displaySet);
      if ('reason' in verdict) return { allowed: false, text: `${displaySet.label}: ${verdict.reason}` };
      const needed = neededText(get(), displaySet);
      const text = describeDrop(displaySet, verdict.kind);
      return { allowed: true, kind: verdict.kind, text: needed === undefined ? text : `${text}; ${needed}` };
    },

    pickUp(carrying) {
      const { hanging } = get();
      const targetViewportId = carrying.by === 'keyboard' ? hanging.activeViewportId : undefined;
      store.setState({ carrying: { ...carrying, targetViewportId }, maximisedViewportId: undefined });
      const label = labelOf(carrying.displaySetInstanceUID);
      announce(
        carrying.by === 'keyboard'
          ? `Picked up ${label}. Viewport ${positionOf(hanging.activeViewportId)} of ${visibleCells(hanging).length}. Arrow keys choose the viewport, Space puts it down, Escape cancels.`
          : `Picked up ${label}. Tap a viewport to put it down.`,
      );
    },

    aim(rows, columns) {
      const { carrying, hanging } = get();
      if (!carrying) return;
      commands.aimAt(neighbour(carrying.targetViewportId ?? hanging.activeViewportId, rows, columns));
    },

    aimAt(viewportId) {
      const { carrying, hanging } = get();
      if (!carrying || !visibleCells(hanging).some(({ id }) => id === viewportId)) return;
      store.setState({ carrying: { ...carrying, targetViewportId: viewportId } });
      const shown = cellOf(hanging, viewportId)?.displaySetInstanceUID;
      announce(
        `Viewport ${positionOf(viewportId)}, ${shown === undefined ? 'empty' : `shows ${labelOf(shown)}`}.`,
      );
    },

    putDown(viewportId) {
      const { carrying } = get();
      const target = viewportId ?? carrying?.targetViewportId;
      if (!carrying || target === undefined) return;
      store.setState({ carrying: undefined });
      if (carrying.fromViewportId === undefined) {
        commands.showDisplaySet({
          viewportId: target,
          displaySetInstanceUID: carrying.displaySetInstanceUID,
        });
      } else commands.swapViewports(carrying.fromViewportId, target);
    },

    cancelCarrying() {
      if (!get().carrying) return;
      store.setState({ carrying: undefined });
      announce('Cancelled. Nothing has moved.');
    },

    explain: (displaySetInstanceUID) => store.setState({ explaining: displaySetInstanceUID }),
  };
  return commands;
}

/** "Axial lung, 240 images, stack": what a drop would do. */
export function describeDrop(displaySet: DisplaySet, kind: ViewportKind): string {
  return [displaySet.label, describeCount(displaySet), viewportKindName(kind)].filter(Boolean).join(', ');
}

/** "120 images", "1 clip, 95 frames", "document". */
export function describeCount({
  numImageFrames,
  isMultiFrame,
  instances,
  viewportKinds,
}: DisplaySet): string {
  const plural = (count: number, noun: string) =>
    `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'}`;
  if (viewportKinds[0] === 'document') return plural(instances.length, 'document');
  if (viewportKinds[0] === 'wholeslide') return `1 slide, ${plural(instances.length, 'part')}`;
  if (viewportKinds[0] === 'ecg') return plural(instances.length, 'recording');
  if (numImageFrames === 0) return plural(instances.length, 'object');
  if (isMultiFrame) return `${plural(instances.length, 'clip')}, ${plural(numImageFrames, 'frame')}`;
  return plural(numImageFrames, 'image');
}

export function viewportKindName(kind: ViewportKind): string {
  const names: Record<string, string> = {
    stack: 'image viewer',
    card: 'card',
    wholeslide: 'slide viewer',
    ecg: 'waveform viewer',
    fusion: 'fused view',
    document: 'document viewer',
    tags: 'tag view',
    volume: 'volume viewer',
    volume3d: '3D viewer',
    video: 'video player',
  };
  return names[kind] ?? kind;
}

/** A former hanging on top of today's: cells that show the same keep their image; the others are shown again. */
function withNewAssignments(hanging: Hanging, now: Hanging): Hanging {
  return {
    ...hanging,
    cells: hanging.cells.map((cell, index) => {
      const current = now.cells[index];
      const same =
        current?.displaySetInstanceUID === cell.displaySetInstanceUID && current?.kind === cell.kind;
      return same && current ? current : { ...cell, assignment: (current?.assignment ?? 0) + 1 };
    }),
  };
}
