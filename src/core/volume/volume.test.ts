import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cross, dot, type Vector3 } from '../dicom/geometry.ts';
import { geometryVerdict, type PlaneImage } from '../dicom/geometryVerdict.ts';
import { add, scale, toIndex, toPatient, volumeOf, whyNoVolume, type VolumeGeometry } from './geometry.ts';
import {
  centreOf,
  cornerOf,
  onPlane,
  placeOf,
  planeAt,
  planeStacks,
  sliceAt,
  slabReach,
  type CutName,
  type PlaneStack,
} from './planes.ts';
import { coarser, obliqueStack } from './oblique.ts';
import { reslice, sampleGrid, slicesOf, type SampleGrid, type VoxelSlice } from './reslice.ts';

interface Shape {
  readonly size: Vector3;
  readonly spacing: Vector3;
  readonly row: Vector3;
  readonly column: Vector3;
  readonly origin: Vector3;
  /** Sideways slide from slice to slice, mm. */
  readonly slide: Vector3;
}

const unit = (a: Vector3): Vector3 => scale(a, 1 / Math.sqrt(dot(a, a)));

/** Directions turned by Euler angles. */
function turned(a: number, b: number, c: number): Pick<Shape, 'row' | 'column'> {
  const turn = (v: Vector3): Vector3 => {
    const [x, y, z] = v;
    const one: Vector3 = [x * Math.cos(a) - y * Math.sin(a), x * Math.sin(a) + y * Math.cos(a), z];
    const two: Vector3 = [
      one[0],
      one[1] * Math.cos(b) - one[2] * Math.sin(b),
      one[1] * Math.sin(b) + one[2] * Math.cos(b),
    ];
    return [
      two[0] * Math.cos(c) + two[2] * Math.sin(c),
      two[1],
      -two[0] * Math.sin(c) + two[2] * Math.cos(c),
    ];
  };
  return { row: unit(turn([1, 0, 0])), column: unit(turn([0, 1, 0])) };
}

function imagesOf({ size, spacing, row, column, origin, slide }: Shape): PlaneImage[] {
  const step = add(scale(cross(row, column), spacing[2]), slide);
  return Array.from({ length: size[2] }, (_, k) => ({
    Columns: size[0],
    Rows: size[1],
    PixelSpacing: [spacing[1], spacing[0]],
    ImageOrientationPatient: [...row, ...column],
    ImagePositionPatient: [...add(origin, scale(step, k))],
  }));
}

const straight: Shape = {
  size: [20, 16, 12],
  spacing: [1, 1.5, 2.5],
  row: [1, 0, 0],
  column: [0, 1, 0],
  origin: [-10, -12, 30],
  slide: [0, 0, 0],
};

function volume(shape: Partial<Shape> = {}): VolumeGeometry {
  const made = volumeOf(imagesOf({ ...straight, ...shape }));
  if ('reason' in made) throw new Error(made.reason);
  return made.geometry;
}

