import { cross, dot, lengthOf, subtract, type Vector3 } from '../dicom/geometry.ts';
import { add, cornersOf, scale, toPatient, type VolumeGeometry } from '../volume/geometry.ts';
import type { Box, Point } from '../viewTransform.ts';
import { rightOf, type Camera } from './camera.ts';
import { axesOfPatient, type Crop } from './crop.ts';

/** The box of a volume in the patient, mm, from outer face to outer face. */
export interface Extent {
  readonly middle: Vector3;
  /** Along right to left, front to back, feet to head: the whole way between two faces. */
  readonly edges: readonly [Vector3, Vector3, Vector3];
  /** From the middle to the centre of the farthest voxel: what the size on the screen goes by. */
  readonly reachMm: number;
}

/** Where a volume is: its edges in the order of the patient's axes, whatever the order of its own. */
export function extentOf(geometry: VolumeGeometry): Extent {
  const { size, steps } = geometry;
  const middle = toPatient(geometry, [(size[0] - 1) / 2, (size[1] - 1) / 2, (size[2] - 1) / 2]);
  const edges: [Vector3, Vector3, Vector3] = [...steps];
  axesOfPatient(geometry).forEach(({ axis, alike }, own) => {
    const step = steps[own as 0 | 1 | 2]; // as many as there are axes
    edges[axis] = scale(step, (size[own as 0 | 1 | 2] ?? 1) * (alike ? 1 : -1));
  });
  const reachMm = Math.max(...cornersOf(geometry).map((corner) => lengthOf(subtract(corner, middle))));
  return { middle, edges, reachMm };
}

/** Pixels for a mm: a volume keeps its size when it is turned, and seen from any side almost fills the viewport. */
export const scaleOf = (reachMm: number, zoom: number, { width, height }: Box): number =>
  (zoom * Math.min(width, height)) / Math.max(2 * reachMm * 0.9, 1e-6);

/** One of the two faces across an axis of the patient: 0 right, front, feet; 1 left, back, head. */
export interface CropFace {
  readonly axis: 0 | 1 | 2;
  readonly end: 0 | 1;
}

export interface CropHandle extends CropFace {
  /** The middle of the face. */
  readonly at: Point;
  /** How the face goes over the screen from one end of the whole volume to the other, pixels. */
  readonly way: Point;
  /** The eye sees the other side of it. */
  readonly isBehind: boolean;
}

export interface CropEdge {
  readonly from: Point;
  readonly to: Point;
  readonly isBehind: boolean;
}

export interface CropView {
  readonly extent: Extent;
  readonly crop: Crop;
  readonly camera: Camera;
  readonly zoom: number;
  /** In viewport heights, right and down positive. */
  readonly pan: readonly [number, number];
}

const ends = [0, 1] as const;
const axes = [0, 1, 2] as const;

/** The box that is left of a volume as it lies on the screen: its twelve edges, and a handle on each of its faces. */
export function cropOnScreen(
  { extent, crop, camera, zoom, pan }: CropView,
  box: Box,
): { readonly edges: readonly CropEdge[]; readonly handles: readonly CropHandle[] } {
  const { edges, reachMm } = extent;
  const perMm = scaleOf(reachMm, zoom, box);
  const right = rightOf(camera);
  const over = (way: Vector3): Point => [dot(way, right) * perMm, -dot(way, camera.up) * perMm];
  /** By parts of the whole along each axis. */
  const place = (parts: Vector3): Point => {
    const away = axes.reduce((sum, axis) => add(sum, scale(edges[axis], parts[axis] - 0.5)), [
      0, 0, 0,
    ] as Vector3);
    const [x, y] = over(away);
    return [box.width / 2 + pan[0] * box.height + x, box.height / 2 + pan[1] * box.height + y];
  };
  const isBehind = ({ axis, end }: CropFace): boolean => {
    const [a, b] = [edges[((axis + 1) % 3) as 0 | 1 | 2], edges[((axis + 2) % 3) as 0 | 1 | 2]];
    const normal = cross(a, b);
    const outwards = dot(normal, edges[axis]) > 0 === (end === 1) ? normal : scale(normal, -1);
    return dot(outwards, camera.towards) > 0;
  };
  const handles = axes.flatMap((axis) =>
    ends.map((end): CropHandle => {
      const parts = axes.map((each) =>
        each === axis ? crop[each][end] : (crop[each][0] + crop[each][1]) / 2,
      );
      const face = { axis, end };
      return {
        ...face,
        at: place(parts as unknown as Vector3), // as many as there are axes
        way: over(edges[axis]),
        isBehind: isBehind(face),
      };
    }),
  );
  const lines = axes.flatMap((axis) => {
    const [other, another] = axes.filter((each) => each !== axis) as [0 | 1 | 2, 0 | 1 | 2]; // two are left
    return ends.flatMap((a) =>
      ends.map((b): CropEdge => {
        const corner = (end: 0 | 1) =>
          axes.map((each) => crop[each][each === axis ? end : each === other ? a : b]);
        return {
          from: place(corner(0) as unknown as Vector3), // as many as there are axes
          to: place(corner(1) as unknown as Vector3),
          isBehind: isBehind({ axis: other, end: a }) && isBehind({ axis: another, end: b }),
        };
      }),
    );
  });
  return { edges: lines, handles };
}

/** A face that comes straight at the eye cannot be dragged over the screen: its way is shorter than this, pixels. */
const shortestWay = 24;

/** Whether a hand can move a face over the screen from here. */
export const canDrag = ({ way }: Pick<CropHandle, 'way'>): boolean => Math.hypot(...way) >= shortestWay;

/** The crop with a face moved by a way over the screen; as it was, where the face cannot be moved from here. */
export function draggedCrop(crop: Crop, handle: CropHandle, [dx, dy]: Point): Crop {
  if (!canDrag(handle)) return crop;
  const [x, y] = handle.way;
  return movedFace(crop, handle, (dx * x + dy * y) / (x * x + y * y));
}

/** The crop with a face moved by a part of the whole; the other face across the axis is not passed. */
export function movedFace(crop: Crop, { axis, end }: CropFace, by: number): Crop {
  const [low, high] = crop[axis];
  const least = 0.02;
  const part =
    end === 0
      ? ([Math.min(high - least, Math.max(0, low + by)), high] as const)
      : ([low, Math.max(low + least, Math.min(1, high + by))] as const);
  return [axis === 0 ? part : crop[0], axis === 1 ? part : crop[1], axis === 2 ? part : crop[2]];
}
