import { sameItems } from '../collections.ts';

/**
 * An order of handlers while somebody works on it. One that is switched off
 * keeps its place, so that switching it on again is the exact way back.
 */
export interface OrderDraft {
  readonly used: readonly { readonly id: string; readonly on: boolean }[];
  /** Registered handlers that the mode does not have. */
  readonly unused: readonly string[];
}

/** @param registered every handler's id, in the order of registration. */
export function draftOf(order: readonly string[], registered: Iterable<string>): OrderDraft {
  const mine = new Set(order);
  return {
    used: [...mine].map((id) => ({ id, on: true })),
    unused: [...registered].filter((id) => !mine.has(id)),
  };
}

/** The order that the draft stands for. */
export const orderOf = ({ used }: OrderDraft): readonly string[] =>
  used.flatMap(({ id, on }) => (on ? id : []));

/**
 * A handler put at a place among those used, counted with it taken out; an
 * unused one is switched on by that. Places beyond the ends are the ends.
 */
export function moveTo(draft: OrderDraft, id: string, index: number): OrderDraft {
  const former = draft.used.findIndex((entry) => entry.id === id);
  const rest = draft.used.filter((entry) => entry.id !== id);
  const place = Math.max(0, Math.min(rest.length, index));
  if (former === place) return draft;
  const entry = draft.used[former] ?? { id, on: true };
  return {
    used: [...rest.slice(0, place), entry, ...rest.slice(place)],
    unused: draft.unused.filter((other) => other !== id),
  };
}

/** Out of the mode, to the front of those that are not used. */
export function takeOut(draft: OrderDraft, id: string): OrderDraft {
  if (draft.unused.includes(id)) return draft;
  return { used: draft.used.filter((entry) => entry.id !== id), unused: [id, ...draft.unused] };
}

/** On or off at its place; an unused one comes last. */
export function switchHandler(draft: OrderDraft, id: string, on: boolean): OrderDraft {
  if (draft.unused.includes(id)) return on ? moveTo(draft, id, draft.used.length) : draft;
  return { ...draft, used: draft.used.map((entry) => (entry.id === id ? { id, on } : entry)) };
}

/** Steps that can be taken back and again. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
}

export const startHistory = <T>(present: T): History<T> => ({ past: [], present, future: [] });

/** A step that changes nothing is none. */
export function step<T>(history: History<T>, next: T): History<T> {
  if (next === history.present) return history;
  return { past: [...history.past, history.present].slice(-200), present: next, future: [] };
}

export function undo<T>({ past, present, future }: History<T>): History<T> {
  const last = past.at(-1);
  if (last === undefined) return { past, present, future };
  return { past: past.slice(0, -1), present: last, future: [present, ...future] };
}

export function redo<T>({ past, present, future }: History<T>): History<T> {
  const [next, ...rest] = future;
  if (next === undefined) return { past, present, future };
  return { past: [...past, present], present: next, future: rest };
}

export const sameOrder = (draft: OrderDraft, order: readonly string[]): boolean =>
  sameItems(orderOf(draft), order);
