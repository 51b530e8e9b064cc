import type { ViewportState } from '../../../core/viewport.ts';
import type { Measured } from '../../../core/viewTransform.ts';

export interface ScaleBar {
  /** Screen pixels. */
  readonly length: number;
  /** "5 cm", "10 mm at the detector". */
  readonly text: string;
}

const meant: Readonly<Record<Measured, string>> = {
  patient: '',
  calibrated: ' as calibrated',
  detector: ' at the detector',
  film: ' on the film',
};

/**
 * A length for comparison at the lower edge: 1, 2 or 5 times a power of ten, as
 * long as a bar of at most `room` screen pixels can be.
 * @returns undefined where millimetres are not known.
 */
export function scaleBar(
  { picture, magnification }: Pick<ViewportState, 'picture' | 'magnification'>,
  room: number,
): ScaleBar | undefined {
  if (!picture?.measured || !magnification) return undefined;
  const perMm = magnification / Math.min(picture.spacing.row, picture.spacing.column);
  const longest = room / perMm;
  if (!Number.isFinite(longest) || longest <= 0) return undefined;
  const power = 10 ** Math.floor(Math.log10(longest));
  const mm = ([5, 2, 1].find((factor) => factor * power <= longest) ?? 1) * power;
  const size =
    mm >= 10
      ? `${mm / 10} cm`
      : mm >= 0.1
        ? `${Number(mm.toPrecision(1))} mm`
        : `${Number((mm * 1000).toPrecision(1))} µm`;
  return { length: mm * perMm, text: `${size}${meant[picture.measured]}` };
}
