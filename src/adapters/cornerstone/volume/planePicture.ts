import type { Instance } from '../../../core/dicom/instance.ts';
import { cornerOf, type PlaneStack, type SlabBlend } from '../../../core/volume/planes.ts';
import { reslice, sampleGrid, slicesOf, type SampleGrid } from '../../../core/volume/reslice.ts';
import type { StackImage } from '../imageStore.ts';
import type { DisplayPixels } from '../pixels/displayPixels.ts';
import type { VolumeContent } from './volumeContent.ts';

/** Decoded slices by their place in the volume; undefined for those that are not here. */
export type SlicesHere = readonly (StackImage | undefined)[];

/** A picture to be made: one plane, or the slab around it. */
export interface PlaneRequest {
  readonly content: VolumeContent;
  readonly stack: PlaneStack;
  /** From 0. */
  readonly plane: number;
  readonly slabMm: number;
  readonly blend: SlabBlend;
}

/** Among the voxels: the pixels, and the slices that they come from. */
export interface PlaneSamples {
  readonly grid: SampleGrid;
  readonly from: number;
  readonly to: number;
}

export function samplesOf({ content, stack, plane, slabMm }: PlaneRequest): PlaneSamples {
  const grid = sampleGrid(content.geometry, stack, plane, slabMm);
  return { grid, ...slicesOf(content.geometry, grid) };
}

/**
 * The picture, drawn like any decoded image: under the window of `reference`, an
 * image of the volume that stands for all. A plane that is a slice as stored has
 * that slice's pixels; nothing is copied. Yields now and then, so that it can be
 * paused.
 */
export function* makePicture(
  request: PlaneRequest,
  { grid }: PlaneSamples,
  slices: SlicesHere,
  reference: StackImage,
  imageId: string,
): Generator<void, StackImage> {
  const { content, stack, plane, blend } = request;
  const shared = { ...reference, imageId, rows: stack.rows, columns: stack.columns, spacing: stack.spacing };
  const slice = slices[storedSlice(grid, content) ?? -1];
  if (slice) return { ...shared, instance: slice.instance, frame: slice.frame, pixels: slice.pixels };
  const values = valuesOf(slices);
  const voxels = slices.map(
    (image) =>
      image && {
        data: image.pixels.data,
        slope: values.isOneLine ? 1 : image.pixels.slope,
        intercept: values.isOneLine ? 0 : image.pixels.intercept,
      },
  );
  const picture = yield* reslice(content.geometry, voxels, grid, blend);
  return {
    ...shared,
    instance: planeInstance(reference.instance, stack, plane),
    frame: 1,
    pixels: toPixels(picture, values),
  };
}

/** The slice that a plane is, pixel by pixel as it was stored; undefined for any other plane. */
function storedSlice(
  { isExact, layers, start, right, down, columns, rows }: SampleGrid,
  content: VolumeContent,
) {
  const { size } = content.geometry;
  const isAsStored =
    isExact &&
    layers === 1 &&
    columns === size[0] &&
    rows === size[1] &&
    start[0] === 0 &&
    start[1] === 0 &&
    right[0] === 1 &&
    down[1] === 1 &&
    right[2] === 0 &&
    down[2] === 0;
  return isAsStored ? start[2] : undefined;
}

/** What Cornerstone and the overlay are told of a computed picture: where it lies, and whose it is. */
function planeInstance(instance: Instance, stack: PlaneStack, plane: number): Instance {
  return {
    ...instance,
    NumberOfFrames: 1,
    PerFrameFunctionalGroupsSequence: [],
    SharedFunctionalGroupsSequence: [],
    Rows: stack.rows,
    Columns: stack.columns,
    PixelSpacing: [stack.spacing.row, stack.spacing.column],
    ImageOrientationPatient: [...stack.right, ...stack.down],
    ImagePositionPatient: [...cornerOf(stack, plane)],
  };
}

/** The values that the slices have in common. */
interface Values extends Pick<DisplayPixels, 'slope' | 'intercept' | 'min' | 'max' | 'low' | 'high'> {
  /** All slices have one line to modality units, and their stored numbers can be mixed. */
  readonly isOneLine: boolean;
}

/** PET has a line of its own in every slice (PS3.3 C.8.9.4); most others have one. */
export function valuesOf(slices: SlicesHere): Values {
  const here = slices.flatMap((image) => image?.pixels ?? []);
  const [first] = here;
  const { slope = 1, intercept = 0 } = first ?? {};
  const stored = { all: range(here, (p) => [p.min, p.max]), used: range(here, (p) => [p.low, p.high]) };
  const isOneLine =
    here.every((pixels) => pixels.slope === slope && pixels.intercept === intercept) &&
    !(stored.all.min < 0 && stored.all.max > 32_767);
  if (isOneLine) {
    const { all, used } = stored;
    return { isOneLine, slope, intercept, ...all, low: used.min, high: used.max };
  }
  const all = range(here, (p) => [p.min * p.slope + p.intercept, p.max * p.slope + p.intercept]);
  const used = range(here, (p) => [p.low * p.slope + p.intercept, p.high * p.slope + p.intercept]);
  const step = (all.max - all.min) / 65_535 || 1;
  const count = (value: number) => Math.round((value - all.min) / step);
  return {
    isOneLine,
    slope: step,
    intercept: all.min,
    min: 0,
    max: 65_535,
    low: count(used.min),
    high: count(used.max),
  };
}

function range(
  all: readonly DisplayPixels[],
  endsOf: (pixels: DisplayPixels) => readonly [number, number],
): { readonly min: number; readonly max: number } {
  let [min, max] = [Infinity, -Infinity];
  for (const pixels of all) {
    const [a, b] = endsOf(pixels);
    // A line that falls turns the ends round.
    min = Math.min(min, a, b);
    max = Math.max(max, a, b);
  }
  return { min, max };
}

/** Whole numbers of 16 bits again; what lies outside the volume is its darkest value. */
function toPixels(picture: Float32Array, values: Values): DisplayPixels {
  const { isOneLine, slope, intercept, min, max, low, high } = values;
  const data = min < 0 ? new Int16Array(picture.length) : new Uint16Array(picture.length);
  const nothing = slope < 0 ? max : min;
  for (let at = 0; at < picture.length; at++) {
    const value = picture[at] ?? NaN;
    data[at] = Number.isNaN(value) ? nothing : Math.round(isOneLine ? value : (value - intercept) / slope);
  }
  return { colour: false, data, min, max, low, high, slope, intercept, isComputed: true };
}
