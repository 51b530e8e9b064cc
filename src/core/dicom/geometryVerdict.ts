import { groupBy, medianOfSorted } from '../collections.ts';
import type { DisplaySetMessage, GeometryVerdict } from '../displaySet/displaySet.ts';
import {
  distanceAlongNormal,
  imagePosition,
  lengthOf,
  orientationLetters,
  planeAxes,
  sameOrientation,
  subtract,
  type PlaneAxes,
  type Vector3,
} from './geometry.ts';
import type { Instance } from './instance.ts';

/** Positions nearer than this are one position, mm. */
const samePositionMm = 0.01;
/** A gap may differ from the median by this part of it and still count as even. */
const gapTolerance = 0.1;
/** Slices may slide sideways by this part of their spacing before the stack counts as sheared (about 2.9 degrees). */
const shearTolerance = 0.05;

/** What is judged of an image: an instance, or one frame of an enhanced one. */
export type PlaneImage = Pick<
  Instance,
  'ImageOrientationPatient' | 'ImagePositionPatient' | 'PixelSpacing' | 'Rows' | 'Columns'
>;

interface Placed {
  readonly index: number;
  readonly distance: number;
  readonly position: Vector3;
}

/**
 * Whether single-frame images in stack order make a volume, and what is in the
 * way, with image numbers (from 1, as on the screen) and values in mm.
 * Conditions: one matrix, spacing and orientation, at least three positions,
 * evenly spaced along the normal, without shear and without duplicates.
 * @returns undefined when no image has a plane: there is nothing to judge.
 */
export function geometryVerdict(images: readonly PlaneImage[]): GeometryVerdict | undefined {
  const axes = images.map((image) => planeAxes(image));
  const reference = axes.find((plane) => plane !== undefined);
  if (!reference) return undefined;
  const placed = images.flatMap((image, index): Placed[] => {
    const distance = distanceAlongNormal(image, reference.normal);
    const position = imagePosition(image);
    return distance === undefined || !position ? [] : [{ index, distance, position }];
  });
  if (placed.length === 0) return undefined;
  if (images.length === 1)
    return { reconstructable: false, summary: 'a single image', findings: [], positions: 1 };

  const mixed = mixedFindings(images, axes, reference);
  const runs = positionsOf(placed);
  const gaps = runs.slice(1).map((run, i) => (run[0]?.distance ?? 0) - (runs[i]?.[0]?.distance ?? 0));
  const spacingMm = medianOfSorted([...gaps].sort((a, b) => a - b));
  const findings = [
    ...mixed,
    // Distances along one normal mean nothing between planes that are not parallel.
    ...(mixed.some(({ code }) => code === 'mixed-orientation')
      ? []
      : [
          ...missingPlanes(images, placed),
          ...duplicateFindings(runs, reference.normal),
          ...gapFindings(runs, gaps, spacingMm, reference.normal),
          ...shearFindings(runs, reference, spacingMm),
        ]),
  ];
  const reconstructable = findings.length === 0 && runs.length >= 3;
  return {
    reconstructable,
    summary: summaryOf(runs.length, spacingMm, findings),
    findings,
    positions: runs.length,
    ...(spacingMm !== undefined && { spacingMm: round(spacingMm) }),
  };
}

/** Images by position, nearest the origin first. */
function positionsOf(placed: readonly Placed[]): readonly (readonly Placed[])[] {
  const runs: Placed[][] = [];
  for (const one of [...placed].sort((a, b) => a.distance - b.distance || a.index - b.index)) {
    const run = runs.at(-1);
    if (run?.[0] && one.distance - run[0].distance < samePositionMm) run.push(one);
    else runs.push([one]);
  }
  return runs;
}

function mixedFindings(
  images: readonly PlaneImage[],
  axes: readonly (PlaneAxes | undefined)[],
  reference: PlaneAxes,
): DisplaySetMessage[] {
  const findings: DisplaySetMessage[] = [];
  const turned = indicesWhere(axes, (plane) => plane !== undefined && !sameOrientation(plane, reference));
  if (turned.length > 0)
    findings.push({
      // A rotating projection turns with every image; a few turned ones among many are a surprise.
      severity: turned.length > images.length / 2 ? 'info' : 'warning',
      code: 'mixed-orientation',
      text: `Orientation differs in ${imagesText(turned, images.length)}`,
      imageIndices: turned,
    });
  const sizes = groupBy(images.keys(), (i) => `${images[i]?.Columns} x ${images[i]?.Rows}`);
  if (sizes.size > 1)
    findings.push({
      severity: 'warning',
      code: 'mixed-matrix',
      text: `Image sizes are mixed: ${countsText(sizes)}`,
    });
  const spacings = groupBy(images.keys(), (i) => spacingText(images[i]));
  if (spacings.size > 1)
    findings.push({
      severity: 'warning',
      code: 'mixed-spacing',
      text: `Pixel spacing is mixed: ${countsText(spacings)}`,
    });
  return findings;
}

