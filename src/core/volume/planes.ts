import { dot, planeAxes, type Vector3 } from '../dicom/geometry.ts';
import {
  add,
  cornersOf,
  directionToIndex,
  finestMm,
  scale,
  toIndex,
  turnedUp,
  type VolumeGeometry,
} from './geometry.ts';

/** Ways to cut a volume: along the patient's axes, or as the scanner did. */
export const cutNames = ['axial', 'sagittal', 'coronal', 'acquired'] as const;
export type CutName = (typeof cutNames)[number];

/** How the slices within a slab become one picture: the brightest, the darkest, or their mean. */
export const slabBlends = ['max', 'min', 'mean'] as const;
export type SlabBlend = (typeof slabBlends)[number];

/** Which plane of a volume is looked at. In patient coordinates, so that it holds for any volume of the patient. */
export interface PlaneView {
  readonly name: CutName;
  /** A point of the plane, mm: what stays where it is when the plane is turned. */
  readonly through: Vector3;
  /** Thickness of the slab around the plane, mm; 0 for a single plane. */
  readonly slabMm: number;
  readonly blend: SlabBlend;
  /** Turned away from the plane of that name; absent: the plane itself. */
  readonly orientation?: PlaneOrientation;
}

/** Directions to the right and down on the screen, in the patient: unit length, at right angles. */
export interface PlaneOrientation {
  readonly right: Vector3;
  readonly down: Vector3;
}

/** What is to be different of a plane. With a name, `orientation: undefined` or its absence is that plane itself. */
export type PlaneChange = Partial<Omit<PlaneView, 'orientation'>> & {
  readonly orientation?: PlaneOrientation | undefined;
};

/**
 * All parallel planes of one name through a volume: pictures of one size, one
 * above the other.
 */
export interface PlaneStack {
  readonly name: CutName;
  /** On the screen, and the way in which planes are counted. Unit length. */
  readonly right: Vector3;
  readonly down: Vector3;
  readonly forward: Vector3;
  readonly columns: number;
  readonly rows: number;
  /** Distance of columns and of rows, mm. */
  readonly spacing: { readonly column: number; readonly row: number };
  readonly count: number;
  /** From one plane to the next, mm. */
  readonly stepMm: number;
  /** Centre of the upper left pixel of plane 0, mm. */
  readonly origin: Vector3;
  /** Whether its planes are the slices of the scanner. */
  readonly isAcquired: boolean;
}

/** As a radiologist looks at them: from the feet, from the patient's left, from the front. */
export const anatomicalAxes = {
  axial: { right: [1, 0, 0], down: [0, 1, 0], forward: [0, 0, 1] },
  sagittal: { right: [0, 1, 0], down: [0, 0, -1], forward: [1, 0, 0] },
  coronal: { right: [1, 0, 0], down: [0, 0, -1], forward: [0, 1, 0] },
} as const;

/** Voxels by which a direction may leave a row of voxels, over the whole volume, and still be taken to follow it. */
const straying = 0.02;

/**
 * The planes that a volume can be cut into. "acquired" only where none of the
 * patient's axes gives the slices of the scanner.
 */
export function planeStacks(volume: VolumeGeometry): readonly PlaneStack[] {
  const anatomical = (['axial', 'sagittal', 'coronal'] as const).map((name) =>
    stackAlong(volume, name, anatomicalAxes[name]),
  );
  if (anatomical.some(({ isAcquired }) => isAcquired)) return anatomical;
  const [row, column] = volume.steps;
  const own = planeAxes({ ImageOrientationPatient: [...row, ...column] });
  if (!own) return anatomical;
  const { row: right } = own;
  // At right angles, also where the two that the object gives are not quite.
  const down = unit(add(own.column, scale(right, -dot(own.column, right))));
  const acquired = stackAlong(volume, 'acquired', { right, down, forward: turnedUp(own) });
  return [...anatomical, acquired];
}

function stackAlong(
  volume: VolumeGeometry,
  name: CutName,
  { right, down, forward }: { right: Vector3; down: Vector3; forward: Vector3 },
): PlaneStack {
  const corners = cornersOf(volume);
  const across = extent(corners, right);
  const along = extent(corners, down);
  const through = extent(corners, forward);
  const column = spacingAlong(volume, right, across.length);
  const row = spacingAlong(volume, down, along.length);
  const layers = layerAxis(volume, right, down, Math.max(across.length, along.length));
  const layerStep = layers === undefined ? undefined : volume.steps[layers];
  const stepMm = layerStep ? Math.abs(dot(layerStep, forward)) : finestMm(volume);
  return {
    name,
    right,
    down,
    forward,
    columns: countOf(across.length, column),
    rows: countOf(along.length, row),
    spacing: { column, row },
    count: countOf(through.length, stepMm),
    stepMm,
    origin: add(add(scale(right, across.from), scale(down, along.from)), scale(forward, through.from)),
    isAcquired: layers === 2,
  };
}

