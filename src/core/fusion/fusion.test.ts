import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourMapNamed } from '../colour/colourMaps.ts';
import type { Vector3 } from '../dicom/geometry.ts';
import { toPatient, volumeOf, type VolumeGeometry } from '../volume/geometry.ts';
import { reslice } from '../volume/reslice.ts';
import { composeFused, type ColourPart, type GreyPart } from './compose.ts';
import { changedLook, defaultLook } from './look.ts';
import {
  degreesOf,
  directionAt,
  directionCount,
  directionText,
  enlarged,
  projectedAt,
  projectionAxes,
  projectionGrid,
  projectionShape,
} from './projection.ts';

const table = (name: string) => colourMapNamed(name)?.table ?? new Uint8Array(768);
const base: GreyPart = { data: [0, 50, 100, 150, 200], slope: 2, intercept: -100, lower: 0, upper: 200 };
const pet: ColourPart = {
  data: [0, 2.5, 5, 20, NaN],
  table: table('hot-iron'),
  lower: 0,
  upper: 10,
  threshold: undefined,
};
const look = { blend: 0.5, below: 'base' } as const;
const greys = [0, 0, 128, 255, 255].flatMap((level, at) =>
  at === 2 ? [128, 128, 128] : [level, level, level],
);

describe('a fused picture', () => {
  it('is the grey picture at a blend of 0', () => {
    expect([...composeFused(base, pet, { ...look, blend: 0 }, 5)]).toEqual(greys);
    expect([...composeFused(base, pet, { blend: 0, below: 'pet' }, 5)]).toEqual(greys);
  });

  it('is the PET in its colours at a blend of 1, dark where there is none', () => {
    const entries = [0, 64, 128, 255, 0];
    const colours = entries.flatMap((entry) => [...table('hot-iron').subarray(entry * 3, entry * 3 + 3)]);
    expect([...composeFused(base, pet, { ...look, blend: 1 }, 5)]).toEqual(colours);
    expect([...composeFused(undefined, pet, { ...look, blend: 0.3 }, 5)]).toEqual(colours);
  });

  it('mixes in between, and leaves the grey picture alone where there is no PET', () => {
    const out = composeFused(base, pet, look, 5);
    expect([...out.subarray(6, 9)]).toEqual([191, 64, 64]);
    expect([...out.subarray(12, 15)]).toEqual([255, 255, 255]);
  });

  it('has no PET below the threshold, at any blend', () => {
    const clear = { ...pet, threshold: 5 };
    for (const blend of [0.5, 1]) {
      const out = composeFused(base, clear, { ...look, blend }, 5);
      expect([...out.subarray(0, 6)]).toEqual([0, 0, 0, 0, 0, 0]);
      expect(out[6]).toBeGreaterThan(out[7] ?? 0);
    }
  });

  it('with the PET below shows it whole where the grey picture is black', () => {
    const out = composeFused(base, pet, { blend: 0.5, below: 'pet' }, 5);
    expect([...out.subarray(3, 6)]).toEqual([128, 0, 0]);
    expect([...out.subarray(6, 9)]).toEqual([191, 64, 64]);
  });

  it('turns a window round', () => {
    const out = composeFused({ ...base, lower: 200, upper: 0 }, pet, { ...look, blend: 0 }, 5);
    expect([...out.subarray(0, 3), ...out.subarray(12)]).toEqual([255, 255, 255, 0, 0, 0]);
  });
});

describe('a look', () => {
  it('stays within what means something', () => {
    expect(changedLook(defaultLook, { blend: 1.4 }).blend).toBe(1);
    expect(changedLook(defaultLook, { blend: -3 }).blend).toBe(0);
    expect(changedLook(defaultLook, { blend: NaN }).blend).toBe(0.5);
    expect(changedLook(defaultLook, { colourMap: 'nonsense' }).colourMap).toBe('hot-iron');
    expect(changedLook(defaultLook, { petWindow: { lower: 5, upper: 5 } }).petWindow).toBeUndefined();
    expect(changedLook(defaultLook, { degrees: -90 }).degrees).toBe(270);
    const set = changedLook(defaultLook, { threshold: 2, petWindow: { lower: 0, upper: 7 } });
    expect(changedLook(set, { threshold: undefined }).threshold).toBeUndefined();
    expect(changedLook(set, { blend: 0.2 })).toMatchObject({
      threshold: 2,
      petWindow: { lower: 0, upper: 7 },
    });
  });
});

