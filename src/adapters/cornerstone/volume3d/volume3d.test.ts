import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cross, dot, subtract, type Vector3 } from '../../../core/dicom/geometry.ts';
import { rightOf, rolled, turned, viewFrom } from '../../../core/threeD/camera.ts';
import { keptOf } from '../../../core/threeD/coarsen.ts';
import { uncropped } from '../../../core/threeD/crop.ts';
import { firstLook } from '../../../core/threeD/look.ts';
import { threeDPresets } from '../../../core/threeD/presets.ts';
import { add, scale, toIndex, type VolumeGeometry } from '../../../core/volume/geometry.ts';
import { viewInPlace } from './describe3d.ts';
import { lookTable, rowsOf, valueAt, type LookRequest } from './lookTable.ts';
import { valuesOf } from './cardVolume.ts';
import { firstKept, middleOf, pixelsPerMm, rayFrame } from './rayFrame.ts';

const request: LookRequest = {
  preset: 'CT-Bone',
  shift: 0,
  window: { center: 500, width: 1000 },
  modality: 'CT',
  invert: false,
  colourMap: undefined,
};

/** Opacity that a value is drawn with. */
function opacityAt({ lower, upper, rgba }: ReturnType<typeof lookTable>, value: number): number {
  const last = rgba.length / 4 - 1;
  const at = Math.round(Math.min(1, Math.max(0, (value - lower) / (upper - lower))) * last);
  return (rgba[at * 4 + 3] ?? 0) / 255;
}

describe('another time in the place of one', () => {
  test('is looked at from where that was, unless it is said otherwise in 3D', () => {
    const plain = { zoom: 1, pan: [0, 0], rotation: 0, flipHorizontal: false, flipVertical: false } as const;
    const own = { ...plain, invert: false, zoom: 3, threeD: firstLook('MR') };
    expect(viewInPlace(undefined, own)).toBe(own);
    // Zoom and pan of planes mean nothing here.
    expect(viewInPlace({ ...plain, invert: true, zoom: 7 }, own)).toBe(own);
    const given = { ...plain, invert: true, threeD: firstLook('CT') };
    expect(viewInPlace(given, own)).toBe(given);
  });
});

