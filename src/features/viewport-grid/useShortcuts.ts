import { useEffect } from 'react';
import type { PrimaryTool } from '../../core/viewport.ts';
import type { Viewer } from '../../state/viewer.ts';
import { useViewer } from '../../state/ViewerContext.tsx';
import { viewportAction, type ViewportAction } from './actions.ts';
import { planeKey } from './planes.ts';

const TOOLS: Readonly<Record<string, PrimaryTool>> = { w: 'window', s: 'scroll', z: 'zoom', p: 'pan' };
const ACTIONS: Readonly<Record<string, ViewportAction>> = {
  f: 'fit',
  r: 'rotate',
  h: 'flipHorizontal',
  v: 'flipVertical',
  i: 'invert',
  '0': 'reset',
  c: 'cine',
};

/** Keys of the study page. They act on the active viewport, except while something is typed or a menu is open. */
export function useShortcuts(onTool: (tool: PrimaryTool) => void, onHelp: () => void): void {
  const viewer = useViewer();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      if (handleKey(viewer, event, onTool, onHelp)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [viewer, onTool, onHelp]);
}

/** Whether a key belongs to a field, a menu or a dialog. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.closest(
      'input:not([type="range"]), textarea, select, [contenteditable], [role="menu"], [role="dialog"], dialog',
    ) !== null
  );
}

function handleKey(
  viewer: Viewer,
  event: KeyboardEvent,
  onTool: (tool: PrimaryTool) => void,
  onHelp: () => void,
) {
  const { key, altKey, shiftKey } = event;
  const command = event.ctrlKey || event.metaKey;
  const lower = key.toLowerCase();
  if (command) {
    if (lower === 'z' && shiftKey) viewer.redo();
    else if (lower === 'z') viewer.undo();
    else if (lower === 'y') viewer.redo();
    else return false;
    return true;
  }
  const { hanging, carrying } = viewer.store.getState();
  if (carrying && carryKey(viewer, key)) return true;
  const id = hanging.activeViewportId;
  const handle = viewer.live.handle(id);
  if (altKey) return moveKey(viewer, key);
  if (key === '?') onHelp();
  else if (lower === 'o') viewer.toggleOverlay();
  else if (lower === 'm') viewer.toggleMaximised(id);
  else if (lower === 'x') return grab(viewer, id);
  else if (lower === 'e') explainActive(viewer, id);
  else if (lower === 'g') viewer.openSheet('mode-editor');
  else if (lower === 'd') viewer.openSheet('compare-modes');
  else if (TOOLS[lower]) onTool(TOOLS[lower]);
  else if (ACTIONS[lower] && handle) viewportAction(handle, ACTIONS[lower]);
  else if (lower === 'k' && handle?.getState().plane) viewer.showPlanes(id);
  else if (handle && planeKey(handle, lower)) return true;
  // Space presses the button that has the focus; a slider moves by its own keys.
  else if (event.target instanceof HTMLInputElement) return false;
  else if (key === ' ' && event.target instanceof Element && event.target.closest('button, a')) return false;
  else if (isInGrid(event.target) || event.target === document.body) return scrollKey(viewer, id, key);
  else return false;
  return true;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function carryKey(viewer: Viewer, key: string): boolean {
  const step = STEPS[key];
  if (key === 'Escape') viewer.cancelCarrying();
  else if (step) viewer.aim(...step);
  else if (key === ' ' || key === 'Enter') viewer.putDown();
  else if (/^[1-9]$/.test(key)) viewer.aimAt(`viewport-${key}`);
  else return false;
  return true;
}

/** Alt and an arrow: the next viewport becomes the active one. */
function moveKey(viewer: Viewer, key: string): boolean {
  const step = STEPS[key];
  if (!step) return false;
  viewer.moveActive(...step);
  const { activeViewportId } = viewer.store.getState().hanging;
  document.querySelector<HTMLElement>(`[data-viewport-id="${activeViewportId}"]`)?.focus();
  return true;
}

/** Takes what a viewport shows, to put it into another by keys. */
function grab(viewer: Viewer, viewportId: string): boolean {
  const cell = viewer.store.getState().hanging.cells.find(({ id }) => id === viewportId);
  if (cell?.displaySetInstanceUID === undefined) return false;
  viewer.pickUp({
    displaySetInstanceUID: cell.displaySetInstanceUID,
    by: 'keyboard',
    fromViewportId: viewportId,
  });
  return true;
}

/** Why the active viewport shows what it shows; the same key closes the answer. */
function explainActive(viewer: Viewer, viewportId: string): void {
  const { hanging, explaining } = viewer.store.getState();
  const uid = hanging.cells.find(({ id }) => id === viewportId)?.displaySetInstanceUID;
  if (uid === undefined) viewer.announce(`Viewport ${viewportId.split('-').at(-1)} is empty.`);
  else viewer.explain(explaining === uid ? undefined : uid);
}

const isInGrid = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-testid="viewport-grid"]') !== null;

function scrollKey(viewer: Viewer, viewportId: string, key: string): boolean {
  const handle = viewer.live.handle(viewportId);
  if (!handle || handle.getState().imageCount < 2) return false;
  const last = handle.getState().imageCount - 1;
  switch (key) {
    case 'ArrowUp':
    case 'ArrowLeft':
      handle.scrollBy(-1);
      return true;
    case 'ArrowDown':
    case 'ArrowRight':
      handle.scrollBy(1);
      return true;
    case 'PageUp':
      handle.scrollBy(-10);
      return true;
    case 'PageDown':
      handle.scrollBy(10);
      return true;
    case 'Home':
      handle.scrollTo(0);
      return true;
    case 'End':
      handle.scrollTo(last);
      return true;
    case ' ':
      viewportAction(handle, 'cine');
      return true;
    default:
      return false;
  }
}
