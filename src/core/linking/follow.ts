import { dot, type Vector3 } from '../dicom/geometry.ts';
import { normalOf, pixelToPatient } from '../viewTransform.ts';
import type { LinkStart } from './linking.ts';
import type { PictureRow, PlacedPlane } from './pictureRow.ts';

/** Where one viewport goes when another that it is linked with is scrolled. Depends on nothing that was before. */

/** A viewport on its row of pictures. */
export interface Station {
  readonly row: PictureRow;
  /** The picture that is wanted: shown, or on its way. */
  readonly index: number;
  /** For a volume: the point that its plane goes through, mm; else the middle of the picture counts. */
  readonly through?: Vector3;
  readonly start?: LinkStart;
}

/**
 * `position`: to the same place in the patient. `distance`: as far from where it
 * was linked, in mm. `number`: as many images from there. `crossing`: the planes
 * cut each other, so that scrolling one says nothing of the other.
 */
export type LinkedBy = 'position' | 'distance' | 'number' | 'crossing' | 'nothing';

/** Planes turned further from each other than this are not scrolled together: a cosine, 45 degrees. */
const crossingCosine = Math.SQRT1_2;

/** By what two viewports are scrolled together. */
export function linkedBy(a: Station, b: Station, keepsDifference: boolean): LinkedBy {
  // A single picture has nowhere to go, and leads nowhere.
  if (a.row.count < 2 || b.row.count < 2) return 'nothing';
  const [planeA, planeB] = [a.row.planeAt(a.index), b.row.planeAt(b.index)];
  if (!planeA || !planeB) return 'number';
  // Directions are the patient's in every frame of reference.
  if (Math.abs(dot(normalOf(planeA), normalOf(planeB))) < crossingCosine) return 'crossing';
  const areFramed = planeA.FrameOfReferenceUID !== undefined && planeB.FrameOfReferenceUID !== undefined;
  if (keepsDifference && areFramed) return 'distance';
  return sameFrame(planeA, planeB) ? 'position' : 'number';
}

export const sameFrame = (
  a: { readonly FrameOfReferenceUID: string | undefined },
  b: { readonly FrameOfReferenceUID: string | undefined },
): boolean => a.FrameOfReferenceUID !== undefined && a.FrameOfReferenceUID === b.FrameOfReferenceUID;

export type Goal = { readonly index: number } | 'outside' | undefined;

/**
 * The picture that `target` goes to when `source` is where it is.
 * @returns `outside` where `target` has none there; undefined where it does not follow.
 */
export function goalOf(source: Station, target: Station, keepsDifference: boolean): Goal {
  const by = linkedBy(source, target, keepsDifference);
  if (by === 'position') return goTo(target, pointOf(source));
  if (by === 'distance') {
    const [from, to] = [startPoint(source), startPoint(target)];
    const now = pointOf(source);
    return from && to && now ? goTo(target, moved(to, from, now)) : undefined;
  }
  if (by !== 'number') return undefined;
  const [from, to] = [startIndex(source), startIndex(target)];
  if (from === undefined || to === undefined) return undefined;
  const index = to + source.index - from;
  return index >= 0 && index < target.row.count ? { index } : 'outside';
}

function goTo({ row, index }: Station, point: Vector3 | undefined): Goal {
  const frame = row.planeAt(index)?.FrameOfReferenceUID;
  const nearest = point && frame !== undefined ? row.nearest(point, frame, index) : undefined;
  if (!nearest) return undefined;
  return nearest.isOutside ? 'outside' : { index: nearest.index };
}

/** What a viewport shows now, to keep differences from. */
export function startOf(station: Station, image: LinkStart['image']): LinkStart {
  const plane = station.row.planeAt(station.index);
  const point = pointOf(station);
  return {
    ...(image && { image: { SOPInstanceUID: image.SOPInstanceUID, frame: image.frame } }),
    ...(point && { point }),
    ...(plane?.FrameOfReferenceUID !== undefined && { FrameOfReferenceUID: plane.FrameOfReferenceUID }),
  };
}

/** Whether a start still says where this viewport began: its image is here, or its place is. */
export const isStartOf = ({ row, index, start }: Station): boolean =>
  start !== undefined &&
  ((start.image !== undefined && row.indexOf(start.image) >= 0) ||
    (start.point !== undefined && isHere(start, row.planeAt(index))));

/**
 * A start for a viewport that comes to a group later, such that where it is now
 * and where `other` is now belong together.
 */
export function startBeside(station: Station, other: Station, image: LinkStart['image']): LinkStart {
  const own = startOf(station, image);
  const [from, now] = [startIndex(other), other.index];
  const point = own.point && shiftedBack(own.point, other);
  if (from === undefined || from === now) return own;
  // As many images before it as the other has gone since.
  const index = station.index - (now - from);
  const plane = station.row.planeAt(index);
  if (index < 0 || index >= station.row.count) return point ? { ...own, point } : own;
  const { image: _image, ...placed } = own;
  return { ...placed, ...(point ? { point } : plane && { point: middleOf(plane) }) };
}

function shiftedBack(point: Vector3, other: Station): Vector3 | undefined {
  const [from, now] = [startPoint(other), pointOf(other)];
  return from && now ? moved(point, now, from) : undefined;
}

function startIndex({ row, index, start }: Station): number | undefined {
  if (!start) return undefined;
  const at = start.image ? row.indexOf(start.image) : -1;
  if (at >= 0) return at;
  if (!start.point || start.FrameOfReferenceUID === undefined) return undefined;
  return isHere(start, row.planeAt(index))
    ? row.nearest(start.point, start.FrameOfReferenceUID, index)?.index
    : undefined;
}

const startPoint = ({ row, index, start }: Station): Vector3 | undefined =>
  start?.point && isHere(start, row.planeAt(index)) ? start.point : undefined;

const isHere = ({ FrameOfReferenceUID }: LinkStart, plane: PlacedPlane | undefined): boolean =>
  FrameOfReferenceUID !== undefined && FrameOfReferenceUID === plane?.FrameOfReferenceUID;

/** The point of a viewport's plane that others follow. */
export function pointOf({ row, index, through }: Station): Vector3 | undefined {
  const plane = row.planeAt(index);
  if (!plane) return undefined;
  return through ? onto(plane, through) : middleOf(plane);
}

export const middleOf = (plane: PlacedPlane): Vector3 =>
  pixelToPatient(plane, [(plane.columns - 1) / 2, (plane.rows - 1) / 2]);

/** The foot of a point on a plane. */
function onto(plane: PlacedPlane, point: Vector3): Vector3 {
  const normal = normalOf(plane);
  const away = dot(point, normal) - dot(plane.origin, normal);
  return [point[0] - normal[0] * away, point[1] - normal[1] * away, point[2] - normal[2] * away];
}

const moved = (point: Vector3, from: Vector3, to: Vector3): Vector3 => [
  point[0] + to[0] - from[0],
  point[1] + to[1] - from[1],
  point[2] + to[2] - from[2],
];
