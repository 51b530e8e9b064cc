import type { StackImage } from '../imageStore.ts';
import type { MadeOf } from './describePicture.ts';
import { isOutOfMemory, tooLargePicture } from './outOfMemory.ts';
import { makePicture, samplesOf, type PlaneRequest, type PlaneSamples } from './planePicture.ts';
import { unhurried } from './unhurried.ts';
import type { VolumeSlices } from './volumeSlices.ts';

/** A picture that is wanted, and the id under which it is made. */
export interface WantedPicture {
  readonly request: PlaneRequest;
  readonly made: Omit<MadeOf, 'slices' | 'slicesHere'>;
  readonly slices: VolumeSlices;
  readonly reference: StackImage;
  readonly imageId: string;
}

export interface MakerListener {
  onMade(image: StackImage): void;
  onFailed(error: unknown): void;
  /** What was asked for while another picture was in the making can be made now. */
  onFree(): void;
  /** There is no memory for a picture: drops all that can be had again. It is then tried once more. */
  freeMemory(): void;
}

/**
 * Makes one picture at a time. What is wanted meanwhile waits for it and is asked
 * for anew then: fast scrolling shows pictures on the way, and ends with the last.
 */
export class PictureMaker {
  readonly #listener: MakerListener;
  readonly #madeOf = new WeakMap<StackImage, MadeOf>();
  #giveUp: (() => void) | undefined;
  #isAwaited = false;

  constructor(listener: MakerListener) {
    this.#listener = listener;
  }

  /** Whether a picture is in the making; asking notes that another is wanted after it. */
  isBusy(): boolean {
    if (this.#giveUp) this.#isAwaited = true;
    return this.#giveUp !== undefined;
  }

  /** What a picture shows that was made here. */
  madeOf(image: StackImage): MadeOf | undefined {
    return this.#madeOf.get(image);
  }

  make(wanted: WantedPicture, isSecondTry = false): void {
    const { request, made, slices, reference, imageId } = wanted;
    const samples = samplesOf(request);
    const madeOf = { ...made, ...countOf(slices, samples) };
    let isDone = false;
    const giveUp = unhurried(
      makePicture(request, samples, slices.slices, reference, imageId),
      (image) => {
        isDone = true;
        this.#giveUp = undefined;
        this.#madeOf.set(image, madeOf);
        this.#listener.onMade(image);
        if (!this.#isAwaited) return;
        this.#isAwaited = false;
        this.#listener.onFree();
      },
      (error) => {
        isDone = true;
        this.#giveUp = undefined;
        if (isOutOfMemory(error) && !isSecondTry) {
          this.#listener.freeMemory();
          this.make(wanted, true);
          return;
        }
        this.abandon();
        const tooLarge = isOutOfMemory(error) && tooLargePicture(request, error);
        this.#listener.onFailed(tooLarge || error);
      },
    );
    if (!isDone) this.#giveUp = giveUp;
  }

  /** Stops making a picture that nobody waits for any more. */
  abandon(): void {
    this.#giveUp?.();
    this.#giveUp = undefined;
    this.#isAwaited = false;
  }
}

/** Of the slices that a picture is made of, those that are here. */
function countOf(slices: VolumeSlices, { from, to }: PlaneSamples) {
  let here = 0;
  for (let slice = from; slice <= to; slice++) if (slices.has(slice)) here++;
  return { slices: to - from + 1, slicesHere: here };
}
