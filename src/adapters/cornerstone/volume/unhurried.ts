/** Work on the page's thread goes on for this long before the page gets a turn, ms. */
const turnMs = 12;

/**
 * Runs work in turns short enough for the page to stay responsive. What is done
 * within the first turn is done before this returns.
 * @returns what gives the work up; `done` is then not called.
 */
export function unhurried<T>(
  work: Generator<void, T>,
  done: (result: T) => void,
  failed: (error: unknown) => void,
): () => void {
  let isWanted = true;
  const turn = () => {
    if (!isWanted) return;
    const end = performance.now() + turnMs;
    try {
      for (;;) {
        const step = work.next();
        if (step.done) return done(step.value);
        if (performance.now() >= end) break;
      }
    } catch (error) {
      return failed(error);
    }
    nextTurn(turn);
  };
  turn();
  return () => {
    isWanted = false;
  };
}

/** Soon, but after events and drawing that wait; a message is not held back as a timer of 0 ms is. */
function nextTurn(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener(
    'message',
    () => {
      port1.close();
      run();
    },
    { once: true },
  );
  port1.start();
  port2.postMessage(undefined);
}
