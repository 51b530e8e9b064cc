import type { Instance } from '../../core/dicom/instance.ts';

export interface WindowPreset {
  readonly name: string;
  readonly center: number;
  readonly width: number;
  /** From the image itself, or a customary one of its modality. */
  readonly from: 'image' | 'modality';
}

/** Customary CT windows in Hounsfield units. */
const CT_WINDOWS: readonly WindowPreset[] = [
  { name: 'Brain', center: 40, width: 80, from: 'modality' },
  { name: 'Subdural', center: 75, width: 215, from: 'modality' },
  { name: 'Stroke', center: 32, width: 40, from: 'modality' },
  { name: 'Bone', center: 500, width: 2500, from: 'modality' },
  { name: 'Soft tissue', center: 50, width: 400, from: 'modality' },
  { name: 'Lung', center: -600, width: 1500, from: 'modality' },
  { name: 'Mediastinum', center: 50, width: 350, from: 'modality' },
  { name: 'Liver', center: 80, width: 150, from: 'modality' },
  { name: 'Angiography', center: 300, width: 600, from: 'modality' },
];

/**
 * The windows that fit an image: its own (PS3.3 C.11.2), each with its
 * explanation, then those customary for CT. Windows that are not numbers or not
 * wider than zero are left out.
 */
export function windowPresets(instance: Instance): readonly WindowPreset[] {
  const voi =
    instance.WindowCenter === undefined
      ? instance.SharedFunctionalGroupsSequence?.[0]?.FrameVOILUTSequence?.[0]
      : instance;
  const centers = voi?.WindowCenter ?? [];
  const own = centers.flatMap((center, index): WindowPreset[] => {
    const width = voi?.WindowWidth?.[index];
    if (width === undefined || !(width > 0) || !Number.isFinite(center)) return [];
    const explanation = voi?.WindowCenterWidthExplanation?.[index];
    return [
      {
        name: explanation ?? `From the image${centers.length > 1 ? `, ${index + 1}` : ''}`,
        center,
        width,
        from: 'image',
      },
    ];
  });
  return instance.Modality === 'CT' ? [...own, ...CT_WINDOWS] : own;
}