function stackNamed(geometry: VolumeGeometry, name: CutName): PlaneStack {
  const found = planeStacks(geometry).find((stack) => stack.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

/** Voxels that hold a straight function of where they lie: what lies between can be computed exactly. */
const ramp = ([x, y, z]: Vector3) => 2 * x - 3 * y + 5 * z + 7;
function rampSlices(geometry: VolumeGeometry): VoxelSlice[] {
  const [ni, nj, nk] = geometry.size;
  return Array.from({ length: nk }, (_, k) => {
    const data = new Float64Array(ni * nj);
    for (let j = 0; j < nj; j++)
      for (let i = 0; i < ni; i++) data[j * ni + i] = ramp(toPatient(geometry, [i, j, k]));
    return { data, slope: 1, intercept: 0 };
  });
}

function run(
  geometry: VolumeGeometry,
  slices: readonly (VoxelSlice | undefined)[],
  grid: SampleGrid,
  blend: 'max' | 'min' | 'mean' = 'max',
): Float32Array {
  const steps = reslice(geometry, slices, grid, blend);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const pixelPlace = (stack: PlaneStack, plane: number, x: number, y: number): Vector3 =>
  add(
    cornerOf(stack, plane),
    add(scale(stack.right, x * stack.spacing.column), scale(stack.down, y * stack.spacing.row)),
  );

const shapes: fc.Arbitrary<Shape> = fc
  .record({
    angles: fc.tuple(
      fc.double({ min: 0, max: 6.28, noNaN: true }),
      fc.double({ min: 0, max: 6.28, noNaN: true }),
      fc.double({ min: 0, max: 6.28, noNaN: true }),
    ),
    straightUp: fc.boolean(),
    size: fc.tuple(
      fc.integer({ min: 4, max: 14 }),
      fc.integer({ min: 4, max: 14 }),
      fc.integer({ min: 4, max: 10 }),
    ),
    spacing: fc.tuple(
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      fc.double({ min: 0.5, max: 4, noNaN: true }),
    ),
    origin: fc.tuple(
      fc.integer({ min: -200, max: 200 }),
      fc.integer({ min: -200, max: 200 }),
      fc.integer({ min: -900, max: 900 }),
    ),
    tilt: fc.constantFrom(0, 0.3, -0.2),
  })
  .map(({ angles, straightUp, size, spacing, origin, tilt }) => {
    const directions = straightUp ? { row: straight.row, column: straight.column } : turned(...angles);
    return { ...directions, size, spacing, origin, slide: scale(directions.column, tilt * spacing[2]) };
  });

describe('a volume', () => {
  it('has every voxel where its image says, in whatever order the images come', () => {
    fc.assert(
      fc.property(shapes, fc.boolean(), (shape, reversed) => {
        const images = imagesOf(shape);
        if (reversed) images.reverse();
        const made = volumeOf(images);
        if ('reason' in made) throw new Error(made.reason);
        for (const [k, image] of made.imageOfSlice.entries()) {
          const at = toPatient(made.geometry, [0, 0, k]);
          images[image]?.ImagePositionPatient?.forEach((mm, axis) => expect(at[axis]).toBeCloseTo(mm, 4));
        }
        const index: Vector3 = [1.25, 2.5, 1.75];
        toIndex(made.geometry, toPatient(made.geometry, index)).forEach((value, axis) =>
          expect(value).toBeCloseTo(index[axis] ?? NaN, 6),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('is refused in the words of its geometry verdict, tilt alone excepted', () => {
    const verdict = (shape: Partial<Shape>, drop: (k: number) => boolean = () => false) =>
      geometryVerdict(imagesOf({ ...straight, ...shape }).filter((_, k) => !drop(k)));
    expect(whyNoVolume(verdict({}))).toBeUndefined();
    expect(whyNoVolume(verdict({ slide: [0, 0.6, 0] }))).toBeUndefined();
    expect(whyNoVolume(verdict({}, (k) => k === 5))).toMatch(
      /^11 positions, 2.5 mm apart; not a volume: 1 of 12 slices is missing: 1 between images 5 and 6/,
    );
    expect(whyNoVolume(verdict({ size: [20, 16, 2] }))).toBe(
      '2 positions, 2.5 mm apart; not a volume: fewer than 3 positions.',
    );
    expect(whyNoVolume(undefined)).toBe('The images have no position in the patient.');
  });

  it('is refused when a slice lies beside the others', () => {
    const images = imagesOf(straight).map((image, k) =>
      k === 4 ? { ...image, ImagePositionPatient: [-9, -12, 40] } : image,
    );
    expect(volumeOf(images)).toEqual({
      reason: 'Image 5 of 12 does not lie where even slices would have it.',
    });
  });
});

describe('planes', () => {
  it('of a straight volume are its own layers, voxel by voxel', () => {
    const stacks = planeStacks(volume());
    expect(
      stacks.map(({ name, columns, rows, count, isAcquired }) => [name, columns, rows, count, isAcquired]),
    ).toEqual([
      ['axial', 20, 16, 12, true],
      ['sagittal', 16, 12, 20, false],
      ['coronal', 20, 12, 16, false],
    ]);
    for (const stack of stacks) expect(sampleGrid(volume(), stack, 3, 0).isExact).toBe(true);
  });

  it('show the patient as a radiologist looks: head up, patient’s left on the right, front to the left', () => {
    const geometry = volume();
    const corner = (name: CutName) => cornerOf(stackNamed(geometry, name), 0);
    expect(corner('axial')).toEqual([-10, -12, 30]);
    expect(corner('coronal')).toEqual([-10, -12, 57.5]);
    expect(corner('sagittal')).toEqual([-10, -12, 57.5]);
  });

  it('add the scanner’s own where it was turned', () => {
    const stacks = planeStacks(volume(turned(0.1, 0.2, 0)));
    expect(stacks.map(({ name }) => name)).toEqual(['axial', 'sagittal', 'coronal', 'acquired']);
    const acquired = stacks.find(({ name }) => name === 'acquired');
    expect(acquired).toMatchObject({ columns: 20, rows: 16, count: 12, isAcquired: true });
    expect(acquired && sampleGrid(volume(turned(0.1, 0.2, 0)), acquired, 0, 0).isExact).toBe(true);
  });

  it('are found by a point, and named by where they lie', () => {
    const geometry = volume();
    const axial = stackNamed(geometry, 'axial');
    expect(planeAt(axial, [0, 0, 41])).toBe(4);
    expect(planeAt(axial, [0, 0, -999])).toBe(0);
    expect(placeOf(axial, 4)).toEqual({ mm: 40, text: 'H 40.0 mm' });
    expect(placeOf(stackNamed(geometry, 'sagittal'), 0).text).toBe('R 10.0 mm');
    expect(placeOf(stackNamed(geometry, 'coronal'), 8).text).toBe('P 0.0 mm');
    expect(onPlane(axial, 4, [3, 2, 999])).toEqual([3, 2, 40]);
    expect(centreOf(axial, 0)).toEqual([-0.5, -0.75, 30]);
    expect(sliceAt(geometry, [0, 0, 41])).toBe(4);
    expect(slabReach(axial, 10)).toBe(2);
  });
});

describe('reslicing', () => {
  it('gives each pixel the value of its place in the patient: any turn, tilt, spacing, plane and slab', () => {
    fc.assert(
      fc.property(shapes, fc.nat(), fc.nat(), (shape, planeSeed, stackSeed) => {
        const made = volumeOf(imagesOf(shape));
        if ('reason' in made) throw new Error(made.reason);
        const { geometry } = made;
        const slices = rampSlices(geometry);
        const stacks = planeStacks(geometry);
        const stack = stacks[stackSeed % stacks.length];
        if (!stack) throw new Error('no planes');
        const plane = planeSeed % stack.count;
        const picture = run(geometry, slices, sampleGrid(geometry, stack, plane, 0));
        for (let y = 0; y < stack.rows; y++)
          for (let x = 0; x < stack.columns; x++) {
            const place = pixelPlace(stack, plane, x, y);
            const index = toIndex(geometry, place);
            const value = picture[y * stack.columns + x] ?? NaN;
            const inside = index.every((at, axis) => at >= 0 && at <= (geometry.size[axis] ?? 0) - 1);
            // The ramp climbs 6.2 a mm: a tenth of a voxel at most.
            const tolerance = 6.2 * 0.1 * Math.max(...shape.spacing);
            if (inside) expect(Math.abs(value - ramp(place))).toBeLessThan(tolerance);
            const outside = index.some((at, axis) => at < -0.6 || at > (geometry.size[axis] ?? 0) - 0.4);
            if (outside) expect(value).toBeNaN();
          }
      }),
      { numRuns: 60 },
    );
  });

  it('does so for a plane turned any way through any point, and for one of fewer pixels', () => {
    const angle = fc.double({ min: -3.14, max: 3.14, noNaN: true });
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        shapes,
        fc.tuple(angle, angle, angle),
        fc.tuple(part, part, part),
        fc.constantFrom('axial', 'sagittal', 'coronal'),
        fc.boolean(),
        (shape, angles, parts, name, isCoarse) => {
          const made = volumeOf(imagesOf(shape));
          if ('reason' in made) throw new Error(made.reason);
          const { geometry } = made;
          const [a, b, c] = geometry.size;
          const point = toPatient(geometry, [parts[0] * (a - 1), parts[1] * (b - 1), parts[2] * (c - 1)]);
          const { row: right, column: down } = turned(...angles);
          const whole = obliqueStack(geometry, stackNamed(geometry, name), { right, down }, point);
          const stack = isCoarse ? coarser(whole, 1, 100) : whole;
          const plane = planeAt(stack, point);
          // Exactly through the point, not through the plane next to it.
          expect(dot(cornerOf(stack, plane), stack.forward)).toBeCloseTo(dot(point, stack.forward), 6);
          expect(centreOf(stack, 0).map((mm) => mm.toFixed(4))).toEqual(
            centreOf(whole, 0).map((mm) => mm.toFixed(4)),
          );
          const picture = run(geometry, rampSlices(geometry), sampleGrid(geometry, stack, plane, 0));
          let insides = 0;
          for (let y = 0; y < stack.rows; y++)
            for (let x = 0; x < stack.columns; x++) {
              const place = pixelPlace(stack, plane, x, y);
              const index = toIndex(geometry, place);
              const value = picture[y * stack.columns + x] ?? NaN;
              const inside = index.every((at, axis) => at >= 0 && at <= (geometry.size[axis] ?? 0) - 1);
              if (inside) insides++;
              // The ramp climbs 6.2 a mm: a hundredth of a mm at most, and single precision.
              if (inside) expect(Math.abs(value - ramp(place))).toBeLessThan(0.062);
              const outside = index.some((at, axis) => at < -0.6 || at > (geometry.size[axis] ?? 0) - 0.4);
              if (outside) expect(value).toBeNaN();
            }
          if (!isCoarse && parts.every((each) => each > 0.3 && each < 0.7))
            expect(insides).toBeGreaterThan(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('blends the layers of a slab: brightest, darkest, mean', () => {
    const geometry = volume();
    const stack = stackNamed(geometry, 'axial');
    const slices = rampSlices(geometry);
    const grid = sampleGrid(geometry, stack, 4, 5);
    const middle = ramp(pixelPlace(stack, 4, 0, 0));
    const step = 5 * stack.stepMm;
    expect(grid.layers).toBe(3);
    expect(run(geometry, slices, grid, 'max')[0]).toBeCloseTo(middle + step);
    expect(run(geometry, slices, grid, 'min')[0]).toBeCloseTo(middle - step);
    expect(run(geometry, slices, grid, 'mean')[0]).toBeCloseTo(middle);
  });

  it('cuts a slab off at the end of the volume', () => {
    const geometry = volume();
    expect(sampleGrid(geometry, stackNamed(geometry, 'axial'), 0, 10).layers).toBe(3);
  });

  it('uses each slice’s own line, and leaves out slices that are not here', () => {
    const geometry = volume();
    const stack = stackNamed(geometry, 'coronal');
    const slices: (VoxelSlice | undefined)[] = rampSlices(geometry).map(({ data }, k) => ({
      data,
      slope: k + 1,
      intercept: k,
    }));
    slices[2] = undefined;
    const picture = run(geometry, slices, sampleGrid(geometry, stack, 5, 0));
    const row = (k: number) => (geometry.size[2] - 1 - k) * stack.columns;
    expect(picture[row(2)]).toBeNaN();
    expect(picture[row(3)]).toBeCloseTo(4 * ramp(toPatient(geometry, [0, 5, 3])) + 3, 2);
  });

  it('says which slices a picture is made of', () => {
    const geometry = volume();
    const slices = (name: CutName, plane: number, slabMm = 0) =>
      slicesOf(geometry, sampleGrid(geometry, stackNamed(geometry, name), plane, slabMm));
    expect(slices('axial', 4)).toEqual({ from: 4, to: 4 });
    expect(slices('axial', 4, 5)).toEqual({ from: 3, to: 5 });
    expect(slices('coronal', 4)).toEqual({ from: 0, to: 11 });
  });
});
