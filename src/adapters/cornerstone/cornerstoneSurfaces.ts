import { getRenderer } from './engine.ts';
import type { CornerstoneSurfaces } from './pictureSurface.ts';
import { PlanarSurface } from './planarSurface.ts';

/** With this comes all of Cornerstone, so it is only ever imported dynamically (cornerstoneCode.ts). */
export function startCornerstone(): CornerstoneSurfaces {
  const renderer = getRenderer();
  return {
    mount: (parent, viewportId, listeners) => new PlanarSurface(parent, viewportId, renderer, listeners),
    onBackendChange: (listener) => renderer.onBackendChange(listener),
    lostGraphics: () => renderer.lostGraphics(),
  };
}
