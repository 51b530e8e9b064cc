import { unhurried } from '../volume/unhurried.ts';
import type { Layers, Work } from './scene.ts';

interface LayerListener {
  onMade(layers: Layers): void;
  onFailed(error: unknown): void;
  /** What was asked for while something else was in the making can be made now. */
  onFree(): void;
}

/**
 * Makes the layers of one picture at a time, in turns. What is wanted meanwhile
 * waits, and is asked for anew then; besides, pictures for later can be made.
 */
export class LayerMaker {
  readonly #listener: LayerListener;
  #giveUp: (() => void) | undefined;
  #giveUpAhead: (() => void) | undefined;
  #isAwaited = false;
  #isPatient = false;

  constructor(listener: LayerListener) {
    this.#listener = listener;
  }

  /** Whether what is in the making takes long and may be given up. */
  get isPatient(): boolean {
    return this.#giveUp !== undefined && this.#isPatient;
  }

  /** Whether something is in the making; asking notes that another is wanted after it. */
  isBusy(): boolean {
    if (this.#giveUp) this.#isAwaited = true;
    return this.#giveUp !== undefined;
  }

  make({ run, isPatient }: Work): void {
    let isDone = false;
    this.#isPatient = isPatient;
    const giveUp = unhurried(
      run,
      (layers) => {
        isDone = true;
        this.#giveUp = undefined;
        const isAwaited = this.#isAwaited;
        this.#isAwaited = false;
        this.#listener.onMade(layers);
        if (isAwaited && !this.#giveUp) this.#listener.onFree();
      },
      (error) => {
        isDone = true;
        this.abandon();
        this.#listener.onFailed(error);
      },
    );
    if (!isDone) this.#giveUp = giveUp;
  }

  /** Makes one after another for later, as long as there is another. */
  goOn(next: () => Generator<void, Layers> | undefined): void {
    if (this.#giveUpAhead) return;
    const run = next();
    if (!run) return;
    let isDone = false;
    const giveUp = unhurried(
      run,
      () => {
        isDone = true;
        this.#giveUpAhead = undefined;
        this.goOn(next);
      },
      (error) => {
        isDone = true;
        this.stopAhead();
        this.#listener.onFailed(error);
      },
    );
    if (!isDone) this.#giveUpAhead = giveUp;
  }

  stopAhead(): void {
    this.#giveUpAhead?.();
    this.#giveUpAhead = undefined;
  }

  /** Stops making what nobody waits for any more. */
  abandon(): void {
    this.#giveUp?.();
    this.#giveUp = undefined;
    this.#isAwaited = false;
    this.stopAhead();
  }
}
