import type { PointerBindings, PrimaryTool } from '../../../core/tools.ts';
import type { Presentation } from '../../../core/viewport.ts';
import { attachPointerTools } from '../pointerTools.ts';
import type { Box } from '../presentation.ts';

/** What mouse and fingers do to a volume. */
export interface TurningTarget {
  tool(): PrimaryTool;
  bindings(): PointerBindings;
  view(): Presentation;
  size(): Box;
  /** Radians. */
  turn(right: number, down: number): void;
  move(change: Pick<Presentation, 'pan'>): void;
  zoomAbout(zoom: number, point: readonly [number, number]): void;
  gesture(gesture: 'hold' | 'twice'): void;
}

/** Dragging along the shorter side of a viewport turns a volume this far. */
const turnOfSide = Math.PI;
/** One notch of the wheel. */
const zoomStep = 1.1;

/**
 * The pointer tools of pictures on a volume: what changes the window there turns
 * it here, and so does every tool that means nothing to a volume; the wheel,
 * which goes through slices there, enlarges.
 */
export function attachTurning(element: HTMLElement, target: TurningTarget): () => void {
  const tool = (): PrimaryTool => {
    const chosen = target.tool();
    return chosen === 'pan' || chosen === 'zoom' ? chosen : 'window';
  };
  const bindings = (): PointerBindings => ({ ...target.bindings(), 'Shift+left': 'pan' });
  // A window so wide that dragging changes it by the pixels of the drag.
  const span = () => Math.max(target.size().width, 1);
  const window = { center: 0, width: 1e9 };
  return attachPointerTools(element, {
    tool,
    bindings,
    view: () => target.view(),
    size: () => target.size(),
    scrollBy: (delta) => target.zoomAbout(target.view().zoom * zoomStep ** -delta, [0, 0]),
    pan: (pan) => target.move({ pan }),
    zoomAbout: (zoom, point) => target.zoomAbout(zoom, point),
    window: () => window,
    windowSpan: span,
    setWindow({ center, width }) {
      const { width: across, height } = target.size();
      const perPixel = turnOfSide / Math.max(1, Math.min(across, height));
      target.turn((width - window.width) * perPixel, (center - window.center) * perPixel);
    },
    point: () => undefined,
    gesture: (gesture) => target.gesture(gesture),
  });
}
