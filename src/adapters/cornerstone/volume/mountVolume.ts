import type { ViewportContext, ViewportHandle } from '../../../core/viewport.ts';
import { VolumeViewport } from './volumeViewport.ts';

/** A viewport for planes of volumes; like that for stacks it is only ever imported dynamically. */
export function mountVolume(element: HTMLElement, context: ViewportContext): ViewportHandle {
  return new VolumeViewport(element, context);
}
