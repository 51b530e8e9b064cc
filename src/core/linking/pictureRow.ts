import { dot, planeAxesInTurn, imagePosition, subtract, type Vector3 } from '../dicom/geometry.ts';
import { framePlane, frameMacro } from '../dicom/functionalGroups.ts';
import type { DisplaySet } from '../displaySet/displaySet.ts';
import { imageAt, indexOfImage } from '../displaySet/images.ts';
import { normalOf, type PatientPlane, type Picture } from '../viewTransform.ts';
import type { PlaneState } from '../viewport.ts';
import { turnedUp } from '../volume/geometry.ts';

/** The pictures that a viewport can go to, counted from 0, and where each lies in the patient. */
export interface PictureRow {
  readonly count: number;
  /** Undefined where the object does not say it, and outside the row. */
  planeAt(index: number): PlacedPlane | undefined;
  /** Where an image is in the row, or -1. */
  indexOf(image: { readonly SOPInstanceUID: string; readonly frame: number }): number;
  /**
   * The picture whose plane is nearest to a point, along its own normal.
   * @param from the picture that is shown: of several at one place the one of the same part (time, echo), then the nearest in the row.
   * @returns undefined where no picture lies in this frame of reference.
   */
  nearest(point: Vector3, FrameOfReferenceUID: string, from: number): Nearest | undefined;
  /** Half of what is between a picture and the next one, mm: points no further from it are in it. */
  halfAt(index: number): number;
}

export interface PlacedPlane extends PatientPlane {
  readonly rows: number;
  readonly columns: number;
}

export interface Nearest {
  readonly index: number;
  /** From the plane to the point along the plane's normal, mm. */
  readonly distanceMm: number;
  /** Further than half of what is between this picture and the next one. */
  readonly isFar: boolean;
  /** Far, and beyond the first or the last. */
  readonly isOutside: boolean;
}

/** Pictures nearer to each other than this are at one place, mm. */
const samePlaceMm = 1e-3;

const rows = new WeakMap<DisplaySet, PictureRow>();

/** The images of a display set as a stack shows them. */
export function stackRow(displaySet: DisplaySet): PictureRow {
  let row = rows.get(displaySet);
  if (!row) rows.set(displaySet, (row = measure(displaySet)));
  return row;
}

function measure(displaySet: DisplaySet): PictureRow {
  const count = displaySet.numImageFrames;
  let planes: readonly (PlacedPlane | undefined)[] | undefined;
  let known: Halves | undefined;
  const all = () => (planes ??= planesOf(displaySet));
  const halves = () => (known ??= halvesOf(displaySet, all()));
  const partAt = partFinder(displaySet);
  return {
    count,
    planeAt: (index) => all()[index],
    indexOf: (image) => indexOfImage(displaySet, image),
    nearest(point, FrameOfReferenceUID, from) {
      let best = -1;
      let least = Infinity;
      let signed = 0;
      const part = partAt(from);
      all().forEach((plane, index) => {
        if (plane?.FrameOfReferenceUID !== FrameOfReferenceUID) return;
        const distance = dot(subtract(point, plane.origin), normalOf(plane));
        const size = Math.abs(distance);
        const isNearer =
          size < least - samePlaceMm ||
          (size <= least + samePlaceMm && comesFirst(index, best, from, part, partAt));
        if (!isNearer) return;
        [best, least, signed] = [index, Math.min(size, least), distance];
      });
      if (best < 0) return undefined;
      const isFar = isBeyond(signed, halves().half[best] ?? 0);
      return { index: best, distanceMm: signed, isFar, isOutside: isFar && halves().ends.has(best) };
    },
    halfAt: (index) => halves().half[index] ?? 0,
  };
}

function comesFirst(
  index: number,
  best: number,
  from: number,
  part: number,
  partAt: (index: number) => number,
): boolean {
  const [mine, its] = [partAt(index) === part, partAt(best) === part];
  return mine === its ? Math.abs(index - from) < Math.abs(best - from) : mine;
}

/** Which part of the display set an image is in, by number; 0 where it has none. */
function partFinder({ parts }: DisplaySet): (index: number) => number {
  if (!parts || parts.length < 2) return () => 0;
  return (index) => parts.findIndex(({ start, count }) => index >= start && index < start + count);
}

