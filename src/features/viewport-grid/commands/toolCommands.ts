import { imageAt } from '../../../core/displaySet/images.ts';
import { shownImage } from '../../../core/shownImage.ts';
import {
  pointingTools,
  type PointingTool,
  type PrimaryTool,
  type ViewportHandle,
} from '../../../core/viewport.ts';
import { windowedBase } from '../../../core/fusion/look.ts';
import type { Viewer } from '../../../state/viewer.ts';
import {
  hasTrueSize,
  nominalPixelsPerMm,
  panBy,
  viewportAction,
  windowBy,
  zoomToTrueSize,
  type ViewportAction,
} from '../actions.ts';
import { toggleFullScreen } from '../tools/fullScreen.ts';
import { customaryWindows, windowPresets } from '../windowPresets.ts';
import type { Command, CommandContext } from './command.ts';

const isPointing = (tool: PrimaryTool): tool is PointingTool => pointingTools.some((each) => each === tool);

const tool = (id: string, label: string, key: string, primary: PrimaryTool): Command => ({
  id: `tool.${id}`,
  group: 'Tools',
  label,
  keys: [key],
  run(context) {
    // A pointing tool that is chosen already points, in the middle: from there arrows move it.
    if (isPointing(primary) && context.tool === primary) pointInMiddle(context, primary);
    else context.setTool(primary);
  },
});

function pointInMiddle({ handle, viewportId }: CommandContext, name: PointingTool): void {
  const host = document.querySelector(`[data-viewport-id="${CSS.escape(viewportId)}"] > [data-image]`);
  if (!host) return;
  handle?.point?.({ tool: name, x: host.clientWidth / 2, y: host.clientHeight / 2, phase: 'start' });
}

/** A command on the picture of the active viewport; elsewhere its key goes on to the browser. */
const picture = (
  id: string,
  group: Command['group'],
  label: string,
  keys: readonly string[],
  run: (handle: ViewportHandle, context: CommandContext) => boolean | void,
  inGridOnly = false,
): Command => ({
  id,
  group,
  label,
  keys,
  ...(inGridOnly ? { inGridOnly } : {}),
  run: (context) => (context.handle?.getState().presentation ? run(context.handle, context) : false),
});

const view = (name: ViewportAction, label: string, keys: readonly string[]): Command =>
  picture(`image.${name}`, 'Image', label, keys, (handle) => viewportAction(handle, name));

const step = (
  id: string,
  group: Command['group'],
  label: string,
  key: string,
  run: (handle: ViewportHandle) => void,
): Command => picture(id, group, label, [key], run, true);

const preset = (number: number): Command =>
  picture(
    `window.preset${number}`,
    'Window',
    `Preset ${number} of the modality`,
    [String(number)],
    (handle, { viewer }) => {
      const chosen = modalityPresets(viewer, handle)[number - 1];
      if (!chosen) return false;
      handle.setWindow({ center: chosen.center, width: chosen.width });
      viewer.announce(`${chosen.name}.`);
      return true;
    },
    true,
  );

function modalityPresets(viewer: Viewer, handle: ViewportHandle) {
  const live = handle.getState();
  // What PET lies on is another series: only what is customary for all of its modality is known of it.
  if (live.fusion && windowedBase(live.fusion) !== undefined)
    return customaryWindows(windowedBase(live.fusion));
  const displaySet = viewer.store.getState().displaySets.get(live.displaySetInstanceUID ?? '');
  const at = displaySet && imageAt(displaySet, shownImage(live)?.index ?? 0);
  return at
    ? windowPresets(at.instance, at.frame, live.valueScale).filter(({ from }) => from === 'modality')
    : [];
}

function trueSize(handle: ViewportHandle, { viewer }: CommandContext): void {
  const { pixelsPerMm = nominalPixelsPerMm } = viewer.store.getState().preferences.screen ?? {};
  if (hasTrueSize(handle.getState())) zoomToTrueSize(handle, pixelsPerMm);
  else viewer.announce('The size of this image is not known.');
}

/** Tools of the pointer, and what they do by keys alone. */
export const toolCommands: readonly Command[] = [
  tool('magnify', 'Magnifier', 'u', 'magnify'),
  tool('probe', 'Probe', 'b', 'probe'),
  tool('region', 'Window of a region', 'Shift+j', 'region'),
  picture('window.seen', 'Window', 'Window of what is seen', ['Shift+w'], (handle) =>
    handle.fitWindow?.('seen'),
  ),
  picture('window.all', 'Window', 'Window of all values', ['Alt+a'], (handle) => handle.fitWindow?.('all')),
  picture('window.own', 'Window', 'The image’s own window', ['Alt+w'], (handle) =>
    handle.setWindow(undefined),
  ),
  step('window.wider', 'Window', 'Wider', 'Ctrl+Shift+ArrowRight', (h) => windowBy(h, { width: 0.1 })),
  step('window.narrower', 'Window', 'Narrower', 'Ctrl+Shift+ArrowLeft', (h) => windowBy(h, { width: -0.1 })),
  step('window.darker', 'Window', 'Darker', 'Ctrl+Shift+ArrowDown', (h) => windowBy(h, { center: 0.05 })),
  step('window.brighter', 'Window', 'Brighter', 'Ctrl+Shift+ArrowUp', (h) => windowBy(h, { center: -0.05 })),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(preset),
  view('rotateBack', 'Rotate back', ['Alt+r']),
  view('interpolation', 'Smooth, or pixel blocks', ['y']),
  view('nextColourMap', 'Next colour map', ['Alt+i']),
  view('zoomIn', 'Zoom in', ['+', '=']),
  view('zoomOut', 'Zoom out', ['-']),
  view('actualPixels', 'Pixel for pixel', ['Shift+z']),
  picture('image.trueSize', 'Image', 'True size', ['Shift+x'], trueSize),
  step('image.panLeft', 'Image', 'Move left', 'Ctrl+ArrowLeft', (handle) => panBy(handle, -0.05, 0)),
  step('image.panRight', 'Image', 'Move right', 'Ctrl+ArrowRight', (handle) => panBy(handle, 0.05, 0)),
  step('image.panUp', 'Image', 'Move up', 'Ctrl+ArrowUp', (handle) => panBy(handle, 0, -0.05)),
  step('image.panDown', 'Image', 'Move down', 'Ctrl+ArrowDown', (handle) => panBy(handle, 0, 0.05)),
  {
    id: 'screen.full',
    group: 'Everywhere',
    label: 'Full screen, and back',
    keys: ['Shift+f'],
    run: ({ viewer }) => toggleFullScreen(viewer, document.documentElement),
  },
  {
    id: 'screen.viewport',
    group: 'Viewports',
    label: 'Full screen, this viewport alone',
    keys: ['Shift+m'],
    run({ viewer, viewportId }) {
      const element = document.querySelector(`[data-viewport-id="${CSS.escape(viewportId)}"]`);
      if (element) toggleFullScreen(viewer, element);
    },
  },
  {
    id: 'keys.open',
    group: 'Everywhere',
    label: 'Keys and mouse',
    keys: ['Shift+k'],
    run: ({ viewer }) => viewer.openSheet('input-settings'),
  },
];