/** Pixels that cover a length from the centre of the first to that of the last. */
const countOf = (length: number, spacing: number): number => Math.floor(length / spacing + 0.01) + 1;

/** Where points begin along a direction, and over what length they lie, mm. */
export function extent(points: readonly Vector3[], direction: Vector3): { from: number; length: number } {
  const values = points.map((point) => dot(point, direction));
  const from = Math.min(...values);
  return { from, length: Math.max(...values) - from };
}

/** The voxels' own spacing where a direction follows a row of them, else the finest there is. */
function spacingAlong(volume: VolumeGeometry, direction: Vector3, length: number): number {
  const perMm = directionToIndex(volume, direction);
  const followed = [0, 1, 2].find((axis) =>
    perMm.every((part, other) => other === axis || Math.abs(part) * length <= straying),
  );
  const part = followed === undefined ? undefined : perMm[followed];
  return part ? 1 / Math.abs(part) : finestMm(volume);
}

/** The axis (0, 1, 2) of which each such plane holds one layer of voxels; undefined when planes cut across layers. */
function layerAxis(
  volume: VolumeGeometry,
  right: Vector3,
  down: Vector3,
  length: number,
): 0 | 1 | 2 | undefined {
  const [a, b] = [directionToIndex(volume, right), directionToIndex(volume, down)];
  return ([0, 1, 2] as const).find(
    (axis) => Math.abs(a[axis]) * length <= straying && Math.abs(b[axis]) * length <= straying,
  );
}

/** The plane nearest to a point, from 0. */
export function planeAt({ forward, origin, stepMm, count }: PlaneStack, point: Vector3): number {
  const index = Math.round((dot(point, forward) - dot(origin, forward)) / stepMm);
  return Math.min(count - 1, Math.max(0, index));
}

/** Centre of the upper left pixel of a plane, mm. */
export const cornerOf = ({ origin, forward, stepMm }: PlaneStack, plane: number): Vector3 =>
  add(origin, scale(forward, plane * stepMm));

/** Centre of a plane's picture, mm. */
export function centreOf(stack: PlaneStack, plane: number): Vector3 {
  const { right, down, columns, rows, spacing } = stack;
  const across = scale(right, ((columns - 1) / 2) * spacing.column);
  return add(add(cornerOf(stack, plane), across), scale(down, ((rows - 1) / 2) * spacing.row));
}

/** The same point moved along `forward` onto a plane. */
export function onPlane(stack: PlaneStack, plane: number, point: Vector3): Vector3 {
  const { forward } = stack;
  return add(point, scale(forward, dot(cornerOf(stack, plane), forward) - dot(point, forward)));
}

/** The slice of the scanner nearest to a point. */
export function sliceAt(volume: VolumeGeometry, point: Vector3): number {
  const k = Math.round(toIndex(volume, point)[2]);
  return Math.min(volume.size[2] - 1, Math.max(0, k));
}

/** Planes to each side that a slab takes with it: those with their middle inside. */
export const slabReach = ({ stepMm }: PlaneStack, slabMm: number): number =>
  Math.max(0, Math.floor(slabMm / 2 / stepMm + 1e-6));

/** Where a plane lies along its direction: by the patient's letter, "A 12.5 mm"; from the origin of the frame of reference. */
export function placeOf(stack: PlaneStack, plane: number): { readonly mm: number; readonly text: string } {
  const mm = dot(cornerOf(stack, plane), stack.forward);
  const [x, y, z] = stack.forward.map(Math.abs) as [number, number, number]; // three in, three out
  const axis = z >= x && z >= y ? 2 : x >= y ? 0 : 1;
  const letters = [
    ['L', 'R'],
    ['P', 'A'],
    ['H', 'F'],
  ] as const;
  const rounded = Math.round(mm * 10) / 10;
  return { mm, text: `${letters[axis][rounded >= 0 ? 0 : 1]} ${Math.abs(rounded).toFixed(1)} mm` };
}

export const unit = (vector: Vector3): Vector3 => scale(vector, 1 / Math.sqrt(dot(vector, vector)));
