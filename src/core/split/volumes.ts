import type { Instance } from '../dicom/instance.ts';
import type { DisplaySetInput } from '../displaySet/displaySet.ts';
import { splitLabels } from './splitLabels.ts';
import { stackInput } from './stackInput.ts';
import { fullySplit } from './survey.ts';

/**
 * Single-frame images told apart by everything that tells volumes apart, each
 * group ordered and judged; which of them are volumes, their verdicts say.
 * @param reason why the handler takes them, in its own words
 */
export function volumeInputs(images: readonly Instance[], reason: string): readonly DisplaySetInput[] {
  if (images.length === 0) return [];
  const groups = fullySplit(images);
  const labels = splitLabels(groups);
  return groups.map((group, index) => stackInput(group, labels[index], reason));
}

/** The same for people. */
export const volumeSplitBy: readonly string[] = [
  'patient',
  'SOP class',
  'image size and colour',
  'frame of reference',
  'image type',
  'orientation within 5 degrees',
  'where one position has several images: echo time, b-value, time, acquisition and whatever else differs',
];
