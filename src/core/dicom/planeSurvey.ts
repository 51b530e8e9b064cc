import { sameItems } from '../collections.ts';
import { distanceAlongNormal, planeAxesInTurn, sameOrientation, type PlaneAxes } from './geometry.ts';
import type { ParallelPlanes, PlaneImage } from './parallelPlanes.ts';

/** Where no slice lies further aside than this, mm, none can slide: see `shear.ts`. */
const asideMm = 0.05;

/** What one look at each image tells; a second one follows only where something is mixed. */
export interface PlaneSurvey {
  /** By image, mm along the normal; NaN without a position. */
  readonly distances: Float64Array;
  /** Indices of the images that have a position. */
  readonly placed: Uint32Array;
  /** Indices of the images whose plane is not parallel to the reference. */
  readonly turned: readonly number[];
  readonly sizesDiffer: boolean;
  readonly spacingsDiffer: boolean;
  /** Whether a slice does not lie straight above the first. */
  readonly isAside: boolean;
}

/** Without a look at the images, but where they may lie aside. */
export function surveyFrom(planes: ParallelPlanes, images: readonly PlaneImage[]): PlaneSurvey {
  const { distances, sizesDiffer, spacingsDiffer, axes } = planes;
  const placed = new Uint32Array(distances.length);
  for (let i = 0; i < placed.length; i++) placed[i] = i;
  const start = images[0]?.ImagePositionPatient ?? [];
  const isAside =
    // Half of the limit, so that rounding decides nothing.
    planes.asideMm > asideMm / 2 &&
    images.some(({ ImagePositionPatient }) => liesAside(ImagePositionPatient, start, axes));
  return { distances, placed, turned: [], sizesDiffer, spacingsDiffer, isAside };
}

export function surveyOf(
  images: readonly PlaneImage[],
  reference: PlaneAxes,
  firstIndex: number,
): PlaneSurvey {
  const axesOf = planeAxesInTurn();
  const distances = new Float64Array(firstIndex + images.length);
  const placed = new Uint32Array(images.length);
  const turned: number[] = [];
  const first = images[0] ?? {};
  let sizesDiffer = false;
  let spacingsDiffer = false;
  let [at, placedCount] = [firstIndex, 0];
  const start = first.ImagePositionPatient ?? [];
  let isAside = false;
  for (let i = 0; i < images.length; i++) {
    const image = images[i] ?? {};
    const distance = distanceAlongNormal(image, reference.normal) ?? NaN;
    distances[at] = distance;
    if (!Number.isNaN(distance)) placed[placedCount++] = at;
    const plane = axesOf(image);
    if (plane && !sameOrientation(plane, reference)) turned.push(at);
    sizesDiffer ||= image.Rows !== first.Rows || image.Columns !== first.Columns;
    spacingsDiffer ||= !sameItems(image.PixelSpacing, first.PixelSpacing);
    isAside ||= liesAside(image.ImagePositionPatient, start, reference);
    at++;
  }
  return { distances, placed: placed.subarray(0, placedCount), turned, sizesDiffer, spacingsDiffer, isAside };
}

/** PS3.3 C.7.6.2.1.1: aside along the rows or the columns of the first image. */
function liesAside(
  position: readonly number[] | undefined,
  start: readonly number[],
  { row, column }: PlaneAxes,
): boolean {
  if (position?.length !== 3) return false;
  const x = (position[0] ?? 0) - (start[0] ?? 0);
  const y = (position[1] ?? 0) - (start[1] ?? 0);
  const z = (position[2] ?? 0) - (start[2] ?? 0);
  return (
    Math.abs(x * row[0] + y * row[1] + z * row[2]) > asideMm ||
    Math.abs(x * column[0] + y * column[1] + z * column[2]) > asideMm
  );
}
