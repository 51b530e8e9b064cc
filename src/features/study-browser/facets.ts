import { framePlane } from '../../core/dicom/functionalGroups.ts';
import { planeAxes, planeName, type PlaneName } from '../../core/dicom/geometry.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { imageAt } from '../../core/displaySet/images.ts';
import { handlerName } from '../../core/extension/handlerName.ts';

/** What display sets can be filtered and grouped by, beside their series. */
export const facetNames = ['modality', 'plane', 'handler', 'acquisition'] as const;
export type FacetName = (typeof facetNames)[number];

/** One value: `key` to compare, `label` for people, `rank` for its place among the others. */
export interface FacetValue {
  readonly key: string;
  readonly label: string;
  readonly rank: number;
}

/** Each has at least one value; only acquisitions can be several. */
export type Facets = Readonly<Record<FacetName, readonly FacetValue[]>>;

/** Images looked at for the plane: enough to see that they turn, few enough for any length. */
const PLANE_SAMPLES = 16;

const PLANES: readonly (PlaneName | 'several' | 'none')[] = [
  'axial',
  'coronal',
  'sagittal',
  'oblique',
  'several',
  'none',
];
const PLANE_LABELS = { several: 'Several planes', none: 'No plane' };

const known = new WeakMap<DisplaySet, Facets>();

/** Worked out once a display set. */
export function facetsOf(displaySet: DisplaySet): Facets {
  let facets = known.get(displaySet);
  if (!facets) {
    facets = {
      modality: [modalityValue(displaySet.Modality)],
      plane: [planeValue(displaySet)],
      handler: [handlerValue(displaySet)],
      acquisition: acquisitionValues(displaySet),
    };
    known.set(displaySet, facets);
  }
  return facets;
}

export const modalityValue = (Modality: string): FacetValue => ({
  key: Modality,
  label: Modality || 'No modality',
  rank: Modality ? 0 : 1,
});

/** By the nearest axis of the patient; a run whose images turn from one to the next has several. */
function planeValue(displaySet: DisplaySet): FacetValue {
  const count = displaySet.numImageFrames;
  const samples = Math.min(count, PLANE_SAMPLES);
  const seen = new Set<PlaneName>();
  for (let i = 0; i < samples; i++) {
    const at = Math.round((i * (count - 1)) / Math.max(1, samples - 1));
    const image = imageAt(displaySet, at);
    const axes = image && planeAxes(framePlane(image.instance, image.frame));
    if (axes) seen.add(planeName(axes));
  }
  const [first = 'none'] = seen;
  const key = seen.size > 1 ? 'several' : first;
  const label = key === 'several' || key === 'none' ? PLANE_LABELS[key] : sentence(key);
  return { key, label, rank: PLANES.indexOf(key) };
}

/** In the order of the mode when grouped: the rank is given there. */
function handlerValue({ SOPClassHandlerId, unsupported }: DisplaySet): FacetValue {
  const { name, extensionId } = handlerName(SOPClassHandlerId);
  return unsupported
    ? { key: SOPClassHandlerId, label: 'Taken by no handler', rank: Infinity }
    : { key: SOPClassHandlerId, label: extensionId ? `${name} (${extensionId})` : name, rank: 0 };
}

/** By AcquisitionNumber (PS3.3 C.7.6.1). */
function acquisitionValues({ instances }: DisplaySet): readonly FacetValue[] {
  const numbers = new Set<number>();
  for (const { AcquisitionNumber } of instances) {
    if (AcquisitionNumber !== undefined) numbers.add(AcquisitionNumber);
  }
  if (numbers.size === 0) return [{ key: 'none', label: 'No acquisition number', rank: Infinity }];
  return [...numbers]
    .sort((a, b) => a - b)
    .map((number) => ({ key: String(number), label: `Acquisition ${number}`, rank: number }));
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
