import type { DisplaySet, ViewportKind } from '../core/displaySet/displaySet.ts';
import type { Side } from '../core/layout/edit.ts';
import { sameLayout } from '../core/layout/layout.ts';
import { cellOf, changeCell, clearCell, hang, neighbourOf, numberOf, swap, visibleCells } from './hanging.ts';
import { createLayoutCommands, type LayoutCommands } from './layoutCommands.ts';
import { createLayoutMemory } from './layoutMemory.ts';
import { neededText } from './needed.ts';
import type { NoticeCommands } from './notices.ts';
import { createHangingSteps } from './steps.ts';
import type { ViewerParts } from './viewerParts.ts';
import { asKind } from './viewsOfKinds.ts';
import type { Carrying, ViewerState, ViewportCell } from './viewerState.ts';

/** What a drop on a viewport would do: shown while hovering, and done on release. */
export type DropVerdict =
  | { readonly allowed: true; readonly text: string; readonly kind: ViewportKind }
  | { readonly allowed: false; readonly text: string };

export interface HangingCommands extends LayoutCommands {
  /** Shows a display set in a viewport; refuses in words when nothing can show it or it is gone. */
  showDisplaySet(request: ShowRequest): boolean;
  /** Shows what the viewport holds as another kind: its images, its tags. */
  showAs(viewportId: string, kind: ViewportKind): void;
  swapViewports(firstId: string, secondId: string): void;
  clearViewport(viewportId: string): void;
  undo(): void;
  redo(): void;
  toggleOverlay(): void;
  /** What dropping would do. */
  dropVerdict(displaySetInstanceUID: string): DropVerdict;

  /**
   * The reader is about to show this somewhere: its image is asked for ahead, by a viewport
   * that shows the like. Returns the way to give it up.
   */
  expectDisplaySet(displaySetInstanceUID: string): () => void;

  pickUp(carrying: Omit<Carrying, 'targetViewportId'>): void;
  /** Chooses the target viewport by arrow keys, or by number. */
  aim(side: Side): void;
  aimAt(viewportId: string): void;
  /** Puts down what is carried, into a viewport or, with a side, into a new place beside it. */
  putDown(viewportId?: string, side?: Side): void;
  cancelCarrying(): void;
  explain(displaySetInstanceUID: string | undefined): void;
  /** The reader asks by key for what the header has; undefined once it is there. */
  ask(what: ViewerState['asked']): void;
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
  const { store } = parts;
  const { notify, announce } = notices;
  const get = store.getState;

  const steps = createHangingSteps(parts);
  const memory = createLayoutMemory(parts);
  const { step } = steps;
  const layout = createLayoutCommands(parts, steps, memory, notices, kindOrRefusal);
  const positionOf = (viewportId: string) => numberOf(get().hanging, viewportId);

  const labelOf = (displaySetInstanceUID: string) =>
    get().displaySets.get(displaySetInstanceUID)?.label ?? 'The series';

  /** A layout that is taken back, or made again, is chosen like any other. */
  function retraced(go: () => boolean): boolean {
    const { layout } = get().hanging;
    const isDone = go();
    if (!sameLayout(get().hanging.layout, layout)) memory.remember();
    return isDone;
  }

  function kindOrRefusal(displaySetInstanceUID: string): ViewportKind | undefined {
    const displaySet = get().displaySets.get(displaySetInstanceUID);
    if (!displaySet) {
      notify({
        kind: 'error',
        title: 'That series is no longer here',
        text: 'It vanished from the study while it was being dragged. The viewport is unchanged.',
        transient: true,
      });
      return undefined;
    }
    const verdict = parts.kindFor(displaySet);
    if ('kind' in verdict) return verdict.kind;
    notify({
      kind: 'warning',
      title: `${displaySet.label} cannot be shown`,
      text: verdict.reason,
      transient: true,
    });
    announce(`${displaySet.label} cannot be shown. ${verdict.reason}`);
    return undefined;
  }

  const commands: HangingCommands = {
    ...layout,

    showDisplaySet({ viewportId, displaySetInstanceUID, kind: asked, image, undoable = true }) {
      const displaySet = get().displaySets.get(displaySetInstanceUID);
      const kind = (displaySet && asked) ?? kindOrRefusal(displaySetInstanceUID);
      if (!displaySet || kind === undefined) return false;
      const target = viewportId ?? get().hanging.activeViewportId;
      // Opening something another way ends what was picked up: a double tap picks up and then opens.
      if (undoable && get().carrying) store.setState({ carrying: undefined });
      step((hanging) => hang(hanging, target, displaySet, kind, image), undoable);
      if (undoable) announce(`${displaySet.label} is shown in viewport ${positionOf(target)}.`);
      return true;
    },

    showAs(viewportId, kind) {
      step((hanging) => {
        const cell = cellOf(hanging, viewportId);
        return cell && cell.kind !== kind
          ? changeCell(hanging, viewportId, {
              ...asKind(cell, kind),
              cine: undefined,
              assignment: cell.assignment + 1,
            })
          : hanging;
      });
    },

    swapViewports(firstId, secondId) {
      if (firstId === secondId) return;
      step((hanging) => swap(hanging, firstId, secondId));
      announce(`Viewports ${positionOf(firstId)} and ${positionOf(secondId)} are swapped.`);
    },

    clearViewport: (viewportId) => step((hanging) => clearCell(hanging, viewportId)),

    undo() {
      if (retraced(steps.undo)) announce('Undone.');
    },

    redo() {
      if (retraced(steps.redo)) announce('Done again.');
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

    expectDisplaySet(displaySetInstanceUID) {
      const displaySet = get().displaySets.get(displaySetInstanceUID);
      const verdict = displaySet && parts.kindFor(displaySet);
      if (!verdict || !('kind' in verdict)) return () => undefined;
      const handles = get().hanging.cells.map(({ id }) => parts.live.handle(id));
      const like = handles.find((handle) => handle?.expect && handle.getState().kind === verdict.kind);
      return like?.expect?.(displaySet) ?? (() => undefined);
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

    aim(side) {
      const { carrying, hanging } = get();
      if (!carrying) return;
      commands.aimAt(neighbourOf(hanging, carrying.targetViewportId ?? hanging.activeViewportId, side));
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

    putDown(viewportId, side) {
      const { carrying } = get();
      const target = viewportId ?? carrying?.targetViewportId;
      if (!carrying || target === undefined) return;
      store.setState({ carrying: undefined });
      const { displaySetInstanceUID, fromViewportId } = carrying;
      if (fromViewportId === undefined) {
        if (side) commands.showAtSide(target, side, displaySetInstanceUID);
        else commands.showDisplaySet({ viewportId: target, displaySetInstanceUID });
      } else if (side) commands.moveViewport(fromViewportId, target, side);
      else commands.swapViewports(fromViewportId, target);
    },

    cancelCarrying() {
      if (!get().carrying) return;
      store.setState({ carrying: undefined });
      announce('Cancelled. Nothing has moved.');
    },

    ask: (asked) => store.setState({ asked }),

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
    mip: 'projection (MIP)',
    document: 'document viewer',
    tags: 'tag view',
    volume: 'volume viewer',
    volume3d: '3D viewer',
    video: 'video player',
  };
  return names[kind] ?? kind;
}
