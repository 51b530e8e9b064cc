import { colourMaps } from '../../core/colour/colourMaps.ts';
import { windowedBase } from '../../core/fusion/look.ts';
import type { ViewportHandle, ViewportState } from '../../core/viewport.ts';

export type ViewportAction =
  | 'fit'
  | 'rotate'
  | 'rotateBack'
  | 'flipHorizontal'
  | 'flipVertical'
  | 'invert'
  | 'interpolation'
  | 'nextColourMap'
  | 'actualPixels'
  | 'zoomIn'
  | 'zoomOut'
  | 'cine';

/** One press of a tool: what it does to the picture as it is now. */
export function viewportAction(handle: ViewportHandle, action: ViewportAction): void {
  const { presentation, cine } = handle.getState();
  switch (action) {
    case 'fit':
      handle.fit();
      return;
    case 'cine':
      handle.setCine({ playing: !(cine?.playing ?? false) });
      return;
  }
  if (!presentation) return;
  const { rotation, flipHorizontal, flipVertical, invert, interpolation, colourMap, zoom } = presentation;
  switch (action) {
    case 'rotate':
      handle.setPresentation({ rotation: (rotation + 90) % 360 });
      break;
    case 'rotateBack':
      handle.setPresentation({ rotation: (rotation + 270) % 360 });
      break;
    case 'flipHorizontal':
      handle.setPresentation({ flipHorizontal: !flipHorizontal });
      break;
    case 'flipVertical':
      handle.setPresentation({ flipVertical: !flipVertical });
      break;
    case 'invert':
      handle.setPresentation({ invert: !invert });
      break;
    case 'interpolation':
      handle.setPresentation({ interpolation: interpolation === 'nearest' ? 'linear' : 'nearest' });
      break;
    case 'nextColourMap': {
      const at = colourMaps.findIndex(({ name }) => name === (colourMap ?? 'grey'));
      handle.setPresentation({ colourMap: colourMaps[(at + 1) % colourMaps.length]?.name ?? 'grey' });
      break;
    }
    case 'actualPixels':
      zoomTo(handle, 1 / window.devicePixelRatio);
      break;
    case 'zoomIn':
      handle.setPresentation({ zoom: zoom * zoomStep });
      break;
    case 'zoomOut':
      handle.setPresentation({ zoom: zoom / zoomStep });
      break;
  }
}

const zoomStep = 1.2;

/** Enlarges so that one image pixel has so many CSS pixels. */
function zoomTo(handle: ViewportHandle, magnification: number): void {
  const { presentation, magnification: now } = handle.getState();
  if (presentation && now) handle.setPresentation({ zoom: (presentation.zoom * magnification) / now });
}

/** CSS pixels for one mm, where nobody has measured the screen: a CSS inch has 96. */
export const nominalPixelsPerMm = 96 / 25.4;

/** Whether a picture can be shown as large as it is: its spacing is in mm. */
export const hasTrueSize = ({ picture }: Pick<ViewportState, 'picture'>): boolean =>
  picture?.measured !== undefined;

/** Shows a picture as large as it is in the patient, at the detector or on the film. */
export function zoomToTrueSize(handle: ViewportHandle, pixelsPerMm: number): void {
  const state = handle.getState();
  if (!state.picture || !hasTrueSize(state)) return;
  const { row, column } = state.picture.spacing;
  zoomTo(handle, Math.min(row, column) * pixelsPerMm);
}

/** Moves the picture by a part of the viewport's height. */
export function panBy(handle: ViewportHandle, right: number, down: number): void {
  const { presentation } = handle.getState();
  if (presentation)
    handle.setPresentation({ pan: [presentation.pan[0] + right, presentation.pan[1] + down] });
}

/** Changes a window by parts of its width; nothing for colour. */
export function windowBy(handle: ViewportHandle, change: { center?: number; width?: number }): void {
  const { presentation, fusion } = handle.getState();
  const { windowCenter, windowWidth, voiLut } = presentation ?? {};
  if (fusion?.baseWindow && windowedBase(fusion) !== undefined) {
    const { center, width } = fusion.baseWindow;
    handle.setWindow({
      center: center + width * (change.center ?? 0),
      width: width * (1 + (change.width ?? 0)),
    });
    return;
  }
  if (windowCenter === undefined || windowWidth === undefined) return;
  handle.setPresentation({
    windowCenter: windowCenter + windowWidth * (change.center ?? 0),
    windowWidth: windowWidth * (1 + (change.width ?? 0)),
    ...(voiLut === undefined ? {} : { voiLut }),
  });
}