function missingPlanes(images: readonly PlaneImage[], placed: readonly Placed[]): DisplaySetMessage[] {
  if (placed.length === images.length) return [];
  const known = new Set(placed.map(({ index }) => index));
  const unplaced = indicesWhere(images, (_, i) => !known.has(i));
  const text = `Position is not given for ${imagesText(unplaced, images.length)}`;
  return [{ severity: 'warning', code: 'no-position', text, imageIndices: unplaced }];
}

function duplicateFindings(runs: readonly (readonly Placed[])[], normal: Vector3): DisplaySetMessage[] {
  const several = runs.filter((run) => run.length > 1);
  if (several.length === 0) return [];
  const each = runs[0]?.length ?? 1;
  if (runs.every((run) => run.length === each))
    return [
      {
        severity: 'info',
        code: 'repeated-positions',
        text:
          runs.length === 1
            ? `All ${each} images are at one position`
            : `Each of the ${runs.length} positions has ${each} images`,
      },
    ];
  const imageIndices = several.flatMap((run) => run.map(({ index }) => index)).sort((a, b) => a - b);
  const [first] = several;
  const text =
    several.length === 1 && first
      ? `Images ${listText(first.map(({ index }) => index + 1))} are at one position (${placeText(first[0], normal)})`
      : `${several.length} of ${runs.length} positions have more than one image: images ${rangesText(imageIndices)}`;
  return [{ severity: 'warning', code: 'duplicate-positions', text, imageIndices }];
}

function gapFindings(
  runs: readonly (readonly Placed[])[],
  gaps: readonly number[],
  spacingMm: number | undefined,
  normal: Vector3,
): DisplaySetMessage[] {
  if (spacingMm === undefined || gaps.length < 2) return [];
  const odd = gaps.flatMap((gap, i) =>
    Math.abs(gap - spacingMm) > Math.max(spacingMm * gapTolerance, samePositionMm) ? [{ gap, i }] : [],
  );
  if (odd.length === 0) return [];
  const missing = odd.flatMap(({ gap, i }) => {
    const slices = Math.round(gap / spacingMm) - 1;
    const whole = Math.abs(gap - (slices + 1) * spacingMm) <= spacingMm * gapTolerance * 2;
    return slices >= 1 && whole ? [{ gap, i, slices }] : [];
  });
  // A hole of whole slices among even ones is a missing slice; anything else is uneven spacing.
  if (missing.length === odd.length && missing.length <= gaps.length / 4)
    return [missingFinding(runs, missing, spacingMm, normal)];
  const [least = 0, most = 0] = [Math.min(...trimmed(gaps)), Math.max(...trimmed(gaps))];
  const widest = gaps.indexOf(Math.max(...trimmed(gaps)));
  return [
    {
      severity: 'warning',
      code: 'irregular-spacing',
      text:
        `Spacing is irregular: ${round(least)} to ${round(most)} mm (usually ${round(spacingMm)}), ` +
        `widest between ${betweenText(runs, Math.max(0, widest))}`,
      imageIndices: odd.flatMap(({ i }) => indicesAround(runs, i)),
    },
  ];
}

/** Math.min takes its arguments on the stack; a hundred thousand would not fit. */
function trimmed(gaps: readonly number[]): readonly number[] {
  if (gaps.length <= 10_000) return gaps;
  const sorted = [...gaps].sort((a, b) => a - b);
  return [sorted[0] ?? 0, sorted.at(-1) ?? 0];
}

