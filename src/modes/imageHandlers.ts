/**
 * The handlers of images by what they do, each list in the order in which it is
 * meant to be tried. A mode composes its own order from these: the first handler
 * to take an instance has it, so the specific stand before the general.
 */

/** Tell the single-frame images of one series apart by one attribute each, and leave what it does not tell apart. */
export const splitHandlers: readonly string[] = [
  'localizer.sopClassHandlerModule.localizers',
  // Maps and b-values first: their directions also differ in time and acquisition.
  'diffusion.sopClassHandlerModule.bValues',
  'multi-echo.sopClassHandlerModule.echoes',
  'pet.sopClassHandlerModule.seriesTypes',
  'temporal.sopClassHandlerModule.positions',
  'cardiac.sopClassHandlerModule.phases',
  'complex.sopClassHandlerModule.components',
  // Last: many acquisitions have a number of their own for what another handler names better.
  'acquisition.sopClassHandlerModule.acquisitions',
];

/** One image a display set, by side and view. */
export const projectionHandlers: readonly string[] = ['projection.sopClassHandlerModule.views'];

/** Objects of several frames: enhanced ones, nuclear medicine, and last every other clip. */
export const frameHandlers: readonly string[] = [
  'nuclear-medicine.sopClassHandlerModule.vectors',
  'enhanced.sopClassHandlerModule.frames',
  'multi-frame.sopClassHandlerModule.clip',
];

/** Whatever image is left, as stacks to look through. */
export const stackHandlers: readonly string[] = ['image-stack.sopClassHandlerModule.stack'];

/** All of them, as general reading wants them. */
export const imageHandlers: readonly string[] = [
  ...splitHandlers,
  ...projectionHandlers,
  ...frameHandlers,
  ...stackHandlers,
];
