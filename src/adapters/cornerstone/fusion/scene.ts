import type { PixelReading, ViewportState } from '../../../core/viewport.ts';
import type { StackImage } from '../imageStore.ts';
import type { VolumeContent } from '../volume/volumeContent.ts';
import type { VolumeSlices } from '../volume/volumeSlices.ts';

/** A volume with what of it is here. */
export interface Source {
  readonly content: VolumeContent;
  readonly slices: VolumeSlices;
}

/** What one picture is made of; kept, so that another window or blend is only painted anew. */
export interface Layers {
  /** Shape, place and patient of the picture; its pixels are painted over. */
  readonly template: StackImage;
  /** In shades of grey; undefined for the PET alone. */
  readonly base: StackImage | undefined;
  /** Modality values of the same pixels, NaN where there are none. */
  readonly pet: Float32Array;
  /** From 0. */
  readonly index: number;
  readonly slices: number;
  readonly slicesHere: number;
  readonly isPreview: boolean;
}

export interface Work {
  readonly run: Generator<void, Layers>;
  /** Takes long, and is given up for whatever is asked for next. */
  readonly isPatient: boolean;
}

/** What comes next on the canvas: to be made, there already, or impossible; undefined: nothing, for now. */
export type Next = Work | { readonly ready: Layers } | { readonly failure: Failure } | undefined;

export type Failure = readonly [title: string, reason: string];

/** What is looked at: planes of two volumes, or one volume from all sides. */
export interface Scene {
  readonly pet: Source;
  /** Undefined for the PET alone. */
  readonly base: Source | undefined;
  readonly count: number;
  /** From 0. */
  readonly index: number;
  goTo(index: number): void;
  /** @param isPlaying pictures follow each other too fast for work that takes long. */
  next(isPlaying: boolean): Next;
  /** What may be made meanwhile for later. */
  ahead?(): Generator<void, Layers> | undefined;
  /** Whether a picture is still one of what is looked at. */
  isCurrent(layers: Layers): boolean;
  /** Whether a slice that came changes the picture. */
  uses(source: Source, slice: number): boolean;
  canShow(index: number): boolean;
  loaded(): Uint8Array | undefined;
  /** Of the picture: which plane or projection it is. */
  describe(layers: Layers): Partial<ViewportState>;
  /** What the base says of a pixel. */
  readBase(layers: Layers, at: number): PixelReading | undefined;
  dispose(): void;
}

/** Of some slices, how many are here. */
export function countHere(
  slices: VolumeSlices,
  from: number,
  to: number,
): { slices: number; slicesHere: number } {
  let slicesHere = 0;
  for (let slice = from; slice <= to; slice++) if (slices.has(slice)) slicesHere++;
  return { slices: to - from + 1, slicesHere };
}

/** Slices with values in modality units: PET has a line of its own in every slice (PS3.3 C.8.9.4). */
export const voxelsOf = (slices: VolumeSlices) =>
  slices.slices.map(
    (image) =>
      image && {
        data: image.pixels.data,
        slope: image.pixels.slope,
        intercept: image.pixels.intercept,
      },
  );