describe('looks', () => {
  test('every preset makes a table of its own, with something to see and something clear', () => {
    const seen = threeDPresets.map(({ id }) => {
      const table = lookTable({ ...request, preset: id });
      expect(table.upper).toBeGreaterThan(table.lower);
      expect(table.rgba.some((value, at) => at % 4 === 3 && value > 0)).toBe(true);
      if (table.projection === undefined)
        expect(table.rgba.some((value, at) => at % 4 === 3 && value === 0)).toBe(true);
      return `${table.projection} ${table.lower} ${table.upper} ${table.rgba.join(' ')}`;
    });
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('air is clear and bone is not; opacity moves both ways', () => {
    const bone = lookTable(request);
    expect(opacityAt(bone, -1000)).toBe(0);
    expect(opacityAt(bone, 641)).toBeCloseTo(0.716, 2);
    expect(opacityAt(lookTable({ ...request, shift: 50 }), 100)).toBeGreaterThan(opacityAt(bone, 100));
    expect(opacityAt(lookTable({ ...request, shift: -50 }), 100)).toBeLessThan(opacityAt(bone, 100));
  });

  test('MR has no unit: its presets follow the window', () => {
    const dim = lookTable({ ...request, preset: 'MR-Default', window: { center: 200, width: 400 } });
    const bright = lookTable({ ...request, preset: 'MR-Default', window: { center: 2000, width: 4000 } });
    expect(bright.upper).toBeCloseTo(dim.upper * 10, 6);
    expect(opacityAt(bright, 1200)).toBeCloseTo(opacityAt(dim, 120), 1);
  });

  test('a projection is the window, inverted when asked for', () => {
    const plain = lookTable({ ...request, preset: 'mip' });
    expect([plain.lower, plain.upper, plain.rgba[0], plain.rgba.at(-2)]).toEqual([0, 1000, 0, 255]);
    const turnedRound = lookTable({ ...request, preset: 'mip', invert: true });
    expect([turnedRound.rgba[0], turnedRound.rgba.at(-2)]).toEqual([255, 0]);
  });

  test('curves are straight between their points and flat beyond them', () => {
    const rows = rowsOf('6 0 0 10 1 20 0.5', 2);
    expect(rows).toEqual([
      [0, 0],
      [10, 1],
      [20, 0.5],
    ]);
    expect([-5, 5, 15, 99].map((value) => valueAt(rows, value, 1))).toEqual([0, 0.5, 0.75, 0.5]);
  });
});

const angle = fc.double({ min: -3, max: 3, noNaN: true });
const mm = fc.double({ min: 0.3, max: 5, noNaN: true });

/** A volume of any turn, spacing and tilt. */
const anyVolume = fc
  .tuple(fc.tuple(angle, angle, angle), fc.tuple(mm, mm, mm), fc.double({ min: -0.5, max: 0.5, noNaN: true }))
  .map(([[x, y, z], [i, j, k], slide]): VolumeGeometry => {
    const { towards, up } = rolled(turned(viewFrom('A'), x, y), z);
    const row = rightOf({ towards, up });
    const steps = [scale(row, i), scale(up, j), add(scale(towards, k), scale(up, slide * k))] as const;
    const determinant = dot(steps[0], cross(steps[1], steps[2]));
    const inverse = [
      scale(cross(steps[1], steps[2]), 1 / determinant),
      scale(cross(steps[2], steps[0]), 1 / determinant),
      scale(cross(steps[0], steps[1]), 1 / determinant),
    ] as const;
    return { size: [40, 30, 20], origin: [12, -7, 100], steps, inverse };
  });

describe('rays', () => {
  const box = { width: 300, height: 200 };

  test('each pixel looks along the line that it is on, whatever is left out', () => {
    const every = fc.constantFrom<Vector3>([1, 1, 1], [2, 2, 1], [3, 2, 2]);
    fc.assert(
      fc.property(anyVolume, every, angle, angle, (geometry, kept, x, y) => {
        const camera = turned(viewFrom('A'), x, y);
        const view = { zoom: 1.5, pan: [0.1, -0.2] as const };
        const frame = rayFrame({ geometry, every: kept }, { camera, crop: uncropped, view, ...box, step: 1 });
        // A point of the patient, and the pixel that it is seen at: from the lower left corner.
        const point = add(geometry.origin, [3, 4, 5]);
        const perMm = pixelsPerMm(geometry, view, box);
        const from = subtract(point, middleOf(geometry));
        const across = box.width / 2 + 0.1 * box.height + dot(from, rightOf(camera)) * perMm;
        const up = box.height / 2 + 0.2 * box.height + dot(from, camera.up) * perMm;
        const depth = dot(from, camera.towards);
        const seen = [0, 1, 2].map(
          (axis) =>
            (frame.origin[axis] ?? 0) +
            (frame.right[axis] ?? 0) * across +
            (frame.up[axis] ?? 0) * up +
            (frame.direction[axis] ?? 0) * depth,
        );
        const index = toIndex(geometry, point);
        index.forEach((at, axis) => {
          const step = kept[axis] ?? 1;
          const count = geometry.size[axis] ?? 1;
          const texel = (at - firstKept(count, step)) / step;
          expect(seen[axis]).toBeCloseTo((texel + 0.5) / keptOf(count, step), 6);
        });
      }),
    );
  });

  test('a slope in the patient is found from differences of voxels', () => {
    fc.assert(
      fc.property(anyVolume, (geometry) => {
        const frame = rayFrame(
          { geometry, every: [1, 1, 1] },
          { camera: viewFrom('A'), crop: uncropped, view: { zoom: 1, pan: [0, 0] }, ...box, step: 1 },
        );
        // Values that rise along one direction of the patient.
        const slope: Vector3 = [0.3, -2, 1.1];
        const differences = geometry.steps.map((step) => 2 * dot(step, slope));
        const found = [0, 1, 2].map((row) =>
          differences.reduce(
            (sum, value, column) => sum + (frame.toPatient[column * 3 + row] ?? 0) * value,
            0,
          ),
        );
        found.forEach((value, axis) => expect(value).toBeCloseTo(slope[axis] ?? 0, 6));
      }),
    );
  });
});

test('of a slice every second pixel is kept, in modality units', () => {
  const data = Int16Array.from({ length: 24 }, (_, at) => at);
  const pixels = { data, slope: 2, intercept: -1000 };
  const values = new Float32Array(6);
  valuesOf({ pixels, columns: 6, rows: 4 } as Parameters<typeof valuesOf>[0], [2, 2, 1], 3, values);
  expect([...values]).toEqual([0, 2, 4, 12, 14, 16].map((at) => at * 2 - 1000));
});
