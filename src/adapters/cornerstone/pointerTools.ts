import {
  dragActionOf,
  heldKeyOf,
  pointingTools,
  wheelActionOf,
  type DragAction,
  type PointerBindings,
  type PointingEvent,
  type PointingTool,
  type PrimaryTool,
} from '../../core/tools.ts';
import type { Presentation } from '../../core/viewport.ts';
import type { Box, Window } from './presentation.ts';

/** What the mouse and fingers may do to a viewport. */
export interface PointerTarget {
  tool(): PrimaryTool;
  bindings(): PointerBindings;
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
  /** Fingers held still, or tapped twice. */
  gesture(gesture: 'hold' | 'twice'): void;
}

const isPointing = (tool: string | undefined): tool is PointingTool =>
  pointingTools.some((each) => each === tool);

type Place = { readonly x: number; readonly y: number };

/** One notch of a wheel, in the pixels that browsers report for it. */
const notch = 100;
const fastScroll = 10;
/** A finger that stays within so many pixels is still; one that is still for so long (ms) holds. */
const stillWithin = 8;
const holdMs = 500;
const twiceWithinMs = 300;
const buttons = ['left', 'middle', 'right'] as const;

/**
 * Buttons, wheel and fingers do what the bindings say. Clicks and double clicks
 * pass through untouched, except a double tap that does something here.
 * @returns what takes it all off again.
 */
