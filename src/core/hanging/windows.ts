/** A window by a name that rules can use, in modality units. */
export interface NamedWindow {
  readonly center: number;
  readonly width: number;
}

/** Customary CT windows in Hounsfield units. */
export const namedWindows: Readonly<Record<string, NamedWindow>> = {
  brain: { center: 40, width: 80 },
  subdural: { center: 75, width: 215 },
  stroke: { center: 32, width: 40 },
  bone: { center: 500, width: 2500 },
  'soft tissue': { center: 50, width: 400 },
  lung: { center: -600, width: 1500 },
  mediastinum: { center: 50, width: 350 },
  liver: { center: 80, width: 150 },
  angiography: { center: 300, width: 600 },
};

export const windowNames = Object.keys(namedWindows);

export const windowOf = (window: string | NamedWindow | undefined): NamedWindow | undefined =>
  typeof window === 'string' ? namedWindows[window.toLowerCase()] : window;
