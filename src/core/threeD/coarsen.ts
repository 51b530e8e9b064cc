import type { Vector3 } from '../dicom/geometry.ts';

/** What a graphics card takes. */
export interface TextureLimits {
  /** Voxels along one axis. */
  readonly size: number;
  readonly bytes: number;
}

export const bytesOfVoxel = 2;

/**
 * Of how many voxels along i, j and k one is kept so that a volume fits: 1 keeps
 * all. The axis with the finest voxels gives first.
 * @param spacing mm along i, j and k
 */
export function coarsen(size: Vector3, spacing: Vector3, limits: TextureLimits): Vector3 {
  const every: [number, number, number] = [1, 1, 1];
  const kept = (axis: 0 | 1 | 2) => keptOf(size[axis], every[axis]);
  for (;;) {
    const bytes = kept(0) * kept(1) * kept(2) * bytesOfVoxel;
    const tooLong = ([0, 1, 2] as const).filter((axis) => kept(axis) > limits.size);
    const open = tooLong.length > 0 ? tooLong : ([0, 1, 2] as const).filter((axis) => kept(axis) > 2);
    if ((bytes <= limits.bytes && tooLong.length === 0) || open.length === 0) return every;
    const finest = open.reduce((a, b) => (spacing[b] * every[b] < spacing[a] * every[a] ? b : a));
    every[finest] += 1;
  }
}

/** How many of `count` are kept when one of `every` is. */
export const keptOf = (count: number, every: number): number => Math.max(1, Math.ceil(count / every));

/** "Every second voxel of each row": in words what was left out; undefined where nothing was. */
export function coarsenWords(every: Vector3): string | undefined {
  const most = Math.max(...every);
  if (most <= 1) return undefined;
  const ordinal = ['', '', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'][most];
  const left = ordinal === undefined ? `one voxel of ${most}` : `every ${ordinal} voxel`;
  return `Coarser than acquired: ${left}, for want of graphics memory`;
}
