import type { PictureSurface, SurfaceListeners } from './pictureSurface.ts';

/** Cornerstone as far as stacks need it, once its code is here and it has started. */
export interface CornerstoneSurfaces {
  mount(parent: HTMLElement, viewportId: string, listeners: SurfaceListeners): PictureSurface;
  /** Tells when something else draws than before: pictures are to be drawn anew. @returns how to stop it */
  onBackendChange(listener: () => void): () => void;
  /** Whether the graphics card was lost on the way. */
  lostGraphics(): boolean;
}

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
