/** Which volumes a preset is made for. */
export type PresetGroup = 'CT' | 'MR' | 'any';

/** How values become colour and opacity, by name. */
export interface ThreeDPreset {
  /** Kept in links; those of CT and MR are Cornerstone's own names. */
  readonly id: string;
  readonly label: string;
  readonly group: PresetGroup;
  /** One value for each ray instead of colours one behind the other: shown by the window, as a slice is. */
  readonly projection?: 'max' | 'mean';
}

const preset = (
  group: PresetGroup,
  id: string,
  label: string,
  projection?: ThreeDPreset['projection'],
): ThreeDPreset => ({ id, label, group, ...(projection && { projection }) });

/** All that can be chosen, in the order of menus. */
export const threeDPresets: readonly ThreeDPreset[] = [
  preset('CT', 'CT-Bone', 'Bone'),
  preset('CT', 'CT-Bones', 'Bone, translucent'),
  preset('CT', 'CT-Cropped-Volume-Bone', 'Body surface'),
  preset('CT', 'CT-Soft-Tissue', 'Soft tissue'),
  preset('CT', 'CT-Muscle', 'Muscle'),
  preset('CT', 'CT-Fat', 'Fat'),
  preset('CT', 'CT-Lung', 'Lung'),
  preset('CT', 'CT-Air', 'Air'),
  preset('CT', 'CT-Chest-Contrast-Enhanced', 'Chest with contrast'),
  preset('CT', 'CT-Chest-Vessels', 'Vessels of the chest'),
  preset('CT', 'CT-Pulmonary-Arteries', 'Pulmonary arteries'),
  preset('CT', 'CT-Cardiac', 'Heart'),
  preset('CT', 'CT-Cardiac2', 'Heart 2'),
  preset('CT', 'CT-Cardiac3', 'Heart 3'),
  preset('CT', 'CT-Coronary-Arteries', 'Coronary arteries'),
  preset('CT', 'CT-Coronary-Arteries-2', 'Coronary arteries 2'),
  preset('CT', 'CT-Coronary-Arteries-3', 'Coronary arteries 3'),
  preset('CT', 'CT-AAA', 'Angiography: aorta'),
  preset('CT', 'CT-AAA2', 'Angiography: aorta 2'),
  preset('CT', 'CT-Liver-Vasculature', 'Angiography: liver'),
  preset('MR', 'MR-Default', 'MR'),
  preset('MR', 'MR-T2-Brain', 'Brain, T2'),
  preset('MR', 'MR-Angio', 'MR angiography'),
  preset('any', 'mip', 'Maximum (MIP)', 'max'),
  preset('any', 'average', 'Average, like a radiograph', 'mean'),
  preset('any', 'ramp', 'Translucent, by the window'),
];

export const presetNamed = (id: string | undefined): ThreeDPreset | undefined =>
  threeDPresets.find((each) => each.id === id);

/** Presets for a modality: its own first, then those for any, then those made for another. */
export function presetsFor(modality: string): readonly ThreeDPreset[] {
  const own = groupOf(modality);
  const rank = ({ group }: ThreeDPreset) => (group === own ? 0 : group === 'any' ? 1 : 2);
  return [...threeDPresets].sort((a, b) => rank(a) - rank(b));
}

/** What a volume of a modality opens with. */
export function firstPreset(modality: string): ThreeDPreset['id'] {
  if (modality === 'CT') return 'CT-Bone';
  if (modality === 'MR') return 'MR-Default';
  return modality === 'PT' || modality === 'NM' ? 'mip' : 'ramp';
}

/** Whether a preset speaks of the values of this modality; another's numbers mean something else here. */
export const isMadeFor = ({ group }: ThreeDPreset, modality: string): boolean =>
  group === 'any' || group === groupOf(modality);

const groupOf = (modality: string): PresetGroup =>
  modality === 'CT' || modality === 'MR' ? modality : 'any';
