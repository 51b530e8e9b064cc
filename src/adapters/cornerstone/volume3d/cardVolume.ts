import { lengthOf, type Vector3 } from '../../../core/dicom/geometry.ts';
import { bytesOfVoxel, coarsen, keptOf } from '../../../core/threeD/coarsen.ts';
import type { StackImage } from '../imageStore.ts';
import { unhurried } from '../volume/unhurried.ts';
import type { VolumeContent } from '../volume/volumeContent.ts';
import type { VolumeTexture } from './rayCaster.ts';
import { firstKept } from './rayFrame.ts';
import type { Stage } from './stage.ts';

/** Bytes that a volume may take on the card, and where the processor imitates one. */
const hardwareBytes = 768 * 1024 ** 2;
const softwareBytes = 192 * 1024 ** 2;
/** How often a smaller volume is tried when the card has no room. */
const attempts = 4;

/** A viewport that shows a volume of the card, and has its decoded slices. */
export interface CardUser {
  slice(at: number): StackImage | undefined;
  /** The image whose least value is what has not come. */
  readonly reference: StackImage | undefined;
  /** Slices came to the card, or there was nothing to send. */
  onSent(): void;
  onFailed(error: unknown): void;
}

/** Tells the page's account of what is on the card; returns the way to take it back. */
export type CountOnCard = (bytes: number) => () => void;

/**
 * A volume on the graphics card: there once, however many viewports show it.
 * Slices are sent as they arrive in any of them.
 */
export class CardVolume {
  readonly texture: VolumeTexture;
  /** One voxel of so many is on the card. */
  readonly every: Vector3;
  readonly #stage: Stage;
  readonly #content: VolumeContent;
  readonly #users = new Set<CardUser>();
  readonly #sent = new Set<number>();
  readonly #uncount: () => void;
  #stopSending: (() => void) | undefined;
  #run: object | undefined;

  constructor(
    stage: Stage,
    content: VolumeContent,
    { texture, every }: Room,
    count: CountOnCard = () => () => undefined,
  ) {
    this.#stage = stage;
    this.#content = content;
    this.texture = texture;
    this.every = every;
    const [columns, rows, slices] = texture.size;
    this.#uncount = count(columns * rows * slices * bytesOfVoxel);
  }

  get users(): number {
    return this.#users.size;
  }

  /** Slices that the card needs, and those that are there. */
  get needed(): number {
    return keptOf(this.#content.geometry.size[2], this.every[2]);
  }

  get sent(): number {
    return this.#sent.size;
  }

  isMadeOf({ imageIds }: VolumeContent): boolean {
    const here = this.#content.imageIds;
    return here.length === imageIds.length && imageIds.every((imageId, slice) => imageId === here[slice]);
  }

  join(user: CardUser): void {
    this.#users.add(user);
  }

  /** The last one frees it. @returns whether it was. */
  leave(user: CardUser): boolean {
    this.#users.delete(user);
    if (this.#users.size > 0) return false;
    this.#stopSending?.();
    this.#run = undefined;
    this.#stage.caster.free(this.texture.texture);
    this.#uncount();
    return true;
  }

  /** Whether slices that are here are not yet on the card. */
  get isBehind(): boolean {
    return this.#missing().length > 0;
  }

  /** Sends what is here and not yet there. While that is under way, what comes meanwhile is sent after it. */
  send(): void {
    if (this.#run) return;
    const missing = this.#missing();
    if (missing.length === 0) return this.#tell();
    const run = {};
    this.#run = run;
    const next = (then: () => void) => {
      if (this.#run !== run) return;
      this.#run = undefined;
      this.#stopSending = undefined;
      then();
    };
    const stop = unhurried(
      this.#sending(missing),
      () => next(() => this.send()),
      (error) => next(() => this.#users.forEach((user) => user.onFailed(error))),
    );
    if (this.#run !== run) return;
    this.#stopSending = stop;
    this.#tell();
  }

  #tell(): void {
    for (const user of this.#users) user.onSent();
  }

  #sliceAt(at: number): StackImage | undefined {
    const count = this.#content.geometry.size[2];
    const slice = Math.min(count - 1, at * this.every[2] + firstKept(count, this.every[2]));
    for (const user of this.#users) {
      const image = user.slice(slice);
      if (image) return image;
    }
    return undefined;
  }

  #missing(): readonly number[] {
    return Array.from({ length: this.needed }, (_, at) => at).filter(
      (at) => !this.#sent.has(at) && this.#sliceAt(at) !== undefined,
    );
  }

  *#sending(missing: readonly number[]): Generator<void, void> {
    const { caster } = this.#stage;
    const [columns, rows] = this.texture.size;
    const values = new Float32Array(columns * rows);
    if (this.#sent.size === 0) {
      // What has not come is as empty as the least that has.
      values.fill(this.#emptyValue());
      for (let at = 0; at < this.needed; at++) {
        caster.upload(this.texture, at, values);
        yield;
      }
    }
    for (const at of missing) {
      const image = this.#sliceAt(at);
      if (!image || this.#sent.has(at)) continue;
      valuesOf(image, this.every, columns, values);
      caster.upload(this.texture, at, values);
      this.#sent.add(at);
      yield;
    }
  }

  #emptyValue(): number {
    const [user] = this.#users;
    const image = user?.reference;
    if (!image) return 0;
    const { low, high, slope, intercept } = image.pixels;
    const least = Math.min(low * slope, high * slope) + intercept;
    return image.instance.Modality === 'CT' ? Math.min(least, -1000) : least;
  }
}

interface Room {
  readonly texture: VolumeTexture;
  readonly every: Vector3;
}

const onStage = new WeakMap<Stage, Set<CardVolume>>();

/**
 * The volume on a card that a viewport shows: the one that is there already for
 * the same frames, else room for a new one, coarser where there is too little.
 * @returns undefined when the card has no room even for a coarse one
 */
export function enterCard(
  stage: Stage,
  content: VolumeContent,
  user: CardUser,
  count?: CountOnCard,
): CardVolume | undefined {
  const volumes = onStage.get(stage) ?? new Set();
  onStage.set(stage, volumes);
  let volume = [...volumes].find((each) => each.isMadeOf(content));
  if (!volume) {
    const room = roomFor(stage, content);
    if (!room) return undefined;
    volume = new CardVolume(stage, content, room, count);
    volumes.add(volume);
  }
  volume.join(user);
  return volume;
}

/** A viewport shows it no more. */
export function leaveCard(stage: Stage, volume: CardVolume, user: CardUser): void {
  if (volume.leave(user)) onStage.get(stage)?.delete(volume);
}

function roomFor({ caster, isHardware }: Stage, { geometry }: VolumeContent): Room | undefined {
  const { size, steps } = geometry;
  const spacing: Vector3 = [lengthOf(steps[0]), lengthOf(steps[1]), lengthOf(steps[2])];
  let bytes = isHardware ? hardwareBytes : softwareBytes;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const every = coarsen(size, spacing, { size: caster.largestSize, bytes });
    const kept = size.map((count, axis) => keptOf(count, every[axis] ?? 1));
    const [columns = 1, rows = 1, slices = 1] = kept;
    const texture = caster.allocate([columns, rows, slices]);
    if (texture) return { texture, every };
    bytes = (columns * rows * slices * bytesOfVoxel) / 4;
  }
  return undefined;
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
