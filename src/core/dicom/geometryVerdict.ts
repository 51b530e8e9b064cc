import { firstDefined } from '../collections.ts';
import type { DisplaySetMessage, GeometryVerdict } from '../displaySet/displaySet.ts';
import { planeAxesInTurn, type Vector3 } from './geometry.ts';
import type { ParallelPlanes, PlaneImage } from './parallelPlanes.ts';
import { surveyFrom, surveyOf, type PlaneSurvey } from './planeSurvey.ts';
import {
  distanceAt,
  gapsOf,
  imageCountAt,
  imagesAt,
  medianOf,
  positionsOf,
  samePositionMm,
  type Positions,
} from './positions.ts';
import { shearFindings } from './shear.ts';
import {
  betweenText,
  countsText,
  imagesText,
  indicesAround,
  indicesWhere,
  listText,
  lowerFirst,
  placeText,
  rangesText,
  round,
  spacingText,
} from './verdictText.ts';

export type { PlaneImage } from './parallelPlanes.ts';

/** A gap may differ from the median by this part of it and still count as even. */
const gapTolerance = 0.1;

/**
 * Whether single-frame images in stack order make a volume, and what is in the
 * way, with image numbers (from 1, as on the screen) and values in mm.
 * Conditions: one matrix, spacing and orientation, at least three positions,
 * evenly spaced along the normal, without shear and without duplicates.
 * @param firstIndex of these images in their display set, where they are a part of it.
 * @param planes of these images in this order, where they were looked at before; only with a `firstIndex` of 0.
 * @returns undefined when no image has a plane: there is nothing to judge.
 */
export function geometryVerdict(
  images: readonly PlaneImage[],
  firstIndex = 0,
  planes?: ParallelPlanes,
): GeometryVerdict | undefined {
  const reference = planes?.axes ?? firstDefined(images, planeAxesInTurn());
  if (!reference) return undefined;
  const { normal } = reference;
  const survey = planes ? surveyFrom(planes, images) : surveyOf(images, reference, firstIndex);
  const { distances, placed } = survey;
  if (placed.length === 0) return undefined;
  if (images.length === 1)
    return { reconstructable: false, summary: 'a single image', findings: [], positions: 1 };

  const mixed = mixedFindings(images, survey);
  const positions = positionsOf(placed, distances);
  const gaps = gapsOf(positions);
  const spacingMm = medianOf(gaps);
  const findings = [
    ...mixed,
    // Distances along one normal mean nothing between planes that are not parallel.
    ...(mixed.some(({ code }) => code === 'mixed-orientation')
      ? []
      : [
          ...missingPlanes(distances, placed, firstIndex),
          ...duplicateFindings(positions, normal),
          ...gapFindings(positions, gaps, spacingMm, normal),
          ...(survey.isAside && spacingMm !== undefined
            ? shearFindings((index) => images[index - firstIndex], positions, reference, spacingMm)
            : []),
        ]),
  ];
  const reconstructable = findings.length === 0 && positions.count >= 3;
  return {
    reconstructable,
    summary: summaryOf(positions.count, spacingMm, findings),
    findings,
    positions: positions.count,
    ...(spacingMm !== undefined && { spacingMm: round(spacingMm) }),
  };
}

function mixedFindings(images: readonly PlaneImage[], survey: PlaneSurvey): DisplaySetMessage[] {
  const findings: DisplaySetMessage[] = [];
  const { turned, sizesDiffer, spacingsDiffer } = survey;
  if (turned.length > 0)
    findings.push({
      // A rotating projection turns with every image; a few turned ones among many are a surprise.
      severity: turned.length > images.length / 2 ? 'info' : 'warning',
      code: 'mixed-orientation',
      text: `Orientation differs in ${imagesText(turned, images.length)}`,
      imageIndices: turned,
    });
  const sizes = sizesDiffer && mixture(images, ({ Columns, Rows }) => `${Columns} x ${Rows}`);
  if (sizes)
    findings.push({
      severity: 'warning',
      code: 'mixed-matrix',
      text: `Image sizes are mixed: ${countsText(sizes)}`,
    });
  const spacings = spacingsDiffer && mixture(images, spacingText);
  if (spacings)
    findings.push({
      severity: 'warning',
      code: 'mixed-spacing',
      text: `Pixel spacing is mixed: ${countsText(spacings)}`,
    });
  return findings;
}

/** How many images have each value, in words; undefined when there is one value only. */
function mixture(
  images: readonly PlaneImage[],
  textOf: (image: PlaneImage) => string,
): ReadonlyMap<string, number> | undefined {
  const counts = new Map<string, number>();
  for (const image of images) counts.set(textOf(image), (counts.get(textOf(image)) ?? 0) + 1);
  return counts.size > 1 ? counts : undefined;
}

