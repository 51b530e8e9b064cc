import type { PrimaryTool } from '../../../core/viewport.ts';
import { viewportAction, type ViewportAction } from '../actions.ts';
import type { Command, CommandContext } from './command.ts';

const tool = (id: string, label: string, key: string, primary: PrimaryTool): Command => ({
  id: `tool.${id}`,
  group: 'Tools',
  label,
  keys: [key],
  run: ({ setTool }) => setTool(primary),
});

const action = (label: string, keys: readonly string[], name: ViewportAction): Command => ({
  id: `image.${name}`,
  group: 'Image',
  label,
  keys,
  run({ handle }) {
    if (!handle) return false;
    viewportAction(handle, name);
    return true;
  },
});

const scroll = (
  id: string,
  label: string,
  keys: readonly string[],
  move: (handle: NonNullable<CommandContext['handle']>, last: number) => void,
): Command => ({
  id: `scroll.${id}`,
  group: 'Viewports',
  label,
  keys,
  inGridOnly: true,
  run({ handle }) {
    const count = handle?.getState().imageCount ?? 0;
    if (!handle || count < 2) return false;
    move(handle, count - 1);
    return true;
  },
});

/** Tools, turns, windows, and the way through the images. */
export const imageCommands: readonly Command[] = [
  tool('window', 'Window and level', 'w', 'window'),
  tool('scroll', 'Scroll', 's', 'scroll'),
  tool('zoom', 'Zoom', 'z', 'zoom'),
  tool('pan', 'Pan', 'p', 'pan'),
  action('Fit to viewport', ['f'], 'fit'),
  action('Rotate by 90°', ['r'], 'rotate'),
  action('Flip left and right', ['h'], 'flipHorizontal'),
  action('Flip top and bottom', ['v'], 'flipVertical'),
  action('Invert', ['i'], 'invert'),
  {
    id: 'image.reset',
    group: 'Image',
    label: 'Reset the view',
    keys: ['0'],
    run({ viewer, viewportId, handle }) {
      if (!handle) return false;
      viewer.resetViewport(viewportId);
      return true;
    },
  },
  action('Play or stop', ['c'], 'cine'),
  scroll('play', 'Play or stop, on an image', ['Space'], (handle) => viewportAction(handle, 'cine')),
  scroll('previous', 'Previous image', ['ArrowUp', 'ArrowLeft'], (handle) => handle.scrollBy(-1)),
  scroll('next', 'Next image', ['ArrowDown', 'ArrowRight'], (handle) => handle.scrollBy(1)),
  scroll('back10', 'Ten images back', ['PageUp'], (handle) => handle.scrollBy(-10)),
  scroll('on10', 'Ten images on', ['PageDown'], (handle) => handle.scrollBy(10)),
  scroll('first', 'First image', ['Home'], (handle) => handle.scrollTo(0)),
  scroll('last', 'Last image', ['End'], (handle, last) => handle.scrollTo(last)),
];
