import { colourMapNamed, type ColourMapName } from '../colour/colourMaps.ts';

/** The two pictures of a fusion: what is fused (PET) and what it is laid on (CT, MR). */
export const fusionParts = ['base', 'pet'] as const;
export type FusionPart = (typeof fusionParts)[number];

/** Values of the PET between which its colours run, in SUVbw where there are SUVs, else in its own unit. */
export interface PetWindow {
  readonly lower: number;
  readonly upper: number;
}

/** How PET lies over CT or MR, and how it is projected. Plain data: links and undo keep it. */
export interface FusionLook {
  /** Share of the PET's colour, 0 (none) to 1 (nothing else). */
  readonly blend: number;
  /** Of the PET, by name. */
  readonly colourMap: string;
  /** Absent: as `defaultPetWindow` has it. */
  readonly petWindow?: PetWindow;
  /** Window of what it is laid on, in modality units; absent: as the image says. */
  readonly baseWindow?: { readonly center: number; readonly width: number };
  /** PET below this value is not drawn, in the unit of the window; absent: all is. */
  readonly threshold?: number;
  /** Which lies below; the upper one is clear where it is black. */
  readonly below: FusionPart;
  /** Whose window dragging changes. */
  readonly windowOf: FusionPart;
  /** The direction of a projection, from the front; to the patient's left side at 90. */
  readonly degrees?: number;
}

/** The modality of what PET lies on, where it is that whose window is changed now; else undefined: the PET's is. */
export const windowedBase = ({
  look,
  base,
}: {
  readonly look: Pick<FusionLook, 'windowOf'>;
  readonly base: string | undefined;
}): string | undefined => (look.windowOf === 'base' ? base : undefined);

/** What is to be different of a look; `undefined` takes a window or a threshold away. */
export type FusionChange = { readonly [Key in keyof FusionLook]?: FusionLook[Key] | undefined };

export const defaultLook: FusionLook = {
  blend: 0.5,
  colourMap: 'hot-iron' satisfies ColourMapName,
  below: 'base',
  windowOf: 'pet',
};

/** A projection stands alone, and is shown inverted: dark on white, as PET is read. */
export const projectionLook: FusionLook = { ...defaultLook, blend: 1, colourMap: 'grey' };

/** Upper ends offered for windows in SUV. */
export const suvTops = [5, 7, 10, 15] as const;

/** What a window of SUVs opens with. */
export const defaultSuvTop = 7;

/** One step of the blend by key. */
export const blendStep = 0.1;

/**
 * A look with a change made: values that mean nothing are brought back to what
 * does.
 */
export function changedLook(look: FusionLook, change: FusionChange): FusionLook {
  const { petWindow, baseWindow, threshold, degrees, ...rest } = { ...look, ...change };
  const blend = rest.blend ?? look.blend;
  return {
    blend: Number.isFinite(blend) ? Math.round(Math.min(1, Math.max(0, blend)) * 100) / 100 : look.blend,
    colourMap: colourMapNamed(rest.colourMap)?.name ?? defaultLook.colourMap,
    below: rest.below ?? look.below,
    windowOf: rest.windowOf ?? look.windowOf,
    ...(petWindow && isWindow(petWindow) ? { petWindow } : {}),
    ...(baseWindow && baseWindow.width > 0 && Number.isFinite(baseWindow.center) ? { baseWindow } : {}),
    ...(threshold !== undefined && Number.isFinite(threshold) ? { threshold } : {}),
    ...(degrees !== undefined && Number.isFinite(degrees) ? { degrees: ((degrees % 360) + 360) % 360 } : {}),
  };
}

const isWindow = ({ lower, upper }: PetWindow): boolean =>
  Number.isFinite(lower) && Number.isFinite(upper) && upper > lower;
