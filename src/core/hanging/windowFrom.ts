import { frameMacro } from '../dicom/functionalGroups.ts';
import type { DisplaySet } from '../displaySet/displaySet.ts';
import { representativeImage } from '../displaySet/images.ts';
import type { HangingPlace } from './rule.ts';
import type { NamedWindow } from './windows.ts';

/**
 * The first usable window of the image that stands for a display set, in modality units.
 * @see PS3.3 C.11.2.1.2, C.7.6.16.2.10
 */
export function headerWindow(displaySet: DisplaySet): NamedWindow | undefined {
  const found = representativeImage(displaySet);
  if (!found) return undefined;
  const ofFrame = frameMacro(found.instance, found.frame, 'FrameVOILUTSequence');
  const { WindowCenter = [], WindowWidth = [] } = ofFrame?.WindowCenter?.length ? ofFrame : found.instance;
  for (const [at, center] of WindowCenter.entries()) {
    const width = WindowWidth[at];
    if (Number.isFinite(center) && width !== undefined && width > 0 && Number.isFinite(width))
      return { center, width };
  }
  return undefined;
}

interface Hung {
  readonly place: HangingPlace;
  readonly chosen: { readonly displaySet: DisplaySet } | undefined;
}

/**
 * A viewport's place with the window that it is hung with: where the rule asks for that of another
 * viewport's images, theirs, else the one that the rule names.
 * @param stage what is hung in the viewports before it.
 */
export function withWindowFrom<T extends Hung>(result: T, stage: readonly Hung[]): T {
  const { windowFrom, ...presentation } = result.place.presentation ?? {};
  if (windowFrom === undefined) return result;
  const source = [...stage, result].find(({ place }) => place.name === windowFrom);
  const window = source?.chosen && headerWindow(source.chosen.displaySet);
  return {
    ...result,
    place: { ...result.place, presentation: { ...presentation, ...(window && { window }) } },
  };
}
