/**
 * The handlers of what is not an image, by what a reader wants of them. No class
 * is in two of these lists, so their order among each other only orders what is
 * shown.
 */

/** Moving pictures and curves. */
export const recordingHandlers: readonly string[] = [
  'video.sopClassHandlerModule.video',
  'ecg.sopClassHandlerModule.waveform',
];

export const slideHandlers: readonly string[] = ['wsi.sopClassHandlerModule.slide'];

/** What lies over images. */
export const overlayHandlers: readonly string[] = [
  'seg.sopClassHandlerModule.segmentation',
  'rtstruct.sopClassHandlerModule.structures',
  'rtdose.sopClassHandlerModule.dose',
  'pmap.sopClassHandlerModule.map',
];

export const slideAnnotationHandlers: readonly string[] = [
  'microscopy-annotation.sopClassHandlerModule.annotations',
];

export const reportHandlers: readonly string[] = ['structured-report.sopClassHandlerModule.report'];

export const keyObjectHandlers: readonly string[] = ['key-objects.sopClassHandlerModule.selection'];

/** Paper, and what else comes in an envelope: the PDF before what is not one. */
export const documentHandlers: readonly string[] = [
  'encapsulated-document.sopClassHandlerModule.pdf',
  'encapsulated-object.sopClassHandlerModule.object',
];

/** What is told on a card: how others are to be shown, planned, measured or brought together. */
export const cardHandlers: readonly string[] = [
  'presentation-state.sopClassHandlerModule.state',
  'radiotherapy.sopClassHandlerModule.plan',
  'registration.sopClassHandlerModule.registration',
  'real-world-value.sopClassHandlerModule.mapping',
  'ophthalmic-measurement.sopClassHandlerModule.measurements',
  'protocol.sopClassHandlerModule.protocol',
];

/** All of them, as general reading wants them. */
export const objectHandlers: readonly string[] = [
  ...recordingHandlers,
  ...slideHandlers,
  ...overlayHandlers,
  ...slideAnnotationHandlers,
  ...reportHandlers,
  ...keyObjectHandlers,
  ...documentHandlers,
  ...cardHandlers,
];
