import { sameItems } from '../collections.ts';
import { planeAxes, type PlaneAxes } from './geometry.ts';
import type { Instance } from './instance.ts';

/** What is judged of an image: an instance, or one frame of an enhanced one. */
export type PlaneImage = Pick<
  Instance,
  'ImageOrientationPatient' | 'ImagePositionPatient' | 'PixelSpacing' | 'Rows' | 'Columns'
>;

/** What one look tells of images that have one orientation, number for number, and all a position. */
export interface ParallelPlanes {
  readonly axes: PlaneAxes;
  /** By image, mm along the normal. */
  readonly distances: Float64Array;
  readonly sizesDiffer: boolean;
  readonly spacingsDiffer: boolean;
  /** How far any two images lie from each other along the rows or the columns, mm. */
  readonly asideMm: number;
}

/**
 * Looks at each image once for all who ask where it lies: the split, the order
 * and the verdict.
 * @returns undefined where an image has no position or another orientation, however little: then each asks for itself.
 */
export function parallelPlanes(images: readonly PlaneImage[]): ParallelPlanes | undefined {
  const look = planesLook(images);
  look?.see(0, images.length);
  return look?.seen();
}

/** `parallelPlanes` of a list that is looked at in parts, one after another; undefined where the first has no plane. */
export function planesLook(images: readonly PlaneImage[]) {
  const [first] = images;
  const axes = first && planeAxes(first);
  if (!axes) return undefined;
  const { row, column, normal } = axes;
  const { ImageOrientationPatient, PixelSpacing, Rows, Columns } = first;
  const distances = new Float64Array(images.length);
  let areParallel = true;
  let sizesDiffer = false;
  let spacingsDiffer = false;
  /** Least and most along the rows, then along the columns, mm: in a flat list, where a number is written in place. */
  const ends = Float64Array.of(Infinity, -Infinity, Infinity, -Infinity);
  /** @returns false from the first image on that has no position or another orientation. */
  const areParallelIn = (from: number, to: number): boolean => {
    let [leastAcross = 0, mostAcross = 0, leastDown = 0, mostDown = 0] = ends;
    for (let i = from; i < to; i++) {
      const image = images[i] ?? {};
      const position = image.ImagePositionPatient;
      if (position?.length !== 3) return false;
      if (!sameItems(image.ImageOrientationPatient, ImageOrientationPatient)) return false;
      // By index: taken apart as a list, each position would leave an iterator and its results to the collector.
      const x = position[0] ?? NaN;
      const y = position[1] ?? NaN;
      const z = position[2] ?? NaN;
      if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isFinite(z)) return false;
      distances[i] = x * normal[0] + y * normal[1] + z * normal[2];
      const across = x * row[0] + y * row[1] + z * row[2];
      const down = x * column[0] + y * column[1] + z * column[2];
      if (across < leastAcross) leastAcross = across;
      if (across > mostAcross) mostAcross = across;
      if (down < leastDown) leastDown = down;
      if (down > mostDown) mostDown = down;
      sizesDiffer ||= image.Rows !== Rows || image.Columns !== Columns;
      spacingsDiffer ||= !sameItems(image.PixelSpacing, PixelSpacing);
    }
    ends[0] = leastAcross;
    ends[1] = mostAcross;
    ends[2] = leastDown;
    ends[3] = mostDown;
    return true;
  };
  return {
    see(from: number, to: number): void {
      areParallel &&= areParallelIn(from, to);
    },
    seen(): ParallelPlanes | undefined {
      if (!areParallel) return undefined;
      const [leastAcross = 0, mostAcross = 0, leastDown = 0, mostDown = 0] = ends;
      const asideMm = Math.max(mostAcross - leastAcross, mostDown - leastDown);
      return { axes, distances, sizesDiffer, spacingsDiffer, asideMm };
    },
  };
}

/** The same for the images in another order. */
export function planesInOrder(planes: ParallelPlanes, order: Uint32Array): ParallelPlanes {
  const distances = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) distances[i] = planes.distances[order[i] ?? -1] ?? NaN;
  return { ...planes, distances };
}
