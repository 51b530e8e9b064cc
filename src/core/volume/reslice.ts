import type { Vector3 } from '../dicom/geometry.ts';
import { directionToIndex, toIndex, type VolumeGeometry } from './geometry.ts';
import { cornerOf, slabReach, type PlaneStack, type SlabBlend } from './planes.ts';

/** One slice's pixels, row after row, with the line that makes values of all slices comparable. */
export interface VoxelSlice {
  readonly data: ArrayLike<number>;
  readonly slope: number;
  readonly intercept: number;
}

/** The pixels of a picture among the voxels, in voxel indices. */
export interface SampleGrid {
  readonly columns: number;
  readonly rows: number;
  /** Upper left pixel of the first layer. */
  readonly start: Vector3;
  /** From a pixel to its right neighbour, to the one below, and to the same pixel of the next layer. */
  readonly right: Vector3;
  readonly down: Vector3;
  readonly next: Vector3;
  readonly layers: number;
  /** Every pixel is a voxel: nothing lies between. */
  readonly isExact: boolean;
}

/** Where the pixels of a plane, and of the slab around it, lie among the voxels. */
export function sampleGrid(
  volume: VolumeGeometry,
  stack: PlaneStack,
  plane: number,
  slabMm: number,
): SampleGrid {
  const reach = slabReach(stack, slabMm);
  const from = Math.max(0, plane - reach);
  const to = Math.min(stack.count - 1, plane + reach);
  const way = (direction: Vector3, mm: number) => {
    const [i, j, k] = directionToIndex(volume, direction);
    return [i * mm, j * mm, k * mm] as const;
  };
  const start = toIndex(volume, cornerOf(stack, from));
  const right = way(stack.right, stack.spacing.column);
  const down = way(stack.down, stack.spacing.row);
  const next = way(stack.forward, stack.stepMm);
  const longest = Math.max(stack.columns, stack.rows, stack.count);
  const layers = to - from + 1;
  const isExact =
    [right, down, next].every((step) => step.every((part) => nearWhole(part, 0.05 / longest))) &&
    start.every((part) => nearWhole(part, 0.05));
  const snap = (step: Vector3): Vector3 =>
    isExact ? [Math.round(step[0]), Math.round(step[1]), Math.round(step[2])] : step;
  return {
    columns: stack.columns,
    rows: stack.rows,
    start: snap(start),
    right: snap(right),
    down: snap(down),
    next: snap(next),
    layers,
    isExact,
  };
}

const nearWhole = (value: number, by: number): boolean => Math.abs(value - Math.round(value)) <= by;

/** The slices that a picture is made of, lowest and highest; those beside a plane between two slices count. */
export function slicesOf(volume: VolumeGeometry, grid: SampleGrid): { from: number; to: number } {
  const { start, right, down, next, columns, rows, layers } = grid;
  const ends = [0, (columns - 1) * right[2]].flatMap((a) =>
    [0, (rows - 1) * down[2]].flatMap((b) => [0, (layers - 1) * next[2]].map((c) => start[2] + a + b + c)),
  );
  const last = volume.size[2] - 1;
  const inside = (k: number) => Math.min(last, Math.max(0, k));
  return {
    from: inside(Math.floor(Math.min(...ends) + 1e-4)),
    to: inside(Math.ceil(Math.max(...ends) - 1e-4)),
  };
}

/** Pixels between two looks at the clock. */
const stride = 32_768;

/**
 * The picture of a plane or slab, row after row; NaN where there is no voxel or
 * its slice is not here. Yields now and then, so that whoever runs it can pause
 * or give up.
 */
export function* reslice(
  { size }: VolumeGeometry,
  slices: readonly (VoxelSlice | undefined)[],
  grid: SampleGrid,
  blend: SlabBlend,
): Generator<void, Float32Array> {
  const { columns, rows, layers } = grid;
  const picture = new Float32Array(columns * rows).fill(NaN);
  const counts = blend === 'mean' && layers > 1 ? new Uint16Array(columns * rows) : undefined;
  const sampleRow = grid.isExact ? exactRow : linearRow;
  const rowsAtOnce = Math.max(1, Math.floor(stride / columns));
  const row = new Float32Array(columns);
  for (let layer = 0; layer < layers; layer++)
    for (let y = 0; y < rows; y++) {
      sampleRow(row, size, slices, grid, layer, y);
      blendRow(picture, counts, row, y * columns, blend);
      if (y % rowsAtOnce === rowsAtOnce - 1) yield;
    }
  if (counts)
    for (let at = 0; at < picture.length; at++) {
      const count = counts[at] ?? 0;
      if (count > 1) picture[at] = (picture[at] ?? NaN) / count;
    }
  return picture;
}

