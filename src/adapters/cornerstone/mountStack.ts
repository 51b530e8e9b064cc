import type { ViewportContext, ViewportHandle } from '../../core/viewport.ts';
import { StackViewport } from './stackViewport.ts';

/** A viewport for stacks and clips; with it comes all of Cornerstone, so it is only ever imported dynamically. */
export function mountStack(element: HTMLElement, context: ViewportContext): ViewportHandle {
  return new StackViewport(element, context);
}
