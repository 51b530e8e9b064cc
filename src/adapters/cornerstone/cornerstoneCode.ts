import type { CornerstoneSurfaces } from './pictureSurface.ts';

let here: CornerstoneSurfaces | undefined;

/** Undefined until it has been loaded. */
export const cornerstoneHere = (): CornerstoneSurfaces | undefined => here;

/**
 * Fetches Cornerstone and starts it, once.
 * @throws when its code cannot be had, or it cannot be started
 */
export async function loadCornerstone(): Promise<CornerstoneSurfaces> {
  if (here) return here;
  const { startCornerstone } = await import('./cornerstoneSurfaces.ts');
  return (here ??= startCornerstone());
}
