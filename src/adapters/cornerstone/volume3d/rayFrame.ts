import type { Vector3 } from '../../../core/dicom/geometry.ts';
import { rightOf, type Camera } from '../../../core/threeD/camera.ts';
import { cropBox, type Crop } from '../../../core/threeD/crop.ts';
import { extentOf, scaleOf } from '../../../core/threeD/cropOnScreen.ts';
import { keptOf } from '../../../core/threeD/coarsen.ts';
import {
  add,
  directionToIndex,
  finestMm,
  scale,
  toIndex,
  toPatient,
  type VolumeGeometry,
} from '../../../core/volume/geometry.ts';
import type { Presentation } from '../../../core/viewport.ts';

/** Rays of a picture in coordinates of the texture: 0 to 1 along i, j and k, from outer face to outer face. */
export interface RayFrame {
  /** The lower left corner of the picture. */
  readonly origin: Vector3;
  /** From a pixel to the one at its right, and to the one above it. */
  readonly right: Vector3;
  readonly up: Vector3;
  /** For each mm into the patient. */
  readonly direction: Vector3;
  readonly towards: Vector3;
  /** The box that is left by cropping. */
  readonly low: Vector3;
  readonly high: Vector3;
  /** From differences between voxels beside one another to a direction in the patient; column after column. */
  readonly toPatient: readonly number[];
  readonly stepMm: number;
}

/** A volume as it lies in a texture, with what was left out of it. */
export interface TexturedVolume {
  readonly geometry: VolumeGeometry;
  /** One voxel of so many is kept along i, j and k. */
  readonly every: Vector3;
}

export interface RayView {
  readonly camera: Camera;
  readonly crop: Crop;
  readonly view: Pick<Presentation, 'zoom' | 'pan'>;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Parts of the finest voxel distance from one sample to the next. */
  readonly step: number;
}

/** The middle of a volume, mm. */
export function middleOf(geometry: VolumeGeometry): Vector3 {
  const [i, j, k] = geometry.size;
  return toPatient(geometry, [(i - 1) / 2, (j - 1) / 2, (k - 1) / 2]);
}

/** Pixels for a mm: a volume keeps its size when it is turned, and seen from any side almost fills the viewport. */
export function pixelsPerMm(
  geometry: VolumeGeometry,
  { zoom }: Pick<Presentation, 'zoom'>,
  { width, height }: Pick<RayView, 'width' | 'height'>,
): number {
  return scaleOf(extentOf(geometry).reachMm, zoom, { width, height });
}

export function rayFrame({ geometry, every }: TexturedVolume, view: RayView): RayFrame {
  const { camera, crop, width, height } = view;
  const perPixel = 1 / pixelsPerMm(geometry, view.view, view);
  const right = scale(rightOf(camera), perPixel);
  const up = scale(camera.up, perPixel);
  const [panRight, panDown] = view.view.pan;
  const corner = add(
    add(middleOf(geometry), scale(right, -width / 2 - panRight * height)),
    scale(up, -height / 2 + panDown * height),
  );
  const kept = geometry.size.map((count, axis) => keptOf(count, every[axis] ?? 1));
  /** A way in voxels as a way in the texture. */
  const part = (way: Vector3): Vector3 => [
    way[0] / (every[0] * (kept[0] ?? 1)),
    way[1] / (every[1] * (kept[1] ?? 1)),
    way[2] / (every[2] * (kept[2] ?? 1)),
  ];
  /** A place among the voxels as one in the texture; each kept voxel is in the middle of those it stands for. */
  const place = (index: Vector3): Vector3 => {
    const offset = (axis: 0 | 1 | 2) => firstKept(geometry.size[axis], every[axis]);
    const [i, j, k] = part([index[0] - offset(0), index[1] - offset(1), index[2] - offset(2)]);
    return [i + 0.5 / (kept[0] ?? 1), j + 0.5 / (kept[1] ?? 1), k + 0.5 / (kept[2] ?? 1)];
  };
  // The faces of the volume, where the voxels that are kept do not reach exactly to them.
  const { low, high } = cropBox(geometry, crop);
  const [sizeI, sizeJ, sizeK] = geometry.size;
  const face = ([i, j, k]: Vector3): Vector3 => [i * sizeI - 0.5, j * sizeJ - 0.5, k * sizeK - 0.5];
  const [a, b, c] = geometry.inverse.map((row, axis) => scale(row, 1 / (2 * (every[axis] ?? 1))));
  return {
    origin: place(toIndex(geometry, corner)),
    right: part(directionToIndex(geometry, right)),
    up: part(directionToIndex(geometry, up)),
    direction: part(directionToIndex(geometry, camera.towards)),
    towards: camera.towards,
    low: place(face(low)),
    high: place(face(high)),
    toPatient: [...(a ?? []), ...(b ?? []), ...(c ?? [])],
    stepMm: finestMm(geometry) * Math.min(...every) * view.step,
  };
}

/** The first voxel of an axis that is kept: in the middle of those it stands for, where there are as many. */
export const firstKept = (count: number, every: number): number =>
  Math.min(Math.floor((every - 1) / 2), count - 1);
