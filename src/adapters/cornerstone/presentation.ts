import type { Presentation } from '../../core/viewport.ts';
import type { DisplayPixels } from './pixels/displayPixels.ts';
import type { VoiFunction } from './pixels/pixelDescription.ts';

export { fitScale, type Box, type ImageShape } from '../../core/viewTransform.ts';

/** A window in modality units (PS3.3 C.11.2.1.2). */
export interface Window {
  readonly center: number;
  readonly width: number;
}

export interface VoiRange {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The pixel values (not modality values) that a window draws black and white.
 * `inverted` when a negative rescale slope turns them round.
 */
export function voiRange(
  { center, width }: Window,
  { slope, intercept }: Pick<DisplayPixels, 'slope' | 'intercept'>,
  voiFunction: VoiFunction,
): VoiRange & { readonly inverted: boolean } {
  // LINEAR counts from the centre of a value to the centre of another (C.11.2.1.2.1), LINEAR_EXACT does not (C.11.2.1.3.2).
  const linear = voiFunction === 'LINEAR';
  const middle = linear ? center - 0.5 : center;
  const half = Math.max(linear ? width - 1 : width, minimalWidth(slope)) / 2;
  const a = (middle - half - intercept) / slope;
  const b = (middle + half - intercept) / slope;
  return slope < 0 ? { lower: b, upper: a, inverted: true } : { lower: a, upper: b, inverted: false };
}

/** A window of no width is a step; this much keeps the arithmetic behind it finite. */
const minimalWidth = (slope: number): number => Math.abs(slope) * 1e-3;

/** A window that spans the values that are there, padding left out, for images that bring none. */
export function computedWindow(pixels: DisplayPixels, voiFunction: VoiFunction): Window {
  const a = pixels.low * pixels.slope + pixels.intercept;
  const b = pixels.high * pixels.slope + pixels.intercept;
  const [low, high] = a <= b ? [a, b] : [b, a];
  const span = Math.max(high - low, Math.abs(pixels.slope));
  return voiFunction === 'LINEAR'
    ? { center: low + span / 2 + 0.5, width: span + 1 }
    : { center: low + span / 2, width: span };
}

export const fitted: Presentation = {
  zoom: 1,
  pan: [0, 0],
  rotation: 0,
  flipHorizontal: false,
  flipVertical: false,
  invert: false,
};

/** A quarter turn nearest to any number of degrees, from 0 to 270. */
export function quarterTurn(degrees: number): number {
  return Number.isFinite(degrees) ? (((Math.round(degrees / 90) % 4) + 4) % 4) * 90 : 0;
}

export const minZoom = 0.05;
export const maxZoom = 40;
export const clampZoom = (zoom: number): number =>
  Number.isFinite(zoom) ? Math.min(maxZoom, Math.max(minZoom, zoom)) : 1;

/**
 * Zoom about a point of the viewport that stays where it is.
 * @param point in viewport heights from the centre, right and down positive.
 */
export function zoomAbout(
  from: Pick<Presentation, 'zoom' | 'pan'>,
  zoom: number,
  point: readonly [number, number],
): Pick<Presentation, 'zoom' | 'pan'> {
  const next = clampZoom(zoom);
  const k = next / from.zoom;
  return {
    zoom: next,
    pan: [point[0] - (point[0] - from.pan[0]) * k, point[1] - (point[1] - from.pan[1]) * k],
  };
}