function volume(size: Vector3, spacing: Vector3, origin: Vector3): VolumeGeometry {
  const made = volumeOf(
    Array.from({ length: size[2] }, (_, k) => ({
      Columns: size[0],
      Rows: size[1],
      PixelSpacing: [spacing[1], spacing[0]],
      ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
      ImagePositionPatient: [origin[0], origin[1], origin[2] + k * spacing[2]],
    })),
  );
  if ('reason' in made) throw new Error(made.reason);
  return made.geometry;
}

const ball = (geometry: VolumeGeometry, [x, y, z]: Vector3) =>
  Array.from({ length: geometry.size[2] }, (_, k) => ({
    data: Float64Array.from({ length: geometry.size[0] * geometry.size[1] }, (_, at) => {
      const [a, b, c] = toPatient(geometry, [at % geometry.size[0], Math.floor(at / geometry.size[0]), k]);
      return Math.exp(-((a - x) ** 2 + (b - y) ** 2 + (c - z) ** 2) / 72);
    }),
    slope: 1,
    intercept: 0,
  }));

describe('a projection', () => {
  const geometry = volume([40, 40, 30], [4, 4, 3], [-80, -60, 100]);

  it('is seen as a radiologist looks: from the front, and from the left side at 90°', () => {
    expect(projectionAxes(0)).toEqual({ right: [1, 0, 0], down: [0, 0, -1], forward: [0, 1, 0] });
    expect(projectionAxes(90)).toEqual({ right: [0, 1, 0], down: [0, 0, -1], forward: [-1, 0, 0] });
    expect([0, 30, 90, 180, 270, 300].map(directionText)).toEqual([
      'From the front',
      'From the front, 30° to the left',
      'From the left',
      'From the back',
      'From the right',
      'From the right, 30° to the front',
    ]);
    expect(directionAt(degreesOf(directionCount - 1))).toBe(directionCount - 1);
    expect(directionAt(-10)).toBe(directionCount - 1);
  });

  it('has a bright ball where it belongs, from every direction, fine and coarse', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: directionCount - 1 }),
        fc.tuple(
          fc.double({ min: -40, max: 40, noNaN: true }),
          fc.double({ min: -30, max: 60, noNaN: true }),
          fc.double({ min: 120, max: 165, noNaN: true }),
        ),
        fc.constantFrom(1, 3),
        (direction, place, coarse) => {
          const shape = projectionShape(geometry);
          const degrees = degreesOf(direction);
          const work = reslice(
            geometry,
            ball(geometry, place),
            projectionGrid(geometry, shape, degrees, coarse),
            'max',
          );
          let step = work.next();
          while (!step.done) step = work.next();
          const picture = enlarged(step.value, shape, coarse);
          let [sum, x, y] = [0, 0, 0];
          picture.forEach((value, at) => {
            if (!(value > 0.3)) return;
            sum += value;
            x += value * (at % shape.columns);
            y += value * Math.floor(at / shape.columns);
          });
          const [column, row] = projectedAt(shape, degrees, place);
          // Half a voxel of the volume; a coarse picture is right to half of its own.
          const tolerance = 0.5 * Math.max((4 / shape.stepMm) * 1, coarse);
          expect(Math.abs(x / sum - column)).toBeLessThan(tolerance);
          expect(Math.abs(y / sum - row)).toBeLessThan(tolerance);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('does not grow beyond what can be waited for', () => {
    const { columns, rows, layers } = projectionShape(volume([440, 440, 700], [1.65, 1.65, 1.65], [0, 0, 0]));
    expect(columns * rows * layers).toBeLessThan(26e6);
  });
});
