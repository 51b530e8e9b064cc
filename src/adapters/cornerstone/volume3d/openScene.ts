import { lengthOf, type Vector3 } from '../../../core/dicom/geometry.ts';
import type { ViewportKind } from '../../../core/displaySet/displaySet.ts';
import { bytesOfVoxel, coarsen, keptOf } from '../../../core/threeD/coarsen.ts';
import type { ImageStore, StackImage } from '../imageStore.ts';
import { unhurried } from '../volume/unhurried.ts';
import type { VolumeContent } from '../volume/volumeContent.ts';
import { VolumeSlices } from '../volume/volumeSlices.ts';
import type { VolumeTexture } from './rayCaster.ts';
import { firstKept } from './rayFrame.ts';
import type { Stage } from './stage.ts';

/** Bytes that a volume may take on the card, and where the processor imitates one. */
const hardwareBytes = 768 * 1024 ** 2;
const softwareBytes = 192 * 1024 ** 2;
/** How often a smaller volume is tried when the card has no room. */
const attempts = 4;

interface SceneRequest {
  readonly content: VolumeContent;
  readonly kind: ViewportKind;
  readonly images: ImageStore;
  /** Gives back the memory that was set aside. */
  readonly release: () => void;
  /** Slices came to the card, or could not be had. */
  readonly onChange: () => void;
  readonly onFailed: (error: unknown) => void;
  readonly onProgress: (bytes: number) => void;
}

/** A volume on its way to the graphics card: slices are sent there as they arrive. */
export class OpenScene {
  content: VolumeContent;
  kind: ViewportKind;
  readonly slices: VolumeSlices;
  readonly #release: () => void;
  readonly #onChange: () => void;
  readonly #onFailed: (error: unknown) => void;
  #stage: Stage | undefined;
  #texture: VolumeTexture | undefined;
  #every: Vector3 = [1, 1, 1];
  #reference: StackImage | undefined;
  readonly #sent = new Set<number>();
  #stopSending: (() => void) | undefined;
  #run: object | undefined;
  #isDisposed = false;

  constructor({ content, kind, images, release, onChange, onFailed, onProgress }: SceneRequest) {
    this.content = content;
    this.kind = kind;
    this.#release = release;
    this.#onChange = onChange;
    this.#onFailed = onFailed;
    const middle = Math.floor(content.sources.length / 2);
    this.slices = new VolumeSlices(images, content, {
      position: () => ({ index: middle, direction: 1 }),
      onSlice: () => this.#send(),
      onProgress,
    });
  }

  /** Begins: the middle first, then the others. */
  load(): void {
    this.slices.need(Math.floor(this.slices.count / 2));
    this.slices.loadAll();
    this.#send();
  }

  /** The image that gives window and words: the middle one, or the first that came. */
  get reference(): StackImage | undefined {
    const { slices } = this.slices;
    this.#reference ??= slices[Math.floor(slices.length / 2)] ?? slices.find(Boolean);
    return this.#reference;
  }

  get texture(): VolumeTexture | undefined {
    return this.#texture;
  }

  /** One voxel of so many is on the card. */
  get every(): Vector3 {
    return this.#every;
  }

