import type { Instance } from '../../../core/dicom/instance.ts';
import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import { imageAt } from '../../../core/displaySet/images.ts';
import { defaultSuvTop } from '../../../core/fusion/look.ts';
import type { StackImage } from '../imageStore.ts';
import { ownWindow, rescaleOf } from '../pixels/pixelDescription.ts';
import type { Window } from '../presentation.ts';
import { petScaleOf } from './suv.ts';

/**
 * One window for all images of a display set, whichever of them comes first. `grows`: its headers say
 * nothing of their values, and it reaches from nothing to the greatest of the images that have come.
 */
export type OpeningWindow = { readonly window: Window } | { readonly grows: true };

const known = new WeakMap<DisplaySet, { readonly opening: OpeningWindow | undefined }>();

/**
 * What PET opens with, alone, fused and in 3D: the usual window where its values are SUVs or can be turned
 * into them, else one over all that the headers tell.
 * @returns in modality units; undefined where the images' own window counts, and for all that is no PET.
 */
export function openingWindowOf(displaySet: DisplaySet | undefined): OpeningWindow | undefined {
  if (displaySet?.Modality !== 'PT') return undefined;
  let made = known.get(displaySet);
  if (!made) known.set(displaySet, (made = { opening: petWindowOf(displaySet) }));
  return made.opening;
}

function petWindowOf(displaySet: DisplaySet): OpeningWindow | undefined {
  const { reason, factor } = petScaleOf(displaySet);
  if (reason === undefined) return { window: between(0, defaultSuvTop / factor) };
  const images = Array.from({ length: displaySet.numImageFrames }, (_, at) =>
    imageAt(displaySet, at),
  ).flatMap((image) => image ?? []);
  const own = images.flatMap(({ instance, frame }) => ownWindow(instance, frame) ?? []);
  const [first] = own;
  if (first) {
    const isOne = own.every(({ center, width }) => center === first.center && width === first.width);
    if (isOne && own.length === images.length) return undefined;
    const lower = -greatest(own, ({ center, width }) => width / 2 - center);
    return {
      window: between(
        lower,
        greatest(own, ({ center, width }) => center + width / 2),
      ),
    };
  }
  const top = greatestValue(images);
  return top > 0 ? { window: between(0, top) } : { grows: true };
}

/** The greatest value of all images by their headers, in modality units; 0 where they do not tell it. */
function greatestValue(images: readonly { readonly instance: Instance; readonly frame: number }[]): number {
  const lines = images.map(({ instance, frame }) => ({ instance, ...rescaleOf(instance, frame) }));
  if (lines.every(({ instance }) => (instance.LargestImagePixelValue ?? 0) > 0))
    return greatest(
      lines,
      ({ instance, slope, intercept }) => (instance.LargestImagePixelValue ?? 0) * slope + intercept,
    );
  // Images that have each their own slope are stored with all their bits (PS3.3 C.8.9.4.1).
  const isScaledEach = lines.some(({ slope }) => slope !== lines[0]?.slope);
  return isScaledEach
    ? greatest(lines, ({ instance, slope, intercept }) => largestStored(instance) * slope + intercept)
    : 0;
}

const largestStored = ({ BitsStored = 16, PixelRepresentation = 0 }: Instance): number =>
  2 ** (BitsStored - (PixelRepresentation === 1 ? 1 : 0)) - 1;

const greatest = <T>(all: readonly T[], valueOf: (one: T) => number): number =>
  all.reduce((most, one) => Math.max(most, valueOf(one)), -Infinity);

/** The greatest value that an image has, in modality units. */
export const topOf = ({ pixels }: StackImage): number =>
  Math.max(pixels.low * pixels.slope, pixels.high * pixels.slope) + pixels.intercept;

export const between = (lower: number, upper: number): Window => ({
  center: (lower + upper) / 2,
  width: upper - lower,
});
