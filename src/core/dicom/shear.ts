import { medianOfSorted } from '../collections.ts';
import type { DisplaySetMessage } from '../displaySet/displaySet.ts';
import { dot, imagePosition, subtract, type PlaneAxes } from './geometry.ts';
import type { Instance } from './instance.ts';
import { distanceAt, imageAt, type Positions } from './positions.ts';
import { betweenText, indicesAround, round } from './verdictText.ts';

/** Slices may slide sideways by this part of what they rise before the stack counts as tilted (about 2.9 degrees). */
const tiltTolerance = 0.05;
/** One step may slide otherwise than the others by this part of the spacing, and by so many mm. */
const unevenTolerance = 0.1;
const unevenMm = 0.1;

/** From one position to the next, mm: sideways along the rows and the columns, and along the normal. */
interface Step {
  readonly slide: readonly [alongRows: number, alongColumns: number];
  readonly gap: number;
}

/**
 * Whether slices lie straight above each other: `tilted` where all slide alike,
 * as with a tilted gantry, `sheared` where some slide otherwise than the rest.
 * @param imageOf an image of the stack, by its index.
 */
export function shearFindings(
  imageOf: (index: number) => Placed | undefined,
  positions: Positions,
  axes: PlaneAxes,
  spacingMm: number,
): DisplaySetMessage[] {
  const steps = stepsOf(imageOf, positions, axes);
  // Over a short step the rounding of positions would be taken for a slide.
  const telling = steps.filter(({ gap }) => gap > spacingMm / 4);
  const perMm = ([0, 1] as const).map((way) => medianOf(telling.map(({ slide, gap }) => slide[way] / gap)));
  const [rows = 0, columns = 0] = perMm;
  const allowed = Math.max(spacingMm * unevenTolerance, unevenMm);
  const odd = steps.flatMap(({ slide, gap }, i) => {
    const mm = Math.hypot(slide[0] - rows * gap, slide[1] - columns * gap);
    return mm > allowed ? [{ i, mm }] : [];
  });
  const tilt = Math.hypot(rows, columns);
  return [
    ...(tilt > tiltTolerance ? [tilted(tilt, spacingMm)] : []),
    ...(odd.length > 0 ? [sheared(odd, steps.length, positions)] : []),
  ];
}

type Placed = Pick<Instance, 'ImagePositionPatient'>;

function stepsOf(
  imageOf: (index: number) => Placed | undefined,
  positions: Positions,
  { row, column }: PlaneAxes,
): readonly Step[] {
  const places = Array.from({ length: positions.count }, (_, i) =>
    imagePosition(imageOf(imageAt(positions, i) ?? -1) ?? {}),
  );
  return places.slice(1).map((to, i): Step => {
    const from = places[i];
    const gap = (distanceAt(positions, i + 1) ?? 0) - (distanceAt(positions, i) ?? 0);
    const offset = from && to ? subtract(to, from) : undefined;
    return { slide: offset ? [dot(offset, row), dot(offset, column)] : [0, 0], gap };
  });
}

/** @param tilt sideways mm for each mm along the normal */
function tilted(tilt: number, spacingMm: number): DisplaySetMessage {
  const degrees = (Math.atan(tilt) * 180) / Math.PI;
  const text = `Slices are tilted by ${round(degrees)} degrees: they slide ${round(tilt * spacingMm)} mm sideways for each ${round(spacingMm)} mm`;
  // No fault: a tilted gantry is usual in heads. It only keeps the slices from being a volume.
  return { severity: 'info', code: 'tilted', text };
}

function sheared(
  odd: readonly { readonly i: number; readonly mm: number }[],
  steps: number,
  positions: Positions,
): DisplaySetMessage {
  const most = odd.reduce((a, b) => (b.mm > a.mm ? b : a));
  const where = `${round(most.mm)} mm between ${betweenText(positions, most.i)}`;
  const text =
    odd.length === 1
      ? `Slices do not lie straight above each other: they slide ${where}`
      : `Slices do not lie straight above each other: they slide unevenly at ${odd.length} of ${steps} steps, most ${where}`;
  return {
    severity: 'warning',
    code: 'sheared',
    text,
    imageIndices: [...new Set(odd.flatMap(({ i }) => indicesAround(positions, i)))],
  };
}

const medianOf = (numbers: readonly number[]) => medianOfSorted(Float64Array.from(numbers).sort()) ?? 0;
