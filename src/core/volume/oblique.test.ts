import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cross, dot, lengthOf, subtract, type Vector3 } from '../dicom/geometry.ts';
import type { Point } from '../viewTransform.ts';
import { add, scale } from './geometry.ts';
import { meetingPoint, ontoPlane } from './meetingPoint.ts';
import { anglesOf, fromAngles, isSame, normalised, normalOf, planeTitle, turned } from './oblique.ts';
import { distanceTo, lineOnScreen, movedAcross, toScreen, turnOnScreen, type OnScreen } from './planeLine.ts';
import { anatomicalAxes, unit } from './planes.ts';

const { axial, sagittal, coronal } = anatomicalAxes;
const degrees = fc.double({ min: -179, max: 179, noNaN: true });
const some = fc.double({ min: -1, max: 1, noNaN: true });
const vectors = fc
  .tuple(some, some, some)
  .filter((vector) => lengthOf(vector) > 0.1)
  .map((vector): Vector3 => unit(vector));
const orientations = fc
  .tuple(fc.constantFrom(axial, sagittal, coronal), vectors, degrees)
  .map(([from, axis, by]) => turned(from, axis, by));
const points = fc.tuple(some, some, some).map(([x, y, z]): Vector3 => [x * 100, y * 100, z * 100]);

describe('a turned plane', () => {
  it('has directions of unit length at right angles, whatever it was turned by', () => {
    fc.assert(
      fc.property(orientations, ({ right, down }) => {
        expect(lengthOf(right)).toBeCloseTo(1, 9);
        expect(lengthOf(down)).toBeCloseTo(1, 9);
        expect(dot(right, down)).toBeCloseTo(0, 9);
      }),
    );
  });

  it('is made of two directions that span a plane, and of nothing else', () => {
    const made = normalised({ right: [2, 0, 0], down: [0.5, 3, 0] });
    expect(made).toEqual({ right: [1, 0, 0], down: [0, 1, 0] });
    expect(normalised({ right: [1, 0, 0], down: [1, 1e-9, 0] })).toBeUndefined();
    expect(normalised({ right: [0, 0, 0], down: [0, 1, 0] })).toBeUndefined();
    expect(normalised({ right: [NaN, 0, 0], down: [0, 1, 0] })).toBeUndefined();
  });

  it('turned back is the plane itself, and planes across each other stay so when turned together', () => {
    fc.assert(
      fc.property(vectors, degrees, (axis, by) => {
        expect(isSame(turned(turned(coronal, axis, by), axis, -by), coronal)).toBe(true);
        const all = [axial, sagittal, coronal].map((plane) => normalOf(turned(plane, axis, by)));
        for (const [i, a] of all.entries())
          for (const b of all.slice(i + 1)) expect(dot(a, b)).toBeCloseTo(0, 9);
      }),
    );
  });

  it('has angles that make the same plane again', () => {
    fc.assert(
      fc.property(orientations, fc.constantFrom(axial, sagittal, coronal), (orientation, base) => {
        const made = fromAngles(base, anglesOf(base, orientation));
        expect(lengthOf(subtract(made.right, orientation.right))).toBeLessThan(1e-5);
        expect(lengthOf(subtract(made.down, orientation.down))).toBeLessThan(1e-5);
      }),
    );
    expect(anglesOf(axial, axial)).toEqual({ tilt: 0, swivel: 0, rotation: 0 });
  });

  it('is called by how far it is from the nearest of the patient’s planes', () => {
    expect(planeTitle('axial', undefined)).toBe('Axial');
    expect(planeTitle('axial', turned(axial, [1, 0, 0], 23))).toBe('Oblique, tilted 23° from axial');
    expect(planeTitle('axial', turned(axial, [1, 0, 0], -67.5))).toBe('Oblique, tilted 22.5° from coronal');
    expect(planeTitle('coronal', turned(coronal, normalOf(coronal), 15))).toBe('Coronal, rotated 15°');
  });
});