export function attachPointerTools(element: HTMLElement, target: PointerTarget): () => void {
  const pointers = new Map<number, Place>();
  let tool: PrimaryTool | 'pinch' | 'twoFingerScroll' | undefined;
  let scrollRest = 0;
  let wheelRest = 0;
  let holding: ReturnType<typeof setTimeout> | undefined;
  let touched: { readonly at: Place; readonly time: number } | undefined;
  let tapped: { readonly at: Place; readonly time: number } | undefined;
  let swallowsDoubleClick = false;
  let wasHeld = false;

  const centre = (): Place => {
    const all = [...pointers.values()];
    const sum = all.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
    return { x: sum.x / all.length, y: sum.y / all.length };
  };
  const spread = (): number => {
    const [a, b] = [...pointers.values()];
    return a && b ? distance(a, b) : 0;
  };
  /** In viewport heights from the centre. */
  const local = ({ x, y }: Place): readonly [number, number] => {
    const box = element.getBoundingClientRect();
    const height = box.height || 1;
    return [(x - box.left - box.width / 2) / height, (y - box.top - box.height / 2) / height];
  };

  const panBy = (dx: number, dy: number) => {
    const { pan } = target.view();
    const height = target.size().height || 1;
    target.pan([pan[0] + dx / height, pan[1] + dy / height]);
  };

  const scrollByPixels = (dy: number, perImage: number) => {
    scrollRest += dy / perImage;
    const whole = Math.trunc(scrollRest);
    scrollRest -= whole;
    if (whole !== 0) target.scrollBy(whole);
  };

  const drag = (dx: number, dy: number) => {
    if (tool === 'pan') panBy(dx, dy);
    else if (tool === 'zoom') target.zoomAbout(target.view().zoom * 1.01 ** -dy, [0, 0]);
    else if (tool === 'scroll') scrollByPixels(dy, 8);
    else if (tool === 'window') {
      const window = target.window();
      if (!window) return;
      // One viewport's width is the image's own range of values; finer for narrow windows.
      const perPixel = Math.min(target.windowSpan(), window.width * 4) / Math.max(target.size().width, 1);
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

  const toolFor = (event: PointerEvent): typeof tool => {
    const bindings = target.bindings();
    const asTool = (action: DragAction) =>
      action === 'primary' ? target.tool() : action === 'none' ? undefined : action;
    if (pointers.size > 1) return bindings.touch2 === 'scroll' ? 'twoFingerScroll' : 'pinch';
    if (event.pointerType === 'touch') return asTool(bindings.touch1 ?? 'primary');
    const button = buttons[event.button];
    return button && asTool(dragActionOf(bindings, button, heldKeyOf(event)));
  };

  const onDown = (event: PointerEvent) => {
    if (event.button > 2) return;
    point(event, 'end');
    const at = { x: event.clientX, y: event.clientY };
    pointers.set(event.pointerId, at);
    tool = toolFor(event);
    scrollRest = 0;
    point(event, 'start');
    element.setPointerCapture(event.pointerId);
    // The middle button would start the browser's own scrolling.
    if (event.button === 1) event.preventDefault();
    clearTimeout(holding);
    touched =
      event.pointerType === 'touch' && pointers.size === 1 ? { at, time: event.timeStamp } : undefined;
    swallowsDoubleClick = event.pointerType === 'touch' && target.bindings().touchTwice !== 'none';
    // A finger that points is held still, too.
    if (!touched || isPointing(tool) || target.bindings().touchHold === 'none') return;
    holding = setTimeout(() => {
      point(event, 'end');
      tool = undefined;
      touched = undefined;
      wasHeld = true;
      target.gesture('hold');
    }, holdMs);
  };

  const onMove = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    if (touched && distance(touched.at, now) > stillWithin) {
      clearTimeout(holding);
      touched = undefined;
    }
    if (tool === 'pinch' || tool === 'twoFingerScroll') {
      const [wideBefore, centreBefore] = [spread(), centre()];
      pointers.set(event.pointerId, now);
      const centreNow = centre();
      if (tool === 'twoFingerScroll') return scrollByPixels(centreNow.y - centreBefore.y, 12);
      panBy(centreNow.x - centreBefore.x, centreNow.y - centreBefore.y);
      if (wideBefore > 0) target.zoomAbout((target.view().zoom * spread()) / wideBefore, local(centreNow));
      return;
    }
    pointers.set(event.pointerId, now);
    point(event, 'move');
    drag(now.x - before.x, now.y - before.y);
  };

  const onUp = (event: PointerEvent) => {
    clearTimeout(holding);
    if (pointers.has(event.pointerId)) point(event, 'end');
    pointers.delete(event.pointerId);
    tool = pointers.size > 0 && target.bindings().touch2 !== 'scroll' ? 'pan' : undefined;
    const tap = touched && { at: touched.at, time: event.timeStamp };
    touched = undefined;
    const isSecond =
      tap &&
      tapped &&
      tap.time - tapped.time < twiceWithinMs &&
      distance(tap.at, tapped.at) < 4 * stillWithin;
    tapped = isSecond ? undefined : tap;
    if (isSecond && target.bindings().touchTwice !== 'none') target.gesture('twice');
  };

  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    // With Shift, browsers turn the wheel sideways.
    const deltaY = event.deltaY || event.deltaX;
    const action = wheelActionOf(target.bindings(), heldKeyOf(event));
    if (action === 'none') return;
    if (action === 'zoom') {
      const factor = Math.exp(-deltaY / 300);
      target.zoomAbout(target.view().zoom * factor, local({ x: event.clientX, y: event.clientY }));
      return;
    }
    const step = wheelSteps({ deltaY, deltaMode: event.deltaMode }, wheelRest);
    wheelRest = step.rest;
    if (step.whole !== 0) target.scrollBy(step.whole * (action === 'scrollFast' ? fastScroll : 1));
  };

  const noMenu = (event: Event) => event.preventDefault();
  const onDoubleClick = (event: Event) => {
    if (swallowsDoubleClick) event.stopPropagation();
  };
  // The finger that held is lifted: no click on what has come under it.
  const onTouchEnd = (event: Event) => {
    if (wasHeld) event.preventDefault();
    wasHeld = false;
  };
  const listeners = new AbortController();
  const { signal } = listeners;
  element.addEventListener('pointerdown', onDown, { signal });
  element.addEventListener('pointermove', onMove, { signal });
  element.addEventListener('pointerup', onUp, { signal });
  element.addEventListener('pointercancel', onUp, { signal });
  element.addEventListener('wheel', onWheel, { signal, passive: false });
  element.addEventListener('contextmenu', noMenu, { signal });
  element.addEventListener('dblclick', onDoubleClick, { signal });
  element.addEventListener('touchend', onTouchEnd, { signal, passive: false });
  return () => {
    clearTimeout(holding);
    listeners.abort();
  };
}

const distance = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y);

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
