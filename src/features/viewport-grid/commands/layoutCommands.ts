import type { Side } from '../../../core/layout/edit.ts';
import { cellOf, numberOf } from '../../../state/hanging.ts';
import type { Command, CommandContext } from './command.ts';

const command = (id: string, label: string, keys: readonly string[], run: Command['run']): Command => ({
  id: `layout.${id}`,
  group: 'Viewports',
  label,
  keys,
  inGridOnly: true,
  run,
});

/** The active viewport may be another one now: the focus goes with it. */
function focusActive({ viewer }: CommandContext) {
  requestAnimationFrame(() => {
    const { activeViewportId } = viewer.store.getState().hanging;
    document.querySelector<HTMLElement>(`[data-viewport-id="${activeViewportId}"]`)?.focus();
  });
}

const split = (side: Side, label: string, key: string): Command =>
  command(`split.${side}`, label, [`Shift+${key}`], (context) => {
    context.viewer.splitViewport(context.viewportId, side);
    focusActive(context);
  });

/** How the screen is divided. */
export const layoutCommands: readonly Command[] = [
  split('left', 'Room for one more at the left', 'ArrowLeft'),
  split('right', 'Room for one more at the right', 'ArrowRight'),
  split('above', 'Room for one more above', 'ArrowUp'),
  split('below', 'Room for one more below', 'ArrowDown'),
  command('empty', 'Empty the viewport', ['Delete'], ({ viewer, viewportId }) => {
    const { hanging } = viewer.store.getState();
    const cell = cellOf(hanging, viewportId);
    if (cell?.displaySetInstanceUID === undefined && !cell?.absence) {
      viewer.announce(`Viewport ${numberOf(hanging, viewportId)} is empty. Shift+Delete closes it.`);
      return;
    }
    viewer.clearViewport(viewportId);
    viewer.announce(`Viewport ${numberOf(hanging, viewportId)} is empty now.`);
  }),
  command('close', 'Close the viewport', ['Shift+Delete'], (context) => {
    context.viewer.closeViewport(context.viewportId);
    focusActive(context);
  }),
  {
    id: 'screen.copyLink',
    group: 'Everywhere',
    label: 'Copy a link to this screen',
    keys: ['Shift+s'],
    run: ({ viewer }) => viewer.ask('link'),
  },
  {
    id: 'layout.choose',
    group: 'Viewports',
    label: 'Choose a layout',
    keys: ['l'],
    run: ({ viewer }) => viewer.ask('layout'),
  },
];
