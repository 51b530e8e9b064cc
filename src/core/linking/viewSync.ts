import { dot } from '../dicom/geometry.ts';
import type { Presentation } from '../viewport.ts';
import {
  fitScale,
  imageAxesToScreen,
  normalOf,
  patientToPixel,
  pixelToPatient,
  pixelToScreen,
  screenPerSpacing,
  screenToImageAxes,
  screenToPixel,
  type Box,
  type Measured,
  type PatientPlane,
  type Picture,
  type Point,
} from '../viewTransform.ts';
import { sameFrame } from './follow.ts';

/** How one picture is enlarged, moved and windowed when another one is. */

export interface Shown {
  readonly picture: Picture;
  readonly presentation: Presentation;
  readonly box: Box;
}

/** Limits of the viewports, so that what is asked for is what comes. */
const [minZoom, maxZoom] = [0.05, 40];

/** Planes turned further from each other than this are not moved together: a cosine, 45 degrees. */
const crossingCosine = Math.SQRT1_2;

/**
 * Zoom and pan of `target` to go with `source`: as many screen pixels a mm where
 * both know mm of the same thing, else the same factor; the same point of the
 * patient in the middle where both show planes that can be laid on each other.
 */
export function linkedZoomPan(source: Shown, target: Shown): Pick<Presentation, 'zoom' | 'pan'> {
  if (!sameMeasure(source.picture, target.picture)) {
    return { zoom: source.presentation.zoom, pan: correspondingPan(source, target) };
  }
  const { presentation, box } = target;
  const perMm = screenPerSpacing(source.picture, source.presentation, source.box);
  const zoom = clamp((perMm * unitOf(target.picture)) / fitScale(box, target.picture, presentation.rotation));
  return { zoom, pan: panFor(source, target, zoom) };
}

function panFor(source: Shown, target: Shown, zoom: number): readonly [number, number] {
  const [from, to] = [source.picture.plane, target.picture.plane];
  const { box, presentation } = target;
  if (from && to && areCrossing(from, to)) {
    // Enlarged about the middle of the viewport; where it is moved to, is its own.
    const by = zoom / presentation.zoom;
    return [presentation.pan[0] * by, presentation.pan[1] * by];
  }
  if (from && to && sameFrame(from, to)) {
    const middle = [source.box.width / 2, source.box.height / 2] as const;
    const point = pixelToPatient(
      from,
      screenToPixel(source.picture, source.presentation, source.box, middle),
    );
    const view = { ...presentation, zoom, pan: [0, 0] as const };
    const [x, y] = pixelToScreen(target.picture, view, box, patientToPixel(to, point).pixel);
    return [(box.width / 2 - x) / box.height, (box.height / 2 - y) / box.height];
  }
  // As many mm from the middle of the picture.
  const by = source.box.height / box.height;
  const [x, y] = correspondingPan(source, target);
  return [x * by, y * by];
}

/** Directions are the patient's in every frame of reference. */
const areCrossing = (a: PatientPlane, b: PatientPlane): boolean =>
  Math.abs(dot(normalOf(a), normalOf(b))) < crossingCosine;

/**
 * The pan of `source` in the direction of `target`'s screen that corresponds to
 * it, however the two are turned and flipped: towards the same side of the
 * patient where both know their planes, else along the same rows and columns.
 * @returns as long as the pan of `source`, in the heights of its viewport
 */
function correspondingPan(source: Shown, target: Shown): readonly [number, number] {
  const along = screenToImageAxes(source.presentation, source.presentation.pan);
  const [from, to] = [source.picture.plane, target.picture.plane];
  return imageAxesToScreen(target.presentation, from && to ? alongPlane(from, to, along) : along);
}

/** A way along the rows and columns of one plane as one along those of another. */
function alongPlane(from: PatientPlane, to: PatientPlane, [right, down]: Point): Point {
  const way = ([0, 1, 2] as const).map((axis) => from.right[axis] * right + from.down[axis] * down);
  const [x = 0, y = 0, z = 0] = way;
  return [dot([x, y, z], to.right), dot([x, y, z], to.down)];
}

function sameMeasure(a: Picture, b: Picture): boolean {
  const [of, other] = [measureOf(a), measureOf(b)];
  return of !== undefined && of === other;
}

/** Calibrated mm are mm of the patient. */
const measureOf = ({ measured, plane }: Picture): Measured | undefined =>
  plane || measured === 'calibrated' ? 'patient' : measured;

const unitOf = ({ spacing }: Picture): number => Math.min(spacing.row, spacing.column);

const clamp = (zoom: number): number => Math.min(maxZoom, Math.max(minZoom, zoom));
