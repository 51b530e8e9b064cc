import fc from 'fast-check';
import { expect, test } from 'vitest';
import { middleOfView } from '../adapters/cornerstone/volume/screenCentre.ts';
import {
  isInside,
  patientToPixel,
  pixelToPatient,
  pixelToScreen,
  screenToPixel,
  type PatientPlane,
} from './viewTransform.ts';

const fitted = { zoom: 1, pan: [0, 0], rotation: 0, flipHorizontal: false, flipVertical: false } as const;
const shape = { rows: 100, columns: 200, spacing: { row: 1, column: 1 } };

test('a fitted picture fills the viewport: corners are half a pixel outside the corner pixels', () => {
  const box = { width: 400, height: 400 };
  expect(pixelToScreen(shape, fitted, box, [-0.5, -0.5])).toEqual([0, 100]);
  expect(pixelToScreen(shape, fitted, box, [199.5, 99.5])).toEqual([400, 300]);
});

test('turned clockwise, the upper left corner is at the upper right; then it is mirrored on the screen', () => {
  const box = { width: 100, height: 200 };
  expect(pixelToScreen(shape, { ...fitted, rotation: 90 }, box, [-0.5, -0.5])).toEqual([100, 0]);
  const mirrored = { ...fitted, rotation: 90, flipHorizontal: true };
  expect(pixelToScreen(shape, mirrored, box, [-0.5, -0.5])).toEqual([0, 0]);
});

const view = fc.record({
  zoom: fc.double({ min: 0.1, max: 20, noNaN: true }),
  pan: fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true })),
  rotation: fc.constantFrom(0, 90, 180, 270),
  flipHorizontal: fc.boolean(),
  flipVertical: fc.boolean(),
});
const picture = fc.record({
  rows: fc.integer({ min: 1, max: 4000 }),
  columns: fc.integer({ min: 1, max: 4000 }),
  spacing: fc.record({
    row: fc.double({ min: 0.1, max: 5, noNaN: true }),
    column: fc.double({ min: 0.1, max: 5, noNaN: true }),
  }),
});
const box = fc.record({
  width: fc.integer({ min: 50, max: 3000 }),
  height: fc.integer({ min: 50, max: 3000 }),
});

test('to the screen and back is where it began', () => {
  fc.assert(
    fc.property(view, picture, box, fc.tuple(fc.integer(), fc.integer()), (v, p, b, at) => {
      const pixel = [(at[0] % 5000) / 3, (at[1] % 5000) / 3] as const;
      const back = screenToPixel(p, v, b, pixelToScreen(p, v, b, pixel));
      expect(back[0]).toBeCloseTo(pixel[0], 4);
      expect(back[1]).toBeCloseTo(pixel[1], 4);
    }),
  );
});

test('the middle of the viewport is the point that planes of a volume turn about', () => {
  fc.assert(
    fc.property(view, picture, box, (v, p, b) => {
      const [column, row] = screenToPixel(p, v, b, [b.width / 2, b.height / 2]);
      const [right, down] = middleOfView(b, p, v);
      expect((column - (p.columns - 1) / 2) * p.spacing.column).toBeCloseTo(right, 4);
      expect((row - (p.rows - 1) / 2) * p.spacing.row).toBeCloseTo(down, 4);
    }),
  );
});

test('into the patient and back, with the distance from the plane', () => {
  const plane: PatientPlane = {
    FrameOfReferenceUID: '1.2',
    origin: [-10, 20, 30],
    right: [0, 1, 0],
    down: [0, 0, -1],
    spacing: { row: 2, column: 0.5 },
  };
  expect(pixelToPatient(plane, [4, 3])).toEqual([-10, 22, 24]);
  expect(patientToPixel(plane, [-7, 22, 24])).toEqual({ pixel: [4, 3], distanceMm: -3 });
});

test('the picture ends half a pixel beyond its outermost centres', () => {
  expect(isInside(shape, [-0.5, 99.4])).toBe(true);
  expect(isInside(shape, [199.5, 0])).toBe(false);
});
