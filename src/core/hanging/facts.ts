import type { Instance } from '../dicom/instance.ts';
import type { DisplaySet } from '../displaySet/displaySet.ts';
import { representativeImage } from '../displaySet/images.ts';
import { frameImage } from '../multiFrame/frameImage.ts';

/** What rules look at: the display set, and the image that stands for it, its functional groups read. */
export interface Facts {
  readonly displaySet: DisplaySet;
  readonly image: Partial<Instance>;
  /** Which study it is of: 0 the newest, 1 the one before it; undefined for another patient's. */
  readonly prior: number | undefined;
  /** Days from this study to the newest one; undefined without dates. */
  readonly daysBefore: number | undefined;
}

const images = new WeakMap<DisplaySet, Partial<Instance>>();

/** The image that stands for a display set as one of its own, also where it is a frame of an enhanced object. */
export function imageOf(displaySet: DisplaySet): Partial<Instance> {
  const known = images.get(displaySet);
  if (known) return known;
  const found = representativeImage(displaySet);
  const instance: Partial<Instance> = found?.instance ?? displaySet.instances[0] ?? {};
  const image =
    found && (instance.SharedFunctionalGroupsSequence ?? instance.PerFrameFunctionalGroupsSequence)
      ? { ...instance, ...frameImage(found.instance, found.frame, found.frame) }
      : instance;
  images.set(displaySet, image);
  return image;
}
