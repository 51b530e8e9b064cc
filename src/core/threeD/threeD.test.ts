import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cross, dot, type Vector3 } from '../dicom/geometry.ts';
import {
  cameraLetters,
  cameraOf,
  fromWords,
  rightOf,
  rolled,
  sideOf,
  sides,
  turned,
  viewFrom,
} from './camera.ts';
import { bytesOfVoxel, coarsen, coarsenWords, keptOf } from './coarsen.ts';
import { axesOfPatient, cropBox, cropOf, isCropped, uncropped, type Crop } from './crop.ts';
import { changedThreeD, firstLook } from './look.ts';
import { firstPreset, isMadeFor, presetNamed, presetsFor, threeDPresets } from './presets.ts';

const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });

describe('camera', () => {
  test('letters at the edges, from each side', () => {
    const seen = sides.map((side) => {
      const { left, top, right, bottom } = cameraLetters(viewFrom(side));
      return `${side}: ${left}${top}${right}${bottom}`;
    });
    expect(seen).toEqual(['A: RHLF', 'P: LHRF', 'L: AHPF', 'R: PHAF', 'H: LARP', 'F: RALP']);
    expect(sides.map((side) => fromWords(viewFrom(side)))).toEqual([
      'From the front',
      'From the back',
      'From the left',
      'From the right',
      'From the head',
      'From the feet',
    ]);
  });

  test('dragging the front to the right shows more of the patient’s right side', () => {
    const camera = turned(viewFrom('A'), Math.PI / 2, 0);
    expect(sideOf(camera)).toBe('R');
    expect(sideOf(turned(viewFrom('A'), -Math.PI / 2, 0))).toBe('L');
    expect(fromWords(turned(viewFrom('A'), 0, Math.PI / 2))).toBe('From the head');
    expect(fromWords(turned(viewFrom('A'), 0, -Math.PI / 2))).toBe('From the feet');
  });

  test('rolled clockwise, the head goes to the right', () => {
    expect(cameraLetters(rolled(viewFrom('A'), Math.PI / 2))).toMatchObject({ right: 'H', top: 'R' });
  });

  test('after any turns it is unit vectors at right angles, right-handed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(angle, angle, angle), { maxLength: 30 }), (turns) => {
        const camera = turns.reduce((at, [x, y, z]) => rolled(turned(at, x, y), z), viewFrom('L'));
        expect(Math.hypot(...camera.towards)).toBeCloseTo(1, 9);
        expect(Math.hypot(...camera.up)).toBeCloseTo(1, 9);
        expect(dot(camera.towards, camera.up)).toBeCloseTo(0, 9);
        expect(dot(cross(rightOf(camera), camera.up), camera.towards)).toBeCloseTo(-1, 9);
      }),
    );
  });

  test('turned there and back it is as before', () => {
    fc.assert(
      fc.property(angle, (by) => {
        expect(dot(turned(turned(viewFrom('H'), by, 0), -by, 0).up, viewFrom('H').up)).toBeCloseTo(1, 9);
      }),
    );
  });

  test('numbers that are no camera are refused', () => {
    expect(cameraOf({ towards: [0, 0, 0], up: [0, 0, 1] })).toBeUndefined();
    expect(cameraOf({ towards: [0, 0, 2], up: [0, 0, 1] })).toBeUndefined();
    expect(cameraOf({ towards: [0, Number.NaN, 0], up: [0, 0, 1] })).toBeUndefined();
    expect(cameraOf({ towards: [0, 3, 0], up: [0, 1, 1] })).toEqual(viewFrom('A'));
  });
});

