import { nearestCut, planePresentation } from '../core/hanging/present.ts';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import { sameLayout, toLayout } from '../core/layout/layout.ts';
import type { Mode } from '../core/mode/mode.ts';
import { whyNoVolume } from '../core/volume/geometry.ts';
import { hang, threeCuts, withLayout } from './hanging.ts';
import type { Hanging } from './viewerState.ts';

/** Of a volume in its three planes. */
const planesLayout = toLayout({ rows: 1, columns: 3 });

/** The layouts that a mode opens with: its own, and three planes side by side where volumes open in them. */
export const openingLayouts = (mode: Mode | undefined) => [
  toLayout(mode?.layout ?? 'viewport'),
  ...(mode?.opensInPlanes ? [planesLayout] : []),
];

/**
 * The screen with the volume that it opens on in its three planes. The first viewport stays as it is, on
 * the images as they were acquired, so that its picture is there as early as without the others; those go
 * through the middle of the same image. As it was where the screen is divided otherwise by now, something
 * else is on it, or the display set is no volume.
 */
export function openedInPlanes(hanging: Hanging, displaySet: DisplaySet, mode: Mode | undefined): Hanging {
  const [first, ...others] = hanging.cells;
  const isAsOpened = mode !== undefined && sameLayout(hanging.layout, toLayout(mode.layout));
  const isAlone = others.every((cell) => cell.displaySetInstanceUID === undefined);
  if (!mode?.opensInPlanes || mode.fillsLayout || !isAsOpened || !isAlone) return hanging;
  if (first?.kind !== 'volume' || whyNoVolume(displaySet.geometry) !== undefined) return hanging;
  const acquired = nearestCut(displaySet);
  const divided = withLayout(hanging, planesLayout);
  const hung = threeCuts
    .filter((name) => name !== acquired)
    .reduce((made, name, at) => {
      const presentation = planePresentation(displaySet, name, first.image);
      const id = divided.cells[at + 1]?.id;
      if (!presentation || id === undefined) return made;
      const next = hang(made, id, displaySet, 'volume');
      return {
        ...next,
        cells: next.cells.map((cell) => (cell.id === id ? { ...cell, presentation } : cell)),
      };
    }, divided);
  return { ...hung, activeViewportId: hanging.activeViewportId };
}
