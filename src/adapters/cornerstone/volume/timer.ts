/** One wait at a time; starting it anew begins again. */
export class Timer {
  readonly #run: () => void;
  #timeout: ReturnType<typeof setTimeout> | undefined;

  constructor(run: () => void) {
    this.#run = run;
  }

  get isRunning(): boolean {
    return this.#timeout !== undefined;
  }

  start(ms: number): void {
    this.stop();
    this.#timeout = setTimeout(() => {
      this.#timeout = undefined;
      this.#run();
    }, ms);
  }

  stop(): void {
    clearTimeout(this.#timeout);
    this.#timeout = undefined;
  }
}
