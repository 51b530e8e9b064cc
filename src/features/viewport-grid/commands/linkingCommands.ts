import type { Viewer } from '../../../state/viewer.ts';
import { placeInMiddle } from '../linking/placeInMiddle.ts';
import type { Command } from './command.ts';

/** Links between viewports, reference lines and the crosshair. */
export const linkingCommands: readonly Command[] = [
  {
    id: 'link.all',
    group: 'Viewports',
    label: 'Link the viewports, and unlink them',
    keys: ['Shift+l'],
    run: ({ viewer }) => viewer.toggleLinking(),
  },
  {
    id: 'link.lines',
    group: 'Viewports',
    label: 'Reference lines',
    keys: ['Shift+r'],
    run: ({ viewer }) => viewer.toggleReferenceLines(),
  },
  {
    id: 'tool.crosshair',
    group: 'Image',
    label: 'Crosshair; again: in the middle, then arrow keys move it',
    keys: ['Shift+c'],
    run({ viewer, viewportId, setTool }) {
      if (viewer.crosshair.isChosen()) placeInMiddle(viewer, viewportId);
      else {
        setTool('crosshair');
        viewer.announce('Crosshair. Point at a place, or press Shift+C again for the middle of the picture.');
      }
    },
  },
  {
    id: 'crosshair.remove',
    group: 'Image',
    label: 'Remove the crosshair',
    keys: ['Escape'],
    run: ({ viewer }) => remove(viewer),
  },
];

function remove(viewer: Viewer): boolean {
  const at = viewer.crosshair.get();
  if (!at) return false;
  // The focus would go with the mark.
  const viewport = document.querySelector<HTMLElement>(`[data-viewport-id="${CSS.escape(at.viewportId)}"]`);
  if (viewport?.querySelector('button[data-crosshair]') === document.activeElement) viewport?.focus();
  viewer.crosshair.set(undefined);
  viewer.announce('The crosshair is removed.');
  return true;
}