function missingFinding(
  runs: readonly (readonly Placed[])[],
  holes: readonly { gap: number; i: number; slices: number }[],
  spacingMm: number,
  normal: Vector3,
): DisplaySetMessage {
  const total = holes.reduce((sum, { slices }) => sum + slices, 0);
  const places = holes
    .slice(0, 3)
    .map(
      ({ i, gap, slices }) =>
        `${slices} between ${betweenText(runs, i)} (${placeText(runs[i]?.[0], normal)} to ${placeText(runs[i + 1]?.[0], normal)}, ${round(gap)} mm instead of ${round(spacingMm)})`,
    );
  const more = holes.length > 3 ? `; and ${holes.length - 3} more gaps` : '';
  return {
    severity: 'warning',
    code: 'missing-slices',
    text: `${total} of ${runs.length + total} slices ${total === 1 ? 'is' : 'are'} missing: ${places.join('; ')}${more}`,
    imageIndices: holes.flatMap(({ i }) => indicesAround(runs, i)),
  };
}

/** Sideways slide between neighbours: gantry tilt, or slices that do not lie above each other. */
function shearFindings(
  runs: readonly (readonly Placed[])[],
  { normal }: PlaneAxes,
  spacingMm: number | undefined,
): DisplaySetMessage[] {
  const first = runs[0]?.[0];
  const last = runs.at(-1)?.[0];
  if (!first || !last || !spacingMm || runs.length < 2) return [];
  const along = last.distance - first.distance;
  const offset = subtract(last.position, first.position);
  const slide = lengthOf(subtract(offset, [normal[0] * along, normal[1] * along, normal[2] * along]));
  if (slide <= along * shearTolerance) return [];
  const degrees = (Math.atan2(slide, along) * 180) / Math.PI;
  const text = `Slices are tilted by ${round(degrees)} degrees: they slide ${round(slide / (runs.length - 1))} mm sideways for each ${round(spacingMm)} mm`;
  // No fault: a tilted gantry is usual in heads. It only keeps the slices from being a volume.
  return [{ severity: 'info', code: 'tilted', text }];
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

/** "L 12.3 mm" style: where along the normal, by the letter of the patient's direction. */
function placeText(placed: Placed | undefined, normal: Vector3): string {
  if (!placed) return '';
  const letters = orientationLetters(normal).charAt(0);
  const opposite: Readonly<Record<string, string>> = { H: 'F', F: 'H', L: 'R', R: 'L', A: 'P', P: 'A' };
  const letter = placed.distance >= 0 ? letters : (opposite[letters] ?? '');
  return `${letter}${round(Math.abs(placed.distance))}`;
}

function betweenText(runs: readonly (readonly Placed[])[], i: number): string {
  const [a = 0, b = 0] = [runs[i]?.[0]?.index, runs[i + 1]?.[0]?.index];
  return `images ${Math.min(a, b) + 1} and ${Math.max(a, b) + 1}`;
}

function indicesAround(runs: readonly (readonly Placed[])[], i: number): number[] {
  return [runs[i]?.[0]?.index, runs[i + 1]?.[0]?.index].flatMap((index) => index ?? []);
}

function indicesWhere<T>(items: readonly T[], test: (item: T, index: number) => boolean): number[] {
  return items.flatMap((item, i) => (test(item, i) ? [i] : []));
}

function imagesText(indices: readonly number[], of: number): string {
  const shown = rangesText(indices);
  return indices.length === 1 ? `image ${shown} of ${of}` : `${indices.length} of ${of} images (${shown})`;
}

/** 0-based indices as numbers from 1, runs folded: "3 to 5, 9". */
function rangesText(indices: readonly number[]): string {
  const ranges: [from: number, to: number][] = [];
  for (const index of indices) {
    const range = ranges.at(-1);
    if (range && index === range[1] + 1) range[1] = index;
    else ranges.push([index, index]);
  }
  const shown = ranges.slice(0, 5).map(([a, b]) => (a === b ? `${a + 1}` : `${a + 1} to ${b + 1}`));
  return ranges.length > 5 ? `${shown.join(', ')} and more` : shown.join(', ');
}

function listText(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted.length < 2 ? sorted.join('') : `${sorted.slice(0, -1).join(', ')} and ${sorted.at(-1)}`;
}

function countsText(groups: ReadonlyMap<string, readonly unknown[]>): string {
  const parts = [...groups].map(([value, of]) => `${value} (${of.length})`);
  return parts.length > 4 ? `${parts.slice(0, 4).join(', ')} and ${parts.length - 4} more` : parts.join(', ');
}

function spacingText(image: PlaneImage | undefined): string {
  const spacing = image?.PixelSpacing;
  return spacing ? `${spacing.map((mm) => Math.round(mm * 1000) / 1000).join(' x ')} mm` : 'not given';
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const round = (value: number) => Math.round(value * 100) / 100;
