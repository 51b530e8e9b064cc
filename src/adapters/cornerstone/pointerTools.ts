import {
  pointingTools,
  type PointingEvent,
  type PointingTool,
  type Presentation,
  type PrimaryTool,
} from '../../core/viewport.ts';
import type { Box, Window } from './presentation.ts';

/** What the mouse and fingers may do to a viewport. */
export interface PointerTarget {
  tool(): PrimaryTool;
  scrollBy(delta: number): void;
  view(): Presentation;
  /** CSS pixels. */
  size(): Box;
  pan(pan: readonly [number, number]): void;
  zoomAbout(zoom: number, point: readonly [number, number]): void;
  /** Undefined for colour: nothing to drag. */
  window(): Window | undefined;
  windowSpan(): number;
  setWindow(window: Window): void;
  /** A tool that points is in use. */
  point(event: PointingEvent): void;
}

const isPointing = (tool: string | undefined): tool is PointingTool =>
  pointingTools.some((each) => each === tool);

type Drag = { readonly x: number; readonly y: number };

/** One notch of a wheel, in the pixels that browsers report for it. */
const notch = 100;

/**
 * Primary button as chosen, middle pans, right zooms, wheel scrolls, two
 * fingers pan and pinch. Clicks and double clicks pass through untouched.
 * @returns what takes it all off again.
 */
export function attachPointerTools(element: HTMLElement, target: PointerTarget): () => void {
  const pointers = new Map<number, Drag>();
  let tool: PrimaryTool | 'pinch' | undefined;
  let scrollRest = 0;
  let wheelRest = 0;

  const centre = (): Drag => {
    const all = [...pointers.values()];
    const sum = all.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
    return { x: sum.x / all.length, y: sum.y / all.length };
  };
  const spread = (): number => {
    const [a, b] = [...pointers.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  };
  /** In viewport heights from the centre. */
  const local = ({ x, y }: Drag): readonly [number, number] => {
    const box = element.getBoundingClientRect();
    const height = box.height || 1;
    return [(x - box.left - box.width / 2) / height, (y - box.top - box.height / 2) / height];
  };

  const panBy = (dx: number, dy: number) => {
    const { pan } = target.view();
    const height = target.size().height || 1;
    target.pan([pan[0] + dx / height, pan[1] + dy / height]);
  };

  const drag = (dx: number, dy: number) => {
    const box = target.size();
    if (tool === 'pan') panBy(dx, dy);
    else if (tool === 'zoom') target.zoomAbout(target.view().zoom * 1.01 ** -dy, [0, 0]);
    else if (tool === 'scroll') {
      scrollRest += dy / 8;
      const whole = Math.trunc(scrollRest);
      scrollRest -= whole;
      if (whole !== 0) target.scrollBy(whole);
    } else if (tool === 'window') {
      const window = target.window();
      if (!window) return;
      // One viewport's width is the image's own range of values; finer for narrow windows.
      const perPixel = Math.min(target.windowSpan(), window.width * 4) / Math.max(box.width, 1);
      target.setWindow({
        center: window.center + dy * perPixel,
        width: Math.max(window.width + dx * perPixel, Math.min(1, target.windowSpan() / 1000)),
      });
    }
  };

  const point = ({ clientX, clientY }: PointerEvent, phase: PointingEvent['phase']) => {
    if (!isPointing(tool)) return;
    const box = element.getBoundingClientRect();
    target.point({ tool, x: clientX - box.left, y: clientY - box.top, phase });
  };

  const onDown = (event: PointerEvent) => {
    if (event.button > 2) return;
    point(event, 'end');
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.size > 1) tool = 'pinch';
    else tool = event.button === 1 ? 'pan' : event.button === 2 ? 'zoom' : target.tool();
    scrollRest = 0;
    point(event, 'start');
    element.setPointerCapture(event.pointerId);
    // The middle button would start the browser's own scrolling.
    if (event.button === 1) event.preventDefault();
  };

  const onMove = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId);
    if (!before || !tool) return;
    if (tool === 'pinch') {
      const [wideBefore, centreBefore] = [spread(), centre()];
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const centreNow = centre();
      panBy(centreNow.x - centreBefore.x, centreNow.y - centreBefore.y);
      if (wideBefore > 0) target.zoomAbout((target.view().zoom * spread()) / wideBefore, local(centreNow));
      return;
    }
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    point(event, 'move');
    drag(event.clientX - before.x, event.clientY - before.y);
  };

  const onUp = (event: PointerEvent) => {
    if (pointers.has(event.pointerId)) point(event, 'end');
    pointers.delete(event.pointerId);
    tool = pointers.size > 0 ? 'pan' : undefined;
  };

  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    if (event.ctrlKey) {
      // A pinch on a track pad arrives as a wheel with the control key.
      const factor = Math.exp(-event.deltaY / 300);
      target.zoomAbout(target.view().zoom * factor, local({ x: event.clientX, y: event.clientY }));
      return;
    }
    const step = wheelSteps(event, wheelRest);
    wheelRest = step.rest;
    if (step.whole !== 0) target.scrollBy(step.whole);
  };

  const noMenu = (event: Event) => event.preventDefault();
  const listeners = new AbortController();
  const { signal } = listeners;
  element.addEventListener('pointerdown', onDown, { signal });
  element.addEventListener('pointermove', onMove, { signal });
  element.addEventListener('pointerup', onUp, { signal });
  element.addEventListener('pointercancel', onUp, { signal });
  element.addEventListener('wheel', onWheel, { signal, passive: false });
  element.addEventListener('contextmenu', noMenu, { signal });
  return () => listeners.abort();
}

/**
 * Images to go for a turn of the wheel: one notch is one image, however far
 * the browser says it is; a track pad's small steps add up to one.
 */
export function wheelSteps(
  { deltaY, deltaMode }: Pick<WheelEvent, 'deltaY' | 'deltaMode'>,
  rest: number,
): { readonly whole: number; readonly rest: number } {
  if (deltaY === 0) return { whole: 0, rest };
  // Lines or pages, or a whole notch: one event, one image.
  if (deltaMode !== 0 || Math.abs(deltaY) >= notch / 2) return { whole: Math.sign(deltaY), rest: 0 };
  const sum = Math.sign(rest) === -Math.sign(deltaY) ? deltaY : rest + deltaY;
  const whole = Math.trunc(sum / (notch / 2)) || 0;
  return { whole, rest: sum - whole * (notch / 2) };
}
