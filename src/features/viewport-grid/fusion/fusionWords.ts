import { colourMapNamed } from '../../../core/colour/colourMaps.ts';
import { suvTops, type FusionChange, type FusionLook, type PetWindow } from '../../../core/fusion/look.ts';
import type { FusionState, ValueScale } from '../../../core/viewport.ts';

/** "50%". */
export const blendText = (blend: number): string => `${Math.round(blend * 100)}%`;

/** As few figures as tell one step of a drag from the next: "4.25", "12.5", "18,300"; nothing is "0", not "-0". */
export function valueText(value: number): string {
  const size = Math.abs(value);
  const maximumFractionDigits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return (size < 0.005 ? 0 : value).toLocaleString('en', { maximumFractionDigits });
}

/** "SUVbw 0 to 7", "PET 0 to 18,300 Bq/ml". */
export function petWindowText(
  { label, unit, noSuv }: Pick<FusionState, 'label' | 'unit' | 'noSuv'>,
  { lower, upper }: PetWindow,
): string {
  const range = `${label} ${valueText(lower)} to ${valueText(upper)}`;
  return noSuv === undefined || unit === undefined ? range : `${range} ${unit}`;
}

/** Both windows and the blend: "SUVbw 0 to 7  ·  CT W 400 L 40  ·  50%". */
export function fusedWindows(state: FusionState): string {
  const { petWindow, base, baseWindow, look } = state;
  const pet = petWindowText(state, petWindow);
  if (base === undefined) return pet;
  const below = baseWindow && `${base} W ${valueText(baseWindow.width)} L ${valueText(baseWindow.center)}`;
  return [pet, below, blendText(look.blend)].filter(Boolean).join('  ·  ');
}

/** A window of PET in SUV, "SUVbw 0 to 7"; undefined where there are no SUVs. */
export function suvWindow(scale: ValueScale | undefined, center: number, width: number): string | undefined {
  if (!scale || scale.reason !== undefined) return undefined;
  const lower = (center - width / 2) * scale.factor;
  return petWindowText({ ...scale, noSuv: undefined }, { lower, upper: lower + width * scale.factor });
}

export const colourMapLabel = ({ colourMap }: Pick<FusionLook, 'colourMap'>): string =>
  colourMapNamed(colourMap)?.label ?? colourMap;

/** Upper ends of the PET's window that are offered: of SUVs the customary ones, else parts of what is there. */
export const topsFor = ({ noSuv, petWindow }: Pick<FusionState, 'noSuv' | 'petWindow'>): readonly number[] =>
  noSuv === undefined
    ? suvTops
    : [0.25, 0.5, 1, 2].map((part) => Number((petWindow.upper * part).toPrecision(2)));

/** Levels under which no PET is drawn: of SUVs, or parts of the window. */
export const thresholdsFor = ({
  noSuv,
  petWindow,
}: Pick<FusionState, 'noSuv' | 'petWindow'>): readonly number[] =>
  noSuv === undefined
    ? [0.5, 1, 2, 2.5, 3, 4]
    : [0.1, 0.2, 0.4, 0.6].map((part) => Number((petWindow.upper * part).toPrecision(2)));

/** The next larger of the offered tops, then the smallest again. */
export function nextTop(state: Pick<FusionState, 'noSuv' | 'petWindow'>): FusionChange {
  const tops = topsFor(state);
  const upper = tops.find((top) => top > state.petWindow.upper * 1.001) ?? tops[0] ?? 1;
  return { petWindow: { lower: 0, upper } };
}

/** Over a base: the maps that leave the dark clear first; alone: all. */
export const nextOf = <T>(all: readonly T[], now: T): T | undefined =>
  all[(all.indexOf(now) + 1) % all.length];