  /** Slices that the card needs, and those that are there. */
  get needed(): number {
    return keptOf(this.content.geometry.size[2], this.#every[2]);
  }

  get sent(): number {
    return this.#sent.size;
  }

  /** Nothing more is coming: all are on the card, or could not be had. */
  get isSettled(): boolean {
    if (this.slices.here + this.slices.failed.size < this.slices.count) return false;
    return this.#missing().length === 0;
  }

  /**
   * Sends the volume to a card, all of it anew after another was lost.
   * @returns false when it has no room even for a coarse one
   */
  sendTo(stage: Stage): boolean {
    this.#stop();
    this.#sent.clear();
    this.#stage = stage;
    this.#texture = this.#room(stage);
    if (this.#texture) this.#send();
    return this.#texture !== undefined;
  }

  /** The card is gone, and what was on it. */
  loseCard(): void {
    this.#stop();
    this.#stage = undefined;
    this.#texture = undefined;
    this.#sent.clear();
  }

  isMadeOf({ imageIds }: VolumeContent): boolean {
    const here = this.content.imageIds;
    return here.length === imageIds.length && imageIds.every((imageId, slice) => imageId === here[slice]);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stop();
    this.#stage?.caster.free(this.#texture?.texture);
    this.slices.dispose();
    this.#release();
  }

  #stop(): void {
    this.#stopSending?.();
    this.#stopSending = undefined;
    this.#run = undefined;
  }

  #room({ caster, isHardware }: Stage): VolumeTexture | undefined {
    const { size, steps } = this.content.geometry;
    const spacing: Vector3 = [lengthOf(steps[0]), lengthOf(steps[1]), lengthOf(steps[2])];
    const { largestSize } = caster;
    let bytes = isHardware ? hardwareBytes : softwareBytes;
    for (let attempt = 0; attempt < attempts; attempt++) {
      this.#every = coarsen(size, spacing, { size: largestSize, bytes });
      const kept = size.map((count, axis) => keptOf(count, this.#every[axis] ?? 1));
      const [columns = 1, rows = 1, slices = 1] = kept;
      const texture = caster.allocate([columns, rows, slices]);
      if (texture) return texture;
      bytes = (columns * rows * slices * bytesOfVoxel) / 4;
    }
    return undefined;
  }

  /** Slices that are here and not yet on the card, as the card counts them. */
  #missing(): readonly number[] {
    return Array.from({ length: this.needed }, (_, at) => at).filter(
      (at) => !this.#sent.has(at) && this.slices.has(this.#sliceOf(at)),
    );
  }

  #sliceOf(at: number): number {
    const count = this.content.geometry.size[2];
    return Math.min(count - 1, at * this.#every[2] + firstKept(count, this.#every[2]));
  }

  #send(): void {
    if (this.#isDisposed || this.#run) return;
    const { caster } = this.#stage ?? {};
    const texture = this.#texture;
    const missing = this.#missing();
    if (!caster || !texture || missing.length === 0) {
      this.#onChange();
      return;
    }
    // While a run is under way, what comes meanwhile is sent after it.
    const run = {};
    this.#run = run;
    const next = (then: () => void) => {
      if (this.#run !== run) return;
      this.#run = undefined;
      this.#stopSending = undefined;
      then();
    };
    const stop = unhurried(
      this.#sending(missing, (at, values) => caster.upload(texture, at, values)),
      () => next(() => this.#send()),
      (error) => next(() => this.#onFailed(error)),
    );
    if (this.#run !== run) return;
    this.#stopSending = stop;
    this.#onChange();
  }

  *#sending(
    missing: readonly number[],
    upload: (at: number, values: Float32Array) => void,
  ): Generator<void, void> {
    const [columns = 1, rows = 1] = this.#texture?.size ?? [];
    const values = new Float32Array(columns * rows);
    if (this.#sent.size === 0) {
      // What has not come is as empty as the least that has.
      values.fill(this.#emptyValue());
      for (let at = 0; at < this.needed; at++) {
        upload(at, values);
        yield;
      }
    }
    for (const at of missing) {
      const image = this.slices.slices[this.#sliceOf(at)];
      if (!image || this.#sent.has(at)) continue;
      valuesOf(image, this.#every, columns, values);
      upload(at, values);
      this.#sent.add(at);
      yield;
    }
  }

  #emptyValue(): number {
    const image = this.reference;
    if (!image) return 0;
    const { low, high, slope, intercept } = image.pixels;
    const least = Math.min(low * slope, high * slope) + intercept;
    return image.instance.Modality === 'CT' ? Math.min(least, -1000) : least;
  }
}

/** The greatest number that a voxel of two bytes holds. */
const largest = 65_504;

/** Modality values of the pixels of a slice that are kept. */
export function valuesOf(
  {
    pixels: { data, slope, intercept },
    columns: width,
    rows: height,
  }: Pick<StackImage, 'pixels' | 'columns' | 'rows'>,
  every: Vector3,
  columns: number,
  values: Float32Array,
): void {
  const [i, j] = every;
  const [fromColumn, fromRow] = [firstKept(width, i), firstKept(height, j)];
  for (let at = 0; at < values.length; at++) {
    const column = Math.min(width - 1, fromColumn + (at % columns) * i);
    const row = Math.min(height - 1, fromRow + Math.floor(at / columns) * j);
    const value = (data[row * width + column] ?? 0) * slope + intercept;
    values[at] = Math.max(-largest, Math.min(largest, value));
  }
}
