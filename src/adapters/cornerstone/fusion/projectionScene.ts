import {
  degreesOf,
  directionAt,
  directionCount,
  directionText,
  enlarged,
  projectionAxes,
  projectionCorner,
  projectionGrid,
  projectionShape,
  type ProjectionShape,
} from '../../../core/fusion/projection.ts';
import type { ShowOptions, ViewportState } from '../../../core/viewport.ts';
import { reslice } from '../../../core/volume/reslice.ts';
import type { StackImage } from '../imageStore.ts';
import { sliceFailure } from '../volume/describePicture.ts';
import { voxelsOf, type Layers, type Next, type Scene, type Source } from './scene.ts';

/** A first picture has so much fewer points in each direction. */
const coarse = 4;

/** Counts bytes that are kept; returns what takes them off again. */
type CountMade = (bytes: number) => () => void;

/** The brightest of the PET along rays through all of it, from one of many directions around the patient. */
export class ProjectionScene implements Scene {
  readonly pet: Source;
  readonly base = undefined;
  readonly count = directionCount;
  readonly #shape: ProjectionShape;
  /** Whole pictures by direction, as long as no slice comes. */
  readonly #whole = new Map<number, Layers>();
  /** What takes each of them off the account of memory. */
  readonly #counted = new Map<number, () => void>();
  readonly #count: CountMade;
  #isDisposed = false;
  #last: Layers | undefined;
  #index: number;

  constructor(pet: Source, options: ShowOptions, count: CountMade) {
    this.pet = pet;
    this.#count = count;
    this.#shape = projectionShape(pet.content.geometry);
    this.#index = directionAt(options.presentation?.fusion?.degrees ?? 0);
  }

  /** What keeping the pictures of all directions takes. */
  static bytesOf({ geometry }: Source['content']): number {
    const { columns, rows } = projectionShape(geometry);
    return columns * rows * 4 * directionCount;
  }

  get index(): number {
    return this.#index;
  }

  get degrees(): number {
    return degreesOf(this.#index);
  }

  goTo(index: number): void {
    // Round and round.
    this.#index = ((Math.round(index) % directionCount) + directionCount) % directionCount;
  }

  next(isPlaying: boolean): Next {
    const { slices } = this.pet;
    const isAll = slices.here + slices.failed.size >= slices.count;
    if (slices.here === 0) {
      const [failed] = slices.failed.values();
      return isAll ? { failure: sliceFailure(undefined, slices.count, failed) } : undefined;
    }
    const index = this.#index;
    const whole = this.#whole.get(index);
    if (whole?.slicesHere === slices.here) {
      if (this.#last === whole) return undefined;
      this.#last = whole;
      return { ready: whole };
    }
    const last = this.#last;
    const isSeen = last?.index === index && last.slicesHere === slices.here;
    if (!isSeen) return { run: this.#make(index, coarse), isPatient: false };
    return isAll && !isPlaying ? { run: this.#make(index, 1), isPatient: true } : undefined;
  }

  /** The next direction that was not seen whole. */
  ahead(): Generator<void, Layers> | undefined {
    const { slices } = this.pet;
    if (slices.here === 0 || slices.here + slices.failed.size < slices.count) return undefined;
    for (let by = 1; by <= directionCount; by++) {
      const index = (this.#index + by) % directionCount;
      if (this.#whole.get(index)?.slicesHere !== slices.here) return this.#make(index, 1);
    }
    return undefined;
  }

  isCurrent({ index }: Layers): boolean {
    return index === this.#index;
  }

  uses(): boolean {
    return true;
  }

  canShow(): boolean {
    // Rough pictures, until each has been made whole.
    return this.pet.slices.here > 0;
  }

  loaded(): Uint8Array | undefined {
    const { here } = this.pet.slices;
    return Uint8Array.from({ length: directionCount }, (_, index) =>
      this.#whole.get(index)?.slicesHere === here ? 1 : 0,
    );
  }

  describe({ index, slices, slicesHere, isPreview }: Layers): Partial<ViewportState> {
    const degrees = degreesOf(index);
    const { content } = this.pet;
    return {
      image: undefined,
      plane: undefined,
      imageCount: directionCount,
      projection: {
        degrees,
        index,
        from: directionText(degrees),
        slices,
        slicesHere,
        isPreview,
        nearest: content.position(Math.floor((content.geometry.size[2] - 1) / 2)),
      },
    };
  }

  readBase(): undefined {
    return undefined;
  }

  dispose(): void {
    this.pet.slices.dispose();
    this.#whole.clear();
    for (const uncount of this.#counted.values()) uncount();
    this.#counted.clear();
    this.#isDisposed = true;
  }

  #keep(index: number, layers: Layers): void {
    if (this.#isDisposed) return;
    this.#whole.set(index, layers);
    this.#counted.get(index)?.();
    this.#counted.set(index, this.#count(layers.pet.byteLength));
  }

  *#make(index: number, by: number): Generator<void, Layers> {
    const { content, slices } = this.pet;
    const slicesHere = slices.here;
    const shape = this.#shape;
    const reference = slices.slices.find(Boolean);
    if (!reference) throw new Error('No slice of it is here any more.');
    const grid = projectionGrid(content.geometry, shape, degreesOf(index), by);
    const picture = yield* reslice(content.geometry, voxelsOf(slices), grid, 'max');
    const layers: Layers = {
      template: templateOf(reference, shape, degreesOf(index)),
      base: undefined,
      pet: enlarged(picture, shape, by),
      index,
      slices: slices.count,
      slicesHere,
      isPreview: by > 1,
    };
    if (by === 1) this.#keep(index, layers);
    if (index === this.#index) this.#last = layers;
    return layers;
  }
}

/** Upright and of one size; it lies nowhere in the patient, so only its directions are said. */
function templateOf(reference: StackImage, shape: ProjectionShape, degrees: number): StackImage {
  const { columns, rows, stepMm } = shape;
  const { right, down } = projectionAxes(degrees);
  const spacing = { row: stepMm, column: stepMm };
  const instance = {
    ...reference.instance,
    NumberOfFrames: 1,
    PerFrameFunctionalGroupsSequence: [],
    SharedFunctionalGroupsSequence: [],
    Rows: rows,
    Columns: columns,
    PixelSpacing: [stepMm, stepMm],
    ImageOrientationPatient: [...right, ...down],
    ImagePositionPatient: [...projectionCorner(shape, degrees)],
  };
  return { ...reference, instance, frame: 1, rows, columns, spacing };
}
