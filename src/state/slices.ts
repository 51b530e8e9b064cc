/** Work in the page between two chances for it to draw and to answer, ms. */
const sliceMs = 8;

/** @returns what long work calls between its steps: it resolves at once while a slice of time lasts, then in a task of its own. */
export function createSlices(now: () => number = () => performance.now()): () => Promise<void> {
  let started = now();
  return async () => {
    if (now() - started < sliceMs) return;
    await new Promise((resolve) => setTimeout(resolve));
    started = now();
  };
}
