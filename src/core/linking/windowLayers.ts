import type { Instance } from '../dicom/instance.ts';
import type { Presentation, ViewportState } from '../viewport.ts';

/** The window of a viewport's own images, or of what PET in it lies on. */
export type WindowPart = 'window' | 'baseWindow';

/** The grey values of one series in a viewport, and the window that they are seen through. */
export interface WindowLayer {
  readonly part: WindowPart;
  /** What the values are, "CT HU", "PT SUVbw g/ml": only windows of like values mean the same. */
  readonly of: string;
  /** In that unit. */
  readonly center: number;
  readonly width: number;
  /** Modality value × factor = value in that unit. */
  readonly factor: number;
}

/** The unit that an image gives its values; CT is in Hounsfield units unless it says otherwise, US is "unspecified" (PS3.3 C.11.1.1.2). */
export function unitOfValues({
  Modality,
  RescaleType,
}: Pick<Instance, 'Modality' | 'RescaleType'>): string | undefined {
  const unit = RescaleType ?? (Modality === 'CT' ? 'HU' : undefined);
  return unit === 'US' ? undefined : unit;
}

/**
 * The windows of a viewport, each with what its values are: one of a stack, a
 * plane or a volume; of PET over CT that of the PET and that of the CT. Empty for
 * colour, for documents, and for a VOI LUT, whose window counts in its own output.
 */
export function windowLayers(
  { presentation, fusion, valueScale }: Pick<ViewportState, 'presentation' | 'fusion' | 'valueScale'>,
  own: Pick<Instance, 'Modality' | 'RescaleType'>,
): readonly WindowLayer[] {
  const main = ownLayer(presentation, fusion, valueScale, own);
  if (!fusion?.baseWindow || fusion.base === undefined) return main;
  const { base, baseUnit, baseWindow } = fusion;
  return [...main, { part: 'baseWindow', of: nameOf(base, baseUnit), ...baseWindow, factor: 1 }];
}

function ownLayer(
  presentation: Presentation | undefined,
  fusion: ViewportState['fusion'],
  valueScale: ViewportState['valueScale'],
  own: Pick<Instance, 'Modality' | 'RescaleType'>,
): readonly WindowLayer[] {
  const { windowCenter, windowWidth, voiLut } = presentation ?? {};
  if (windowCenter === undefined || windowWidth === undefined || voiLut !== undefined) return [];
  if (own.Modality === undefined) return [];
  if (fusion) {
    const { lower, upper } = fusion.petWindow;
    const factor = windowWidth > 0 ? (upper - lower) / windowWidth : 1;
    const window = { center: (lower + upper) / 2, width: upper - lower, factor };
    return [{ part: 'window', of: nameOf(own.Modality, fusion.label, fusion.unit), ...window }];
  }
  const { label, unit, factor } = valueScale ?? { label: undefined, unit: unitOfValues(own), factor: 1 };
  const window = { center: windowCenter * factor, width: windowWidth * factor, factor };
  return [{ part: 'window', of: nameOf(own.Modality, label, unit), ...window }];
}

const nameOf = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' ');

/** The layer of a viewport whose window means the same as that of another viewport's layer. */
export const likeLayer = (
  layers: readonly WindowLayer[],
  { of }: Pick<WindowLayer, 'of'>,
): WindowLayer | undefined => layers.find((layer) => layer.of === of);
