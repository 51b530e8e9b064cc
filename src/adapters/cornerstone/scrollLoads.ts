/** Images on their way for the reader at a time. */
const lanes = 3;
/** How far behind the reader the picture may be, ms: what was asked for earlier is passed over. */
const patienceMs = 150;

interface Wanted {
  readonly index: number;
  readonly since: number;
  /** It is on its way. */
  controller: AbortController | undefined;
}

/** Where the images of a stack come from and where they are seen. */
export interface ScrolledImages {
  isHere(index: number): boolean;
  /** Fetches an image, or says why it cannot be had; must not reject. */
  load(index: number, signal: AbortSignal): Promise<void>;
  show(index: number): void;
}

/**
 * What a reader who scrolls is to see, in the order in which it was asked for, one
 * image a frame: scrolling that is as fast as the screen would else see only those
 * that happen to be here. An image that comes late is waited for, but the picture is
 * never left far behind: for what was asked for some time ago nobody waits, and what
 * was asked for last is not kept waiting for it.
 */
export class ScrollLoads {
  readonly #images: ScrolledImages;
  #queue: Wanted[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame: number | undefined;
  #shownAt = -Infinity;

  constructor(images: ScrolledImages) {
    this.#images = images;
  }

  /** Asks for an image: seen at once where it is here and nothing else is waited for. */
  want(index: number): void {
    if (this.#queue.at(-1)?.index === index) return;
    this.#queue.push({ index, since: performance.now(), controller: undefined });
    this.#go();
  }

  /** An image has come that was not fetched from here. */
  came(): void {
    if (this.#queue.length > 0) this.#go();
  }

  /** Gives up everything. */
  cancel(): void {
    this.#drop(this.#queue.length);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  #go(): void {
    const now = performance.now();
    // A page that is hidden has no frames.
    if (this.#frame === undefined || this.#isLate(this.#shownAt, now)) this.#showNext(now);
    this.#fetch(now);
    const first = this.#queue.find(({ since }) => !this.#isLate(since, now));
    if (first) this.#timer ??= setTimeout(this.#onTime, Math.ceil(first.since + patienceMs - now));
  }

  readonly #onTime = (): void => {
    this.#timer = undefined;
    this.#go();
  };

  readonly #onFrame = (): void => {
    this.#frame = undefined;
    this.#go();
  };

  #isLate(since: number, now: number): boolean {
    return now - since >= patienceMs;
  }

  /** The earliest that is not late; where all that are here are late, the latest of them. */
  #showNext(now: number): void {
    let found = -1;
    for (const [place, { index, since }] of this.#queue.entries()) {
      const isLate = this.#isLate(since, now);
      if (this.#images.isHere(index)) found = place;
      if (!isLate) break;
    }
    const next = this.#queue[found];
    if (!next) return;
    this.#drop(found + 1);
    this.#shownAt = now;
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(this.#onFrame);
    this.#images.show(next.index);
  }

  #fetch(now: number): void {
    const last = this.#queue.at(-1);
    // Only passed, and not even on its way yet: nobody waits for it.
    this.#queue = this.#queue.filter(
      (each) =>
        each === last ||
        each.controller !== undefined ||
        !this.#isLate(each.since, now) ||
        this.#images.isHere(each.index),
    );
    const missing = this.#queue.filter(({ index }) => !this.#images.isHere(index));
    const running = missing.filter(({ controller }) => controller);
    if (last && !last.controller && missing.includes(last) && this.#isLate(last.since, now)) {
      const [oldest] = running;
      if (oldest && running.length >= lanes) {
        running.shift();
        oldest.controller?.abort();
        this.#queue = this.#queue.filter((each) => each !== oldest);
      }
    }
    let free = lanes - running.length;
    for (const each of missing) if (!each.controller && free-- > 0) this.#load(each);
  }

  #load(wanted: Wanted): void {
    const { index } = wanted;
    const controller = new AbortController();
    wanted.controller = controller;
    void this.#images.load(index, controller.signal).then(() => {
      if (controller.signal.aborted) return;
      // It cannot be had, and the reader was told.
      if (!this.#images.isHere(index)) this.#queue = this.#queue.filter((each) => each !== wanted);
      this.#go();
    });
  }

  /** Takes the first off; what is on its way for them is given up. */
  #drop(count: number): void {
    for (const { controller } of this.#queue.splice(0, count)) controller?.abort();
  }
}
