/** A page that is hidden is not drawn: then what waits for that goes on after so many ms. */
const LONGEST_MS = 500;

/** What a page draws with, and its clock; the browser's own in general. */
export interface Frames {
  requestAnimationFrame(then: () => void): unknown;
  setTimeout(then: () => void, ms: number): unknown;
}

/**
 * Calls back, once, when what has just been drawn is on the screen.
 * @param frames how many frames to wait for: what may be later than other things waits for more
 */
export function afterPaint(then: () => void, frames = 1, page: Frames = window): void {
  let isOver = false;
  const finish = () => {
    if (!isOver) then();
    isOver = true;
  };
  // A task of its own: what is done in the frame's callbacks comes before its painting.
  const wait = (left: number): void =>
    void page.requestAnimationFrame(() => (left > 1 ? wait(left - 1) : page.setTimeout(finish, 0)));
  wait(frames);
  page.setTimeout(finish, LONGEST_MS);
}
