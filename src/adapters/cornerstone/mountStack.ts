import type { ViewportContext, ViewportHandle } from '../../core/viewport.ts';
import { getRenderer } from './engine.ts';
import { warmDecoder } from './imageStore.ts';
import { StackViewport } from './stackViewport.ts';

/** A viewport for stacks and clips; with it comes all of Cornerstone, so it is only ever imported dynamically. */
export function mountStack(element: HTMLElement, context: ViewportContext): ViewportHandle {
  return new StackViewport(element, context);
}

/** Starts what the first picture will need, while its metadata is on its way. */
export function warmUp(): void {
  warmDecoder();
  getRenderer();
}
