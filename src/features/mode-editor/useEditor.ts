import { useState } from 'react';
import {
  draftOf,
  type History,
  orderOf,
  type OrderDraft,
  redo,
  startHistory,
  step,
  undo,
} from '../../core/mode/draft.ts';
import { useViewer } from '../../state/ViewerContext.tsx';

export interface Editor {
  /** The mode whose order is edited. */
  readonly modeId: string;
  /** As it stands, with a handler that is carried by keys where it is now. */
  readonly draft: OrderDraft;
  readonly order: readonly string[];
  readonly carriedId: string | undefined;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  edit(next: OrderDraft): void;
  undo(): void;
  redo(): void;
  /** Starts on a mode as it is in force; a draft of another one is given up. */
  open(modeId: string): void;
  /** To the mode's own order; a step that can be undone. */
  reset(): void;
  pickUp(id: string): void;
  /** Moves what is carried; nothing is a step of its own until it is put down. */
  carry(next: OrderDraft): void;
  putDown(): void;
  cancelCarrying(): void;
}

interface EditorState {
  readonly modeId: string;
  readonly history: History<OrderDraft>;
  readonly carried: { readonly id: string; readonly draft: OrderDraft } | undefined;
}

/** The draft of one mode's order, with its steps. Nothing outside changes by it. */
export function useEditor(firstModeId: string): Editor {
  const { registry, modes } = useViewer();
  const start = (modeId: string): EditorState => ({
    modeId,
    history: startHistory(draftOf(modes.get(modeId)?.sopClassHandlers ?? [], registry.handlers.keys())),
    carried: undefined,
  });
  const [state, setState] = useState(() => start(firstModeId));
  const { modeId, history, carried } = state;
  const draft = carried?.draft ?? history.present;
  const change = (next: History<OrderDraft>) => setState({ modeId, history: next, carried: undefined });

  return {
    modeId,
    draft,
    order: orderOf(draft),
    carriedId: carried?.id,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    edit: (next) => change(step(history, next)),
    undo: () => change(undo(history)),
    redo: () => change(redo(history)),
    open: (id) => setState(start(id)),
    reset: () =>
      change(
        step(history, draftOf(modes.original(modeId)?.sopClassHandlers ?? [], registry.handlers.keys())),
      ),
    pickUp: (id) => setState({ ...state, carried: { id, draft } }),
    carry: (next) => setState({ ...state, carried: carried && { ...carried, draft: next } }),
    putDown: () => change(step(history, draft)),
    cancelCarrying: () => setState({ ...state, carried: undefined }),
  };
}
