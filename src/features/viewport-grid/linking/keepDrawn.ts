import type { Box } from '../../../core/viewTransform.ts';

type Subscribe = (listener: () => void) => () => void;

/**
 * Calls `draw` when the element has been laid out, whenever one of the sources has
 * news and when its size changes: attributes are set by hand, without React, as fast
 * as pictures change.
 * @returns how to stop
 */
export function keepDrawn(
  element: Element,
  draw: (box: Box) => void,
  sources: readonly (Subscribe | undefined)[],
): () => void {
  let size: Box = { width: 0, height: 0 };
  const redraw = () => {
    if (size.width > 0 && size.height > 0) draw(size);
  };
  const measure = () => {
    const { width, height } = element.getBoundingClientRect();
    size = { width, height };
    redraw();
  };
  const observer = new ResizeObserver(measure);
  // It tells the first size as well, when the page has been laid out: measured here, that would be done twice.
  observer.observe(element);
  const stops = sources.map((subscribe) => subscribe?.(redraw));
  return () => {
    observer.disconnect();
    for (const stop of stops) stop?.();
  };
}
