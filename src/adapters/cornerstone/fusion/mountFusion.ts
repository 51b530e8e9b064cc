import type { ViewportContext, ViewportHandle } from '../../../core/viewport.ts';
import { FusionViewport } from './fusionViewport.ts';

/** A viewport for PET over CT and for projections of PET; like that for stacks it is only ever imported dynamically. */
export function mountFusion(element: HTMLElement, context: ViewportContext): ViewportHandle {
  return new FusionViewport(element, context);
}
