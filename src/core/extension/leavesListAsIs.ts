import type { SopClassHandler } from './sopClassHandler.ts';

const careful = new WeakSet<SopClassHandler>();

/**
 * Says of a handler that it never changes the list it is given. Such handlers are
 * offered one list in turn, so that what one of them found out about it the next
 * finds by the list itself (`onceForList`); all others get a list of their own,
 * because sorting what one is given is an old habit. Nobody checks it, so it is
 * for the viewer's own handlers only.
 */
export function leavingListAsIs(handler: SopClassHandler): SopClassHandler {
  careful.add(handler);
  return handler;
}

export const leavesListAsIs = (handler: SopClassHandler): boolean => careful.has(handler);