function planesOf(displaySet: DisplaySet): readonly (PlacedPlane | undefined)[] {
  const axesOf = planeAxesInTurn();
  return Array.from({ length: displaySet.numImageFrames }, (_, index) => {
    const image = imageAt(displaySet, index);
    if (!image) return undefined;
    const plane = framePlane(image.instance, image.frame);
    const axes = axesOf(plane);
    const origin = imagePosition(plane);
    const [row = 0, column = 0] = plane.PixelSpacing ?? [];
    const { Rows = 0, Columns = 0 } = plane;
    if (!axes || !origin || !(row > 0 && column > 0)) return undefined;
    return {
      FrameOfReferenceUID: image.instance.FrameOfReferenceUID,
      origin,
      right: axes.row,
      down: axes.column,
      spacing: { row, column },
      rows: Rows,
      columns: Columns,
    };
  });
}

interface Halves {
  /** Half the distance from each picture to the next one at another place, mm. */
  readonly half: Float64Array;
  /** The first and the last, and those at the same place. */
  readonly ends: ReadonlySet<number>;
}

function halvesOf(displaySet: DisplaySet, planes: readonly (PlacedPlane | undefined)[]): Halves {
  const half = new Float64Array(planes.length);
  const ends = new Set<number>();
  const reference = planes.find((plane) => plane !== undefined);
  if (!reference) return { half, ends };
  const normal = normalOf(reference);
  const placed = planes
    .flatMap((plane, index) => (plane ? [{ index, at: dot(plane.origin, normal) }] : []))
    .sort((a, b) => a.at - b.at);
  // Pictures at one place are one step.
  const steps: { at: number; indices: number[] }[] = [];
  for (const { index, at } of placed) {
    const last = steps.at(-1);
    if (last && at - last.at <= samePlaceMm) last.indices.push(index);
    else steps.push({ at, indices: [index] });
  }
  steps.forEach(({ at, indices }, place) => {
    const gaps = [steps[place - 1], steps[place + 1]].flatMap((step) =>
      step ? [Math.abs(step.at - at)] : [],
    );
    const own = gaps.length > 0 ? Math.min(...gaps) / 2 : thicknessOf(displaySet, indices[0] ?? 0) / 2;
    const isEnd = place === 0 || place === steps.length - 1;
    for (const index of indices) {
      half[index] = own;
      if (isEnd) ends.add(index);
    }
  });
  return { half, ends };
}

/** Of a picture alone, there is nothing else to tell what is still in it; 1 mm where it says nothing. */
function thicknessOf(displaySet: DisplaySet, index: number): number {
  const image = imageAt(displaySet, index);
  const thickness =
    image &&
    (frameMacro(image.instance, image.frame, 'PixelMeasuresSequence')?.SliceThickness ??
      image.instance.SliceThickness);
  return thickness !== undefined && thickness > 0 ? thickness : 1;
}

/** Whether a distance is more than half a step, and not only by rounding. */
export const isBeyond = (distanceMm: number, halfMm: number): boolean =>
  Math.abs(distanceMm) > halfMm * 1.001 + samePlaceMm;

/** The planes of one name through a volume, from the one that is on the canvas. */
export function planeRow(picture: Picture, state: PlaneState, count: number): PictureRow | undefined {
  const { plane } = picture;
  if (!plane) return undefined;
  const { index: shown, stepMm } = state;
  const forward = forwardOf(plane, state);
  const planeAt = (index: number): PlacedPlane | undefined =>
    index >= 0 && index < count
      ? {
          ...plane,
          origin: along(plane.origin, forward, (index - shown) * stepMm),
          rows: picture.rows,
          columns: picture.columns,
        }
      : undefined;
  return {
    count,
    planeAt,
    indexOf: () => -1,
    nearest(point, FrameOfReferenceUID) {
      if (plane.FrameOfReferenceUID !== FrameOfReferenceUID) return undefined;
      const steps = shown + dot(subtract(point, plane.origin), forward) / stepMm;
      const index = Math.min(count - 1, Math.max(0, Math.round(steps)));
      const distanceMm = (steps - index) * stepMm * Math.sign(dot(forward, normalOf(plane)));
      const isFar = isBeyond(distanceMm, stepMm / 2);
      return { index, distanceMm, isFar, isOutside: isFar };
    },
    halfAt: () => stepMm / 2,
  };
}

/** The way in which planes are counted: by where the plane says it is, which is along that way. */
function forwardOf(plane: PatientPlane, { mm, view }: PlaneState): Vector3 {
  const normal = normalOf(plane);
  const back: Vector3 = [-normal[0], -normal[1], -normal[2]];
  const at = dot(plane.origin, normal);
  if (Math.abs(mm) > 1e-3) return mm * at > 0 ? normal : back;
  if (view.name === 'acquired') return turnedUp({ normal });
  return view.name === 'sagittal' ? back : normal;
}

const along = (from: Vector3, direction: Vector3, mm: number): Vector3 => [
  from[0] + direction[0] * mm,
  from[1] + direction[1] * mm,
  from[2] + direction[2] * mm,
];
