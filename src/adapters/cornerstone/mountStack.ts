import type { ViewportContext, ViewportHandle } from '../../core/viewport.ts';
import { loadCornerstone } from './cornerstoneCode.ts';
import { warmDecoder } from './imageStore.ts';
import { StackViewport } from './stackViewport.ts';

/** A viewport for stacks and clips. What Cornerstone needs comes later (stackSurface.ts). */
export function mountStack(element: HTMLElement, context: ViewportContext): ViewportHandle {
  return new StackViewport(element, context);
}

/** Starts what the first picture will need, while its metadata is on its way. */
export const warmUp = warmDecoder;

/** Fetches and starts Cornerstone, while nothing else is to be done. */
export const warmCornerstone = loadCornerstone;