describe('planes that meet', () => {
  it('do so in a point of all three', () => {
    fc.assert(
      fc.property(orientations, points, points, points, (orientation, a, b, c) => {
        const { right, down } = orientation;
        const planes = [
          { through: a, normal: right },
          { through: b, normal: down },
          { through: c, normal: normalOf(orientation) },
        ] as const;
        const met = meetingPoint(...planes);
        for (const plane of planes)
          expect(lengthOf(subtract(ontoPlane(plane, met ?? [NaN, NaN, NaN]), met ?? [0, 0, 0]))).toBeLessThan(
            1e-6,
          );
      }),
    );
  });
  it('of two, in the point of their line nearest to the second’s; parallel ones nowhere', () => {
    const flat = { through: [0, 0, 5], normal: [0, 0, 1] } as const;
    const upright = { through: [3, 7, 40], normal: [1, 0, 0] } as const;
    expect(meetingPoint(flat, upright, undefined)).toEqual([3, 7, 5]);
    expect(meetingPoint(flat, upright, { through: [0, 0, 0], normal: [1, 0, 0] })).toEqual([3, 7, 5]);
    expect(meetingPoint(flat, { through: [0, 0, 9], normal: [0, 0, 1] }, undefined)).toBeUndefined();
  });
});

describe('the line of a plane on the screen', () => {
  const screens = fc
    .record({
      orientation: orientations,
      rotation: fc.constantFrom(0, 90, 180, 270),
      flipHorizontal: fc.boolean(),
      flipVertical: fc.boolean(),
      zoom: fc.double({ min: 0.5, max: 4, noNaN: true }),
    })
    .map(({ orientation: { right, down }, ...view }): OnScreen => {
      const spacing = { row: 0.8, column: 0.8 };
      const shape = { rows: 200, columns: 240, spacing };
      const plane = { FrameOfReferenceUID: '1', origin: [5, -7, 30] as Vector3, right, down, spacing };
      return {
        picture: { ...shape, plane, measured: undefined },
        plane,
        view: { pan: [0.1, -0.05], ...view },
        box: { width: 500, height: 400 },
      };
    });
  const flatOf = ({ plane }: OnScreen) => ({ through: plane.origin, normal: cross(plane.right, plane.down) });

  it('lies in both planes, and ends at the edges of the viewport', () => {
    fc.assert(
      fc.property(screens, orientations, points, (screen, other, through) => {
        const cut = { through, normal: normalOf(other) };
        const line = lineOnScreen(screen, flatOf(screen), cut);
        for (const [x, y] of line ?? []) {
          expect(distanceTo(screen, cut, [x, y])).toBeLessThan(1e-6);
          const isAtEdge = [x, y, x - 500, y - 400].some((off) => Math.abs(off) < 1e-6);
          expect(isAtEdge).toBe(true);
        }
      }),
    );
  });

  it('follows the hand that turns it, however the picture is turned and mirrored', () => {
    fc.assert(
      fc.property(screens, fc.double({ min: -80, max: 80, noNaN: true }), (screen, by) => {
        const { right, down, origin } = screen.plane;
        const normal = normalOf(screen.plane);
        const about = add(origin, add(scale(right, 60), scale(down, 70)));
        const at = (way: Vector3): Point => toScreen(screen, add(about, scale(way, 40)));
        const made = turnOnScreen(screen, about, at(right), at(turned({ right, down }, normal, by).right));
        expect(made).toBeCloseTo(by, 6);
      }),
    );
  });

  it('moves with the hand across the plane, not along it', () => {
    fc.assert(
      fc.property(screens, orientations, points, (screen, other, through) => {
        const cut = { through, normal: normalOf(other) };
        const from: Point = [200, 150];
        const to: Point = [230, 190];
        const moved = movedAcross(screen, cut, from, to);
        const way = subtract(moved, through);
        expect(lengthOf(cross(way, cut.normal))).toBeLessThan(1e-6);
        // The point under the hand is as far from the plane as before.
        const after = { ...cut, through: moved };
        expect(distanceTo(screen, after, to)).toBeCloseTo(distanceTo(screen, cut, from), 6);
      }),
    );
  });
});
