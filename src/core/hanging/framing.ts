import { fitScale, type Box, type ImageShape } from '../viewTransform.ts';

/** A picture and the viewport that it is in. */
export interface Framed {
  readonly box: Box;
  readonly picture: ImageShape;
  readonly rotation: number;
}

/** Part of a `Presentation`. */
export interface Framing {
  readonly zoom: number;
  readonly pan: readonly [number, number];
}

/**
 * One scale for several pictures, the largest at which each fits into its viewport.
 * @returns screen pixels for one unit of their spacing (mm, where it is known)
 */
export const commonScale = (all: readonly Framed[]): number | undefined =>
  all.length === 0 ? undefined : Math.min(...all.map(fittedScale));

/** Screen pixels for one unit of spacing when the picture is fitted. */
const fittedScale = ({ box, picture, rotation }: Framed): number =>
  fitScale(box, picture, rotation) / Math.min(picture.spacing.row, picture.spacing.column);

const near = (a: number, b: number) => Math.abs(a - b) < 1e-4;

export const sameFraming = (a: Framing, b: Framing): boolean =>
  near(a.zoom, b.zoom) && near(a.pan[0], b.pan[0]) && near(a.pan[1], b.pan[1]);

/**
 * Whether size and place of a picture that is shown again (from a link, the history, by undo) are the rule's to
 * give: it was never framed, or by the rule, for a viewport that may have had another size.
 */
export const isFramedByRule = (kept: Partial<Framing & { readonly framed: true }> | undefined): boolean =>
  kept?.framed === true ||
  sameFraming({ zoom: kept?.zoom ?? 1, pan: kept?.pan ?? [0, 0] }, { zoom: 1, pan: [0, 0] });

/** A picture at a scale (default: fitted), against one edge of its viewport where it is asked for. */
export function framingOf(framed: Framed, scale: number | undefined, edge?: 'left' | 'right'): Framing {
  const { box, picture, rotation } = framed;
  const fitted = fittedScale(framed);
  const zoom = scale === undefined || !(fitted > 0) ? 1 : scale / fitted;
  if (edge === undefined || !(box.height > 0)) return { zoom, pan: [0, 0] };
  const across =
    rotation % 180 === 0 ? picture.columns * picture.spacing.column : picture.rows * picture.spacing.row;
  const room = (box.width - across * fitted * zoom) / 2;
  const pan = Math.max(0, room) / box.height;
  return { zoom, pan: [edge === 'left' ? -pan : pan, 0] };
}
