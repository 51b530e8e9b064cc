import type { DoubleTapAction, DragAction, HoldAction, WheelAction } from '../../core/tools.ts';

export const dragWords: Readonly<Record<DragAction, string>> = {
  primary: 'The chosen tool',
  window: 'Window and level',
  pan: 'Pan',
  zoom: 'Zoom',
  scroll: 'Scroll',
  magnify: 'Magnifier',
  probe: 'Probe',
  region: 'Window of a region',
  crosshair: 'Crosshair',
  none: 'Nothing',
};

export const wheelWords: Readonly<Record<WheelAction, string>> = {
  scroll: 'Scroll',
  scrollFast: 'Scroll ten at a time',
  zoom: 'Zoom',
  none: 'Nothing',
};

export const twoFingerWords = { move: 'Pan and zoom', scroll: 'Scroll, up and down' } as const;

export const holdWords: Readonly<Record<HoldAction, string>> = {
  pickUp: 'Pick up the series',
  none: 'Nothing',
};

export const doubleTapWords: Readonly<Record<DoubleTapAction, string>> = {
  fit: 'Fit to viewport',
  maximise: 'Fill the screen, and back',
  none: 'Nothing',
};

/** Keys that are never a command's, with the reason. */
export const refusedKeys: Readonly<Record<string, string>> = {
  Tab: 'Tab moves the focus.',
  'Shift+Tab': 'Shift+Tab moves the focus.',
  Enter: 'Enter presses what has the focus.',
  Escape: 'Esc closes and cancels.',
  'Ctrl+w': 'The browser keeps Ctrl+W: it closes the page.',
  'Ctrl+t': 'The browser keeps Ctrl+T for itself.',
  'Ctrl+n': 'The browser keeps Ctrl+N for itself.',
  'Ctrl+Shift+w': 'The browser keeps Ctrl+Shift+W: it closes the window.',
  'Ctrl+Shift+n': 'The browser keeps Ctrl+Shift+N for itself.',
  'Ctrl+Shift+t': 'The browser keeps Ctrl+Shift+T for itself.',
};
