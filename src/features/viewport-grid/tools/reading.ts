import { isInside, pixelToPatient, type Picture, type Point } from '../../../core/viewTransform.ts';
import type { PixelValue } from '../../../core/viewport.ts';

/** What a probe says of one pixel, line by line: what it is, and its value. */
export type ReadingLine = readonly [what: string, value: string];

/** Up to 6 digits that say something. */
export const figure = (value: number): string => String(Number(value.toPrecision(6)));

/**
 * The lines of a probe at a pixel (column and row from 0): where it is, in the
 * image and in the patient where that is known, and what it holds; a unit only
 * where the object says it.
 */
export function readingAt(
  picture: Picture,
  [column, row]: Point,
  value: PixelValue | undefined,
): readonly ReadingLine[] {
  const place: ReadingLine = ['Column, row', `${column}, ${row}`];
  if (!isInside(picture, [column, row]) || !value) return [place, ['Value', 'beside the image']];
  return [...placeLines(place, picture, [column, row]), ...valueLines(value)];
}

function placeLines(place: ReadingLine, { plane }: Picture, pixel: Point): readonly ReadingLine[] {
  if (!plane) return [place];
  const [x, y, z] = pixelToPatient(plane, pixel);
  const side = (mm: number, negative: string, positive: string) =>
    `${mm < 0 ? negative : positive} ${Math.abs(mm).toFixed(1)}`;
  // PS3.3 C.7.6.2.1.1: to the left, to the back, to the head.
  return [place, ['Patient, mm', `${side(x, 'R', 'L')}, ${side(y, 'A', 'P')}, ${side(z, 'F', 'H')}`]];
}

function valueLines({ readings = [], ...value }: PixelValue): readonly ReadingLine[] {
  const more = readings.map(({ label, value: number, unit }): ReadingLine => [
    label,
    [figure(number), unit].filter(Boolean).join(' '),
  ]);
  const isAll = value.stored.length === 0 && value.modality === undefined;
  if (isAll) return more.length > 0 ? more : [['Value', 'none here']];
  return [...more, ...ownLines(value)];
}

function ownLines({ stored, modality, unit }: Omit<PixelValue, 'readings'>): readonly ReadingLine[] {
  if (stored.length === 3) return [['Colour', `R ${stored[0]}, G ${stored[1]}, B ${stored[2]}`]];
  const [only] = stored;
  const inUnits = modality === undefined ? '' : `${figure(modality)}${unit === undefined ? '' : ` ${unit}`}`;
  if (only === undefined) return [['Interpolated', inUnits]];
  const isSame = modality === only && unit === undefined;
  return [
    ...(modality === undefined || isSame ? [] : ([['Value', inUnits]] as const)),
    ['Stored', figure(only)],
  ];
}