function blendRow(
  picture: Float32Array,
  counts: Uint16Array | undefined,
  row: Float32Array,
  start: number,
  blend: SlabBlend,
): void {
  for (let x = 0, at = start; x < row.length; x++, at++) {
    const value = row[x] ?? NaN;
    if (Number.isNaN(value)) continue;
    const known = picture[at] ?? NaN;
    if (Number.isNaN(known)) picture[at] = value;
    else if (counts) picture[at] = known + value;
    else if (blend === 'min' ? value < known : value > known) picture[at] = value;
    if (counts) counts[at] = (counts[at] ?? 0) + 1;
  }
}

type SampleRow = (
  row: Float32Array,
  size: Vector3,
  slices: readonly (VoxelSlice | undefined)[],
  grid: SampleGrid,
  layer: number,
  y: number,
) => void;

const exactRow: SampleRow = (row, [ni, nj, nk], slices, { start, right, down, next }, layer, y) => {
  let i = start[0] + layer * next[0] + y * down[0];
  let j = start[1] + layer * next[1] + y * down[1];
  let k = start[2] + layer * next[2] + y * down[2];
  for (let x = 0; x < row.length; x++) {
    const slice = i >= 0 && j >= 0 && k >= 0 && i < ni && j < nj && k < nk ? slices[k] : undefined;
    row[x] = slice ? (slice.data[j * ni + i] ?? NaN) * slice.slope + slice.intercept : NaN;
    i += right[0];
    j += right[1];
    k += right[2];
  }
};

/** Between eight voxels, by distance. The outer half of the voxels at the border has the border's value. */
const linearRow: SampleRow = (row, [ni, nj, nk], slices, { start, right, down, next }, layer, y) => {
  const i0 = start[0] + layer * next[0] + y * down[0];
  const j0 = start[1] + layer * next[1] + y * down[1];
  const k0 = start[2] + layer * next[2] + y * down[2];
  for (let x = 0; x < row.length; x++) {
    const i = i0 + x * right[0];
    const j = j0 + x * right[1];
    const k = k0 + x * right[2];
    if (!(i >= -0.5 && j >= -0.5 && k >= -0.5 && i <= ni - 0.5 && j <= nj - 0.5 && k <= nk - 0.5)) {
      row[x] = NaN;
      continue;
    }
    const a = Math.min(ni - 1, Math.max(0, i));
    const b = Math.min(nj - 1, Math.max(0, j));
    const c = Math.min(nk - 1, Math.max(0, k));
    const nearest = Math.round(c);
    const isOnSlice = Math.abs(c - nearest) < 1e-4;
    const below = isOnSlice ? nearest : Math.floor(c);
    const part = c - below;
    const low = slices[below];
    if (isOnSlice) row[x] = low ? inSlice(low, ni, nj, a, b) : NaN;
    else {
      const high = slices[below + 1];
      row[x] =
        low && high ? inSlice(low, ni, nj, a, b) * (1 - part) + inSlice(high, ni, nj, a, b) * part : NaN;
    }
  }
};

function inSlice(
  { data, slope, intercept }: VoxelSlice,
  ni: number,
  nj: number,
  a: number,
  b: number,
): number {
  const i = Math.floor(a);
  const j = Math.floor(b);
  const di = a - i;
  const dj = b - j;
  const at = j * ni + i;
  const right = i + 1 < ni ? 1 : 0;
  const below = j + 1 < nj ? ni : 0;
  const upper = (data[at] ?? 0) * (1 - di) + (data[at + right] ?? 0) * di;
  const lower = (data[at + below] ?? 0) * (1 - di) + (data[at + below + right] ?? 0) * di;
  return (upper * (1 - dj) + lower * dj) * slope + intercept;
}
