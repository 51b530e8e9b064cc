import type { ViewportState } from '../../core/viewport.ts';
import { planeTitle } from '../../core/volume/oblique.ts';
import type { ViewportCell } from '../../state/viewerState.ts';

/** What the viewport is doing, in the words of the public contract. */
export function stateOf(cell: ViewportCell, live: ViewportState, broken: boolean): ViewportState['status'] {
  if (cell.displaySetInstanceUID === undefined) return 'empty';
  if (broken) return 'error';
  return live.displaySetInstanceUID === cell.displaySetInstanceUID ? live.status : 'loading';
}

/**
 * Writes the hooks of the public contract (docs/contract.md, "one viewport") onto
 * the element: all in one go, so that they never speak of two images.
 * @param isEarly a picture is shown for a display set that is still to come: it has no name yet
 */
export function writeViewportAttributes(
  element: HTMLElement,
  cell: ViewportCell,
  live: ViewportState,
  broken: boolean,
  isEarly = false,
): void {
  const state = isEarly ? 'loading' : stateOf(cell, live, broken);
  const speaks = state !== 'empty' && !isEarly && live.displaySetInstanceUID === cell.displaySetInstanceUID;
  const image = state === 'rendered' ? live.image : undefined;
  const plane = state === 'rendered' ? live.plane : undefined;
  const projection = state === 'rendered' ? live.projection : undefined;
  const threeD = state === 'rendered' ? live.threeD : undefined;
  const fusion = state === 'rendered' ? live.fusion : undefined;
  const attributes: Record<string, string | undefined> = {
    'data-display-set-uid': cell.displaySetInstanceUID ?? '',
    'data-viewport-kind': cell.kind ?? '',
    'data-image-index': text((plane ?? projection ?? image)?.index),
    'data-image-count': speaks && live.imageCount > 0 ? String(live.imageCount) : undefined,
    'data-sop-instance-uid': image?.SOPInstanceUID,
    'data-frame': image && String(image.frame),
    'data-plane': plane?.view.name,
    'data-plane-turned': plane?.view.orientation && planeTitle(plane.view.name, plane.view.orientation),
    'data-plane-preview': plane?.isPreview === true ? 'true' : undefined,
    'data-plane-position': plane && plane.mm.toFixed(2),
    'data-slab': plane && plane.slabMm > 0 ? plane.slabMm.toFixed(2) : undefined,
    'data-slices-here': slicesHere(plane ?? projection ?? threeD),
    'data-preset': threeD?.look.preset,
    'data-quality': threeD && (threeD.isPreview ? 'coarse' : 'whole'),
    'data-projection': text(projection?.degrees),
    'data-blend': fusion?.base === undefined ? undefined : text(Math.round(fusion.look.blend * 100)),
    'data-colour-map': fusion?.look.colourMap,
    'data-pet-window': fusion && `${fusion.petWindow.lower}/${fusion.petWindow.upper}`,
    'data-state': state,
  };
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}

const slicesHere = (made: { readonly slices: number; readonly slicesHere: number } | undefined) =>
  made && `${made.slicesHere}/${made.slices}`;

const text = (value: number | undefined) => (value === undefined ? undefined : String(value));
