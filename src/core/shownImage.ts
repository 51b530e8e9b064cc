import type { ImagePosition, ViewportState } from './viewport.ts';

/**
 * The image that a viewport of any kind speaks of: the one on its canvas; of a
 * plane the acquired image nearest to it; of a projection and of a volume in 3D
 * the one in the middle. Undefined while nothing is shown, and for documents.
 * Everything that looks up attributes, presets or places by what is shown asks here.
 */
export const shownImage = ({
  image,
  plane,
  projection,
  threeD,
}: Pick<ViewportState, 'image' | 'plane' | 'projection' | 'threeD'>): ImagePosition | undefined =>
  image ?? (plane ?? projection ?? threeD)?.nearest;
