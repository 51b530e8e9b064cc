/** Images on their way for the reader at a time. */
const lanes = 3;
/** How long the image asked for last waits for a lane before the oldest is given up for it, ms. */
const patienceMs = 100;

interface Load {
  readonly index: number;
  readonly controller: AbortController;
}

/**
 * What a reader who scrolls waits for. Scrolling that is faster than images come
 * would see none of them if each were given up for the next: a few are let come,
 * so that the picture follows, and the one asked for last is never kept waiting
 * long.
 */
export class ScrollLoads {
  readonly #start: (index: number, signal: AbortSignal) => Promise<void>;
  #loads: readonly Load[] = [];
  #waiting: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param start fetches an image and shows it, or says why not; must not reject. */
  constructor(start: (index: number, signal: AbortSignal) => Promise<void>) {
    this.#start = start;
  }

  /** Asks for an image: at once where a lane is free, else in the place of what else was waiting. */
  want(index: number): void {
    this.#waiting = undefined;
    if (this.#loads.some((load) => load.index === index)) return;
    if (this.#loads.length < lanes) {
      this.#run(index);
      return;
    }
    this.#waiting = index;
    this.#timer ??= setTimeout(() => this.#makeRoom(), patienceMs);
  }

  /** The image asked for last is here: nothing is waited for. */
  settle(): void {
    this.#waiting = undefined;
    for (const { controller } of this.#loads) controller.abort();
    this.#loads = [];
  }

  /** Gives up everything. */
  cancel(): void {
    this.settle();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #makeRoom(): void {
    this.#timer = undefined;
    const [oldest, ...rest] = this.#loads;
    if (this.#waiting === undefined) return;
    if (oldest && this.#loads.length >= lanes) {
      oldest.controller.abort();
      this.#loads = rest;
    }
    this.#runWaiting();
  }

  #runWaiting(): void {
    const index = this.#waiting;
    this.#waiting = undefined;
    if (index !== undefined) this.#run(index);
  }

  #run(index: number): void {
    const load: Load = { index, controller: new AbortController() };
    this.#loads = [...this.#loads, load];
    void this.#start(index, load.controller.signal).then(() => {
      if (!this.#loads.includes(load)) return;
      this.#loads = this.#loads.filter((each) => each !== load);
      this.#runWaiting();
    });
  }
}
