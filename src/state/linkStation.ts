import type { DisplaySet, ViewportKind } from '../core/displaySet/displaySet.ts';
import { imageAt } from '../core/displaySet/images.ts';
import type { Station } from '../core/linking/follow.ts';
import type { LinkStart } from '../core/linking/linking.ts';
import { planeRow, stackRow, type PictureRow } from '../core/linking/pictureRow.ts';
import type { ViewportState } from '../core/viewport.ts';

/** A viewport as linking sees it: its row of pictures, and where on it it is. */
export interface LiveStation extends Station {
  /** The image that is wanted, where it is one of the display set. */
  readonly image: LinkStart['image'];
}

/** The picture that is wanted, from 0; undefined before there is one. */
export function wantedIndex({ plane, pendingIndex, image, kind }: ViewportState): number | undefined {
  // A plane on its way may be of another direction: what counts is the one that is shown.
  if (plane) return plane.index;
  return kind !== undefined && ownPictures.has(kind) ? undefined : (pendingIndex ?? image?.index);
}

/** Kinds that make pictures of their own: what they count is no image of the display set. */
const ownPictures: ReadonlySet<ViewportKind> = new Set(['volume', 'fusion', 'mip', 'volume3d']);

/** @returns undefined while nothing is shown or on its way, and for what has no pictures in a row. */
export function stationOf(
  live: ViewportState,
  displaySet: DisplaySet | undefined,
  start?: LinkStart,
): LiveStation | undefined {
  const index = wantedIndex(live);
  if (index === undefined || !displaySet || live.displaySetInstanceUID !== displaySet.displaySetInstanceUID)
    return undefined;
  const row = rowOf(live, displaySet);
  if (!row) return undefined;
  const wanted = live.plane ? undefined : imageAt(displaySet, index);
  const image = wanted
    ? { SOPInstanceUID: wanted.instance.SOPInstanceUID, frame: wanted.frame }
    : live.plane?.nearest;
  return {
    row,
    index,
    image,
    ...(live.plane && { through: live.plane.view.through }),
    ...(start && { start }),
  };
}

/** The pictures that a viewport can go to; undefined where they are not known yet. */
export function rowOf(live: ViewportState, displaySet: DisplaySet): PictureRow | undefined {
  const { plane, picture, projection, imageCount } = live;
  // Directions to look from are no places.
  if (projection) return undefined;
  if (plane) return (picture && planeRow(picture, plane, imageCount)) ?? plainRow(imageCount);
  const row = stackRow(displaySet);
  // What shows other pictures than those of its display set is only counted.
  return row.count === imageCount ? row : plainRow(imageCount);
}

const plainRow = (count: number): PictureRow => ({
  count,
  planeAt: () => undefined,
  indexOf: () => -1,
  nearest: () => undefined,
  halfAt: () => 0,
});
