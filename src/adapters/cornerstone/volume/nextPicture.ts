import { coarser } from '../../../core/volume/oblique.ts';
import { slabReach } from '../../../core/volume/planes.ts';
import { sliceFailure } from './describePicture.ts';
import type { OpenVolume } from './openVolume.ts';
import type { WantedPicture } from './pictureMaker.ts';

/** Samples that a picture on the way may take: made within a turn or two of the page. */
const previewSamples = 500_000;

/** What can be done about the plane that is chosen: it failed, its slices are awaited, or it can be made. */
export type NextPicture =
  | { readonly failure: readonly [title: string, reason: string] }
  | { readonly wanted: WantedPicture | undefined };

/**
 * @param isOnTheWay other planes will follow at once: fewer pixels will do.
 * @param isGiven zoom and pan were given with the plane, and are not to be made to fit.
 */
export function nextPicture(open: OpenVolume, isOnTheWay: boolean, isGiven: boolean): NextPicture {
  const { choice, slices, content, reference } = open;
  const slice = choice.acquiredSlice(choice.plane);
  // A plane across the slices is drawn from what there is; with nothing there, the first to fail says why.
  const failure =
    slice === undefined && slices.here > 0 ? undefined : slices.failed.get(slice ?? choice.slice);
  if (failure !== undefined) return { failure: sliceFailure(slice, slices.count, failure) };
  const isHere = slice === undefined ? slices.here > 0 : slices.has(slice);
  if (!isHere || !reference) return { wanted: undefined };
  const { plane, view } = choice;
  const layers = 2 * slabReach(choice.stack, view.slabMm) + 1;
  const stack = isOnTheWay ? coarser(choice.stack, layers, previewSamples) : choice.stack;
  const isPreview = stack !== choice.stack;
  return {
    wanted: {
      request: { content, stack, plane, slabMm: view.slabMm, blend: view.blend },
      made: { owner: open, view, plane, stack, isPreview, isGiven },
      slices,
      reference,
      imageId: open.picturesOf(stack).nextId,
    },
  };
}
