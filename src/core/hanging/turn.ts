import type { Instance } from '../dicom/instance.ts';
import { oppositeLetters } from '../dicom/geometry.ts';
import { viewOf } from '../dicom/projectionView.ts';

/** How a picture is turned, and mirrored on the screen after that. */
export interface Turn {
  readonly rotation: 0 | 90 | 180 | 270;
  readonly flipHorizontal: boolean;
}

/** Where the chest wall of a breast is on the screen, or why it is not known. */
export type ChestWall =
  | { readonly turn: Turn; readonly side: 'left' | 'right' }
  | { readonly reason: string };

const rotations = [0, 90, 180, 270] as const;

/** Letters at the edges of a picture. */
interface Edges {
  readonly right: string;
  readonly bottom: string;
}

/**
 * How to turn a mammogram so that the chest wall is at one side: posterior (P) at
 * that edge, and what belongs there below: feet in oblique and lateral views, the
 * middle of the body in craniocaudal ones. Mirrored only where no turn does it,
 * and never by guess: without PatientOrientation nothing is turned.
 * @see PS3.3 C.7.6.1.1.1 Patient Orientation
 */
export function chestWallTurn(image: Partial<Instance>, side: 'left' | 'right'): ChestWall {
  const [right, bottom] = image.PatientOrientation ?? [];
  if (!right || !bottom || !isLetters(right) || !isLetters(bottom))
    return { reason: 'PatientOrientation is not given, so it is shown as it was stored' };
  const stored: Edges = { right, bottom };
  const below = belowOf(image);
  const wantedRight = side === 'right' ? 'P' : 'A';
  const turns = rotations.flatMap((rotation) =>
    [false, true].map((flipHorizontal): Turn => ({ rotation, flipHorizontal })),
  );
  const facing = turns.filter((turn) => edgesOf(stored, turn).right.startsWith(wantedRight));
  if (facing.length === 0)
    return { reason: `PatientOrientation ${right}\\${bottom} does not say where the chest wall is` };
  const upright = facing.filter(
    (turn) => below !== undefined && edgesOf(stored, turn).bottom.startsWith(below),
  );
  // Least change first: as stored, then mirrored, then turned.
  const [best] = [...(upright.length > 0 ? upright : facing)].sort((a, b) => effort(a) - effort(b));
  return best ? { turn: best, side } : { reason: 'it cannot be turned that way' };
}

const isLetters = (text: string) => /^[LRAPHF]{1,3}$/.test(text);

/** What is at the lower edge when a breast is looked at: the letter it begins with. */
function belowOf(image: Partial<Instance>): string | undefined {
  const { side, view } = viewOf({
    StudyInstanceUID: '',
    SeriesInstanceUID: '',
    SOPInstanceUID: '',
    SOPClassUID: '',
    ...image,
  });
  if (/CC/.test(view.toUpperCase())) return side === 'R' ? 'L' : side === 'L' ? 'R' : undefined;
  return 'F';
}

/** Clockwise turns bring the lower edge to the left, the right one down; mirroring comes after. */
function edgesOf({ right, bottom }: Edges, { rotation, flipHorizontal }: Turn): Edges {
  let edges: Edges = { right, bottom };
  for (let turned = 0; turned < rotation; turned += 90)
    edges = { right: oppositeLetters(edges.bottom), bottom: edges.right };
  return flipHorizontal ? { ...edges, right: oppositeLetters(edges.right) } : edges;
}

const effort = ({ rotation, flipHorizontal }: Turn) =>
  (flipHorizontal ? 1 : 0) + (rotation === 0 ? 0 : rotation === 180 ? 2 : 3);
