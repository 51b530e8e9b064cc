import type { ViewportContext, ViewportHandle } from '../../../core/viewport.ts';
import { Volume3DViewport } from './volume3dViewport.ts';

/** A viewport for volumes in 3D; like that for stacks it is only ever imported dynamically. */
export function mountVolume3d(element: HTMLElement, context: ViewportContext): ViewportHandle {
  return new Volume3DViewport(element, context);
}
