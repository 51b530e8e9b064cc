import { slabBlends, type CutName, type SlabBlend } from '../../core/volume/planes.ts';
import { planeTitle, planeTitles } from '../../core/volume/oblique.ts';
import type { PlaneState, ViewportHandle } from '../../core/viewport.ts';

/** Names of planes and slabs on the screen, and the steps that keys take. */

export const cutTitles = planeTitles;

/** Where there is no room for the whole word. */
export const shortCutTitles: Readonly<Record<CutName, string>> = {
  axial: 'Ax',
  sagittal: 'Sag',
  coronal: 'Cor',
  acquired: 'Acq',
};

export const cutKeys: Readonly<Record<CutName, string>> = {
  axial: 'A',
  sagittal: 'J',
  coronal: 'N',
  acquired: 'Q',
};

export const blendTitles: Readonly<Record<SlabBlend, string>> = {
  max: 'Maximum (MIP)',
  min: 'Minimum (MinIP)',
  mean: 'Average',
};

/** For the corner of the image. */
const blendNames: Readonly<Record<SlabBlend, string>> = { max: 'MIP', min: 'MinIP', mean: 'average' };

const thicknesses = [3, 5, 10, 20, 40, 80];

/** Thicknesses that are offered, mm: those that take in more than one plane, and 0 for a single one. */
export const slabSteps = (stepMm: number): readonly number[] => [
  0,
  ...thicknesses.filter((mm) => mm >= 2 * stepMm),
];

export const slabText = (mm: number): string => (mm === 0 ? 'Single plane' : `${mm} mm`);

/** "Slab 12.5 mm, MIP": what was blended, which is whole planes; undefined for a single one. */
export function slabLine({ slabMm, view }: PlaneState): string | undefined {
  return slabMm > 0 ? `Slab ${Math.round(slabMm * 10) / 10} mm, ${blendNames[view.blend]}` : undefined;
}

/** "Axial H 12.5 mm", "Oblique, tilted 23° from axial, H 12.5 mm": what plane it is, and where. */
export const planeLine = ({ view, place }: PlaneState): string =>
  `${planeTitle(view.name, view.orientation)}${view.orientation ? ',' : ''} ${place}`;

/** The next thickness that is offered, thicker or thinner. */
export function nextSlab(steps: readonly number[], mm: number, step: 1 | -1): number {
  const thinner = steps.filter((each) => each < mm);
  const next = step > 0 ? steps.find((each) => each > mm) : thinner[thinner.length - 1];
  return next ?? mm;
}

/** One press of a key on a plane; false when the key means nothing here. */
export function planeKey(handle: Pick<ViewportHandle, 'getState' | 'setPlane'>, key: string): boolean {
  const { plane } = handle.getState();
  if (!plane || !handle.setPlane) return false;
  const { names, view, stepMm } = plane;
  const steps = slabSteps(stepMm);
  const name = names.find((each) => cutKeys[each].toLowerCase() === key);
  if (name) handle.setPlane({ name });
  else if (key === ']' || key === '[')
    handle.setPlane({ slabMm: nextSlab(steps, view.slabMm, key === ']' ? 1 : -1) });
  else if (key === 't') {
    const blend = slabBlends[(slabBlends.indexOf(view.blend) + 1) % slabBlends.length];
    // A single plane blends nothing: the first press makes a slab of it.
    if (view.slabMm > 0) handle.setPlane({ ...(blend && { blend }) });
    else handle.setPlane({ slabMm: steps.find((mm) => mm >= 10) ?? nextSlab(steps, 0, 1) });
  } else return false;
  return true;
}
