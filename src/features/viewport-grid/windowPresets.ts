import type { Instance } from '../../core/dicom/instance.ts';
import { suvTops } from '../../core/fusion/look.ts';
import type { ValueScale } from '../../core/viewport.ts';

export interface WindowPreset {
  readonly name: string;
  readonly center: number;
  readonly width: number;
  /** From the image itself, or a customary one of its modality. */
  readonly from: 'image' | 'modality';
  /** Its ends are in its name, in the unit that they are thought in. */
  readonly isNamedByEnds?: true;
}

/** A VOI LUT of the image, by its place in the sequence. */
export interface LutPreset {
  readonly name: string;
  readonly voiLut: number;
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

/** Where only relations count: parts of the image's own window, from its lower edge or about its centre. */
type Relation = { readonly name: string } & ({ readonly width: number } | { readonly upper: number });

const contrast: readonly Relation[] = [
  { name: 'Softer', width: 1.5 },
  { name: 'Much softer', width: 2.25 },
  { name: 'Harder', width: 1 / 1.5 },
  { name: 'Much harder', width: 1 / 2.25 },
];
const intensity: readonly Relation[] = [
  { name: 'Darker, upper end doubled', upper: 2 },
  { name: 'Brighter, upper end at a half', upper: 1 / 2 },
  { name: 'Brighter, upper end at a quarter', upper: 1 / 4 },
  { name: 'Brighter, upper end at a tenth', upper: 1 / 10 },
];

/** Counts and their like start at nothing: what changes is how much is white. */
const fromNothing: ReadonlySet<string> = new Set(['PT', 'NM']);

/** Windows that fit all images of a modality, whatever they say of themselves; [] where there are none. */
export const customaryWindows = (modality: string | undefined): readonly WindowPreset[] =>
  modality === 'CT' ? CT_WINDOWS : [];

/** Where the unit of PET is known but SUVs are not: upper ends, in modality values a unit, and its name. */
const unitTops: Readonly<
  Record<string, { readonly each: number; readonly unit: string; readonly tops: readonly number[] }>
> = {
  BQML: { each: 1000, unit: 'kBq/ml', tops: [5, 10, 25, 50, 100] },
  PCNT: { each: 1, unit: '%', tops: [25, 50, 100] },
};

/** From nothing to each of the ends. */
const fromZero = (
  tops: readonly number[],
  each: number,
  words: (top: number) => string,
): readonly WindowPreset[] =>
  tops.map((top) => ({
    name: words(top),
    // Not rounded: they begin at nothing.
    center: (top * each) / 2,
    width: top * each,
    from: 'modality',
    isNamedByEnds: true,
  }));

/** What the customary windows of an image are counted in, in words; undefined where they are parts of its own. */
export function presetUnit(
  { Modality, Units }: Pick<Instance, 'Modality' | 'Units'>,
  scale: ValueScale | undefined,
): string | undefined {
  if (Modality === 'CT') return 'Hounsfield units';
  if (Modality !== 'PT') return undefined;
  if (scale && scale.reason === undefined) return scale.label;
  return unitTops[Units ?? '']?.unit;
}

/** Windows of PET in SUV, else in its unit; undefined where neither is known. */
function petWindows({ Units }: Instance, scale: ValueScale | undefined): readonly WindowPreset[] | undefined {
  if (scale && scale.reason === undefined)
    return fromZero(suvTops, 1 / scale.factor, (top) => `${scale.label} 0 to ${top}`);
  const known = unitTops[Units ?? ''];
  return known && fromZero(known.tops, known.each, (top) => `0 to ${top} ${known.unit}`);
}

/**
 * The windows that fit a frame of an image: its own (PS3.3 C.11.2, C.7.6.16.2.10),
 * each with its explanation, then those customary for its modality: in Hounsfield
 * units for CT, in SUV or else in the unit of the values for PET where they are
 * known, relative to the image's own for all others. Windows that are not numbers
 * or not wider than zero are left out.
 * @param scale how the values of PET are said.
 */
export function windowPresets(instance: Instance, frame = 1, scale?: ValueScale): readonly WindowPreset[] {
  const perFrame = instance.PerFrameFunctionalGroupsSequence?.[frame - 1]?.FrameVOILUTSequence?.[0];
  const shared = instance.SharedFunctionalGroupsSequence?.[0]?.FrameVOILUTSequence?.[0];
  const voi = perFrame?.WindowCenter ? perFrame : shared?.WindowCenter ? shared : instance;
  const centers = voi.WindowCenter ?? [];
  const own = centers.flatMap((center, index): WindowPreset[] => {
    const width = voi.WindowWidth?.[index];
    if (width === undefined || !(width > 0) || !Number.isFinite(center)) return [];
    const explanation = voi.WindowCenterWidthExplanation?.[index];
    return [
      {
        name: explanation ?? `From the image${centers.length > 1 ? `, ${index + 1}` : ''}`,
        center,
        width,
        from: 'image',
      },
    ];
  });
  if (instance.Modality === 'CT') return [...own, ...customaryWindows('CT')];
  const absolute = instance.Modality === 'PT' ? petWindows(instance, scale) : undefined;
  if (absolute) return [...own, ...absolute];
  const [first] = own;
  if (!first) return own;
  const relations = fromNothing.has(instance.Modality ?? '') ? intensity : contrast;
  return [...own, ...relations.map((relation) => relative(first, relation))];
}

function relative({ center, width }: WindowPreset, relation: Relation): WindowPreset {
  const { name } = relation;
  if ('width' in relation) return { name, center, width: round(width * relation.width), from: 'modality' };
  const lower = center - width / 2;
  const next = width * relation.upper;
  return { name, center: round(lower + next / 2), width: round(next), from: 'modality' };
}

const round = (value: number): number => Number(value.toPrecision(4));

/** The VOI LUTs that an image brings (PS3.3 C.11.2.1.1), by their explanations. */
export function lutPresets({ VOILUTSequence }: Instance): readonly LutPreset[] {
  return (VOILUTSequence ?? []).map(({ LUTExplanation }, index) => ({
    name: LUTExplanation ?? `VOI LUT${(VOILUTSequence?.length ?? 0) > 1 ? ` ${index + 1}` : ''}`,
    voiLut: index,
  }));
}