describe('crop', () => {
  const steps = (i: Vector3, j: Vector3, k: Vector3) => ({ steps: [i, j, k] as const });
  const crop: Crop = [
    [0.1, 0.9],
    [0.2, 1],
    [0, 0.4],
  ];

  test('the box is along the patient, whichever way the volume lies', () => {
    expect(cropBox(steps([1, 0, 0], [0, 1, 0], [0, 0, 1]), crop)).toEqual({
      low: [0.1, 0.2, 0],
      high: [0.9, 1, 0.4],
    });
    // Sagittal slices: rows to the back, columns to the feet.
    const { low, high } = cropBox(steps([0, 1, 0], [0, 0, -1], [1, 0, 0]), crop);
    expect([low, high]).toEqual([
      [0.2, 0.6, 0.1],
      [1, 1, 0.9],
    ]);
  });

  test('each axis of the volume has one of the patient, and no two the same', () => {
    fc.assert(
      fc.property(angle, angle, angle, (x, y, z) => {
        const camera = rolled(turned(viewFrom('A'), x, y), z);
        const axes = axesOfPatient(steps(rightOf(camera), camera.up, camera.towards));
        expect(axes.map(({ axis }) => axis).sort()).toEqual([0, 1, 2]);
      }),
    );
  });

  test('any numbers leave something, the lower first', () => {
    const part = fc.tuple(fc.double(), fc.double());
    fc.assert(
      fc.property(fc.tuple(part, part, part), (any) => {
        for (const [from, to] of cropOf(any)) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(1);
          expect(to - from).toBeGreaterThan(0.019);
        }
      }),
    );
    expect(isCropped(cropOf(uncropped))).toBe(false);
    expect(isCropped(crop)).toBe(true);
  });
});

describe('presets', () => {
  test('those of the modality come first, and all are there', () => {
    for (const modality of ['CT', 'MR', 'PT', 'US']) {
      const offered = presetsFor(modality);
      expect(offered).toHaveLength(threeDPresets.length);
      const fitting = offered.map((preset) => isMadeFor(preset, modality));
      expect(fitting.lastIndexOf(true)).toBeLessThan(fitting.indexOf(false));
      const first = presetNamed(firstPreset(modality));
      expect(first && isMadeFor(first, modality)).toBe(true);
    }
    expect(presetsFor('CT')[0]?.label).toBe('Bone');
    expect(presetsFor('MR')[0]?.id).toBe('MR-Default');
    expect(presetNamed(firstPreset('PT'))?.projection).toBe('max');
  });

  test('no two have one id or one name', () => {
    expect(new Set(threeDPresets.map(({ id }) => id)).size).toBe(threeDPresets.length);
    expect(new Set(threeDPresets.map(({ label }) => label)).size).toBe(threeDPresets.length);
  });

  test('a change of nothing that exists changes nothing', () => {
    const look = firstLook('CT');
    expect(changedThreeD(look, { preset: 'nothing', shift: Number.NaN })).toEqual(look);
    expect(changedThreeD(look, { camera: { towards: [0, 0, 0], up: [0, 0, 0] } })).toEqual(look);
    expect(changedThreeD(look, { shift: 900 }).shift).toBe(100);
  });
});

describe('coarser', () => {
  test('what fits is kept whole', () => {
    expect(coarsen([48, 48, 48], [1, 1, 1], { size: 2048, bytes: 1e9 })).toEqual([1, 1, 1]);
    expect(coarsenWords([1, 1, 1])).toBeUndefined();
  });

  test('the finest axis gives first', () => {
    const bytes = (512 * 512 * 400 * bytesOfVoxel) / 3;
    expect(coarsen([512, 512, 400], [0.5, 0.5, 1], { size: 2048, bytes })).toEqual([2, 2, 1]);
    expect(coarsenWords([2, 2, 1])).toBe(
      'Coarser than acquired: every second voxel, for want of graphics memory',
    );
  });

  test('it fits, whatever the volume', () => {
    const count = fc.integer({ min: 3, max: 5000 });
    const mm = fc.double({ min: 0.1, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(count, count, count), fc.tuple(mm, mm, mm), (size, spacing) => {
        const limits = { size: 256, bytes: 4_000_000 };
        const every = coarsen(size, spacing, limits);
        const kept = size.map((n, axis) => keptOf(n, every[axis] ?? 1));
        expect(Math.max(...kept)).toBeLessThanOrEqual(limits.size);
        expect(kept.reduce((a, b) => a * b, bytesOfVoxel)).toBeLessThanOrEqual(limits.bytes);
      }),
    );
  });
});
