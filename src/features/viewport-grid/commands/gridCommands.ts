import type { Side } from '../../../core/layout/edit.ts';
import { numberOf } from '../../../state/hanging.ts';
import type { Viewer } from '../../../state/viewer.ts';
import type { Command } from './command.ts';

const command = (
  id: string,
  group: Command['group'],
  label: string,
  keys: readonly string[],
  run: Command['run'],
): Command => ({ id, group, label, keys, run });

const move = (side: Side, label: string, key: string): Command =>
  command(`viewport.${side}`, 'Viewports', label, [`Alt+${key}`], ({ viewer }) => {
    viewer.moveActive(side);
    const { activeViewportId } = viewer.store.getState().hanging;
    document.querySelector<HTMLElement>(`[data-viewport-id="${activeViewportId}"]`)?.focus();
  });

/** The hanging and the panels around it. */
export const gridCommands: readonly Command[] = [
  move('above', 'Viewport above', 'ArrowUp'),
  move('below', 'Viewport below', 'ArrowDown'),
  move('left', 'Viewport at the left', 'ArrowLeft'),
  move('right', 'Viewport at the right', 'ArrowRight'),
  command('viewport.maximise', 'Viewports', 'Fill the screen, and back', ['m'], ({ viewer, viewportId }) =>
    viewer.toggleMaximised(viewportId),
  ),
  command('viewport.pickUp', 'Viewports', 'Pick up to swap', ['x'], ({ viewer, viewportId }) =>
    grab(viewer, viewportId),
  ),
  command('viewport.explain', 'Viewports', 'Why does it show this?', ['e'], ({ viewer, viewportId }) =>
    explainActive(viewer, viewportId),
  ),
  command('overlay.toggle', 'Image', 'Text on images', ['o'], ({ viewer }) => viewer.toggleOverlay()),
  command('mode.edit', 'Everywhere', 'Change the order of handlers', ['g'], ({ viewer }) =>
    viewer.openSheet('mode-editor'),
  ),
  command('mode.compare', 'Everywhere', 'Compare modes', ['d'], ({ viewer }) =>
    viewer.openSheet('compare-modes'),
  ),
  command('undo', 'Everywhere', 'Undo', ['Ctrl+z'], ({ viewer }) => viewer.undo()),
  command('redo', 'Everywhere', 'Redo', ['Ctrl+y', 'Ctrl+Shift+z'], ({ viewer }) => viewer.redo()),
  command('help', 'Everywhere', 'This page', ['?'], ({ openHelp }) => openHelp()),
];

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
  if (uid === undefined) viewer.announce(`Viewport ${numberOf(hanging, viewportId)} is empty.`);
  else viewer.explain(explaining === uid ? undefined : uid);
}