function missingPlanes(
  distances: Float64Array,
  placed: Uint32Array,
  firstIndex: number,
): DisplaySetMessage[] {
  const count = distances.length - firstIndex;
  if (placed.length === count) return [];
  const unplaced = indicesWhere(distances, Number.isNaN);
  const text = `Position is not given for ${imagesText(unplaced, count)}`;
  return [{ severity: 'warning', code: 'no-position', text, imageIndices: unplaced }];
}

function duplicateFindings(positions: Positions, normal: Vector3): DisplaySetMessage[] {
  const { count } = positions;
  // One image a position, as in most stacks: nothing is repeated.
  if (count === positions.order.length) return [];
  const all = Array.from({ length: count }, (_, i) => i);
  const several = all.filter((i) => imageCountAt(positions, i) > 1);
  const each = imageCountAt(positions, 0);
  if (all.every((i) => imageCountAt(positions, i) === each))
    return [
      {
        severity: 'info',
        code: 'repeated-positions',
        text:
          count === 1
            ? `All ${each} images are at one position`
            : `Each of the ${count} positions has ${each} images`,
      },
    ];
  const imageIndices = several.flatMap((i) => imagesAt(positions, i)).sort((a, b) => a - b);
  const [first] = several;
  const text =
    several.length === 1 && first !== undefined
      ? `Images ${listText(imagesAt(positions, first).map((index) => index + 1))} are at one position (${placeText(distanceAt(positions, first), normal)})`
      : `${several.length} of ${count} positions have more than one image: images ${rangesText(imageIndices)}`;
  return [{ severity: 'warning', code: 'duplicate-positions', text, imageIndices }];
}

function gapFindings(
  positions: Positions,
  gaps: Float64Array,
  spacingMm: number | undefined,
  normal: Vector3,
): DisplaySetMessage[] {
  if (spacingMm === undefined || gaps.length < 2) return [];
  const allowed = Math.max(spacingMm * gapTolerance, samePositionMm);
  const odd = indicesWhere(gaps, (gap) => Math.abs(gap - spacingMm) > allowed).map((i) => ({
    gap: gaps[i] ?? 0,
    i,
  }));
  if (odd.length === 0) return [];
  const missing = odd.flatMap(({ gap, i }) => {
    const slices = Math.round(gap / spacingMm) - 1;
    const whole = Math.abs(gap - (slices + 1) * spacingMm) <= spacingMm * gapTolerance * 2;
    return slices >= 1 && whole ? [{ gap, i, slices }] : [];
  });
  // A hole of whole slices among even ones is a missing slice; anything else is uneven spacing.
  if (missing.length === odd.length && missing.length <= gaps.length / 4)
    return [missingFinding(positions, missing, spacingMm, normal)];
  let [least, most, widest] = [Infinity, -Infinity, 0];
  for (let i = 0; i < gaps.length; i++) {
    const gap = gaps[i] ?? 0;
    if (gap < least) least = gap;
    if (gap > most) [most, widest] = [gap, i];
  }
  return [
    {
      severity: 'warning',
      code: 'irregular-spacing',
      text:
        `Spacing is irregular: ${round(least)} to ${round(most)} mm (usually ${round(spacingMm)}), ` +
        `widest between ${betweenText(positions, widest)}`,
      imageIndices: odd.flatMap(({ i }) => indicesAround(positions, i)),
    },
  ];
}

function missingFinding(
  positions: Positions,
  holes: readonly { gap: number; i: number; slices: number }[],
  spacingMm: number,
  normal: Vector3,
): DisplaySetMessage {
  const total = holes.reduce((sum, { slices }) => sum + slices, 0);
  const places = holes
    .slice(0, 3)
    .map(
      ({ i, gap, slices }) =>
        `${slices} between ${betweenText(positions, i)} (${placeText(distanceAt(positions, i), normal)} to ${placeText(distanceAt(positions, i + 1), normal)}, ${round(gap)} mm instead of ${round(spacingMm)})`,
    );
  const more = holes.length > 3 ? `; and ${holes.length - 3} more gaps` : '';
  return {
    severity: 'warning',
    code: 'missing-slices',
    text: `${total} of ${positions.count + total} slices ${total === 1 ? 'is' : 'are'} missing: ${places.join('; ')}${more}`,
    imageIndices: holes.flatMap(({ i }) => indicesAround(positions, i)),
  };
}

function summaryOf(
  positions: number,
  spacingMm: number | undefined,
  findings: readonly DisplaySetMessage[],
): string {
  const counted =
    positions === 1
      ? '1 position'
      : `${positions} positions${spacingMm === undefined ? '' : `, ${round(spacingMm)} mm apart`}`;
  if (findings.length > 0)
    return `${counted}; not a volume: ${findings.map(({ text }) => lowerFirst(text)).join('; ')}`;
  return positions < 3 ? `${counted}; not a volume: fewer than 3 positions` : counted;
}
