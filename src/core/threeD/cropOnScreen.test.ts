import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { volumeOf } from '../volume/geometry.ts';
import { rolled, turned, viewFrom, type Camera } from './camera.ts';
import { uncropped, type Crop } from './crop.ts';
import { canDrag, cropOnScreen, draggedCrop, extentOf, movedFace, type CropView } from './cropOnScreen.ts';

/** 40 x 30 x 20 voxels of 2 x 2 x 3 mm, rows to the left, columns to the back, from head to feet. */
const made = volumeOf(
  Array.from({ length: 20 }, (_, k) => ({
    Rows: 30,
    Columns: 40,
    PixelSpacing: [2, 2] as const,
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    ImagePositionPatient: [-40, -30, 100 - 3 * k],
  })),
);
if ('reason' in made) throw new Error(made.reason);
const extent = extentOf(made.geometry);
const screen = { width: 800, height: 600 };
const viewOf = (camera: Camera, crop: Crop = uncropped, more: Partial<CropView> = {}): CropView => ({
  extent,
  crop,
  camera,
  zoom: 1,
  pan: [0, 0],
  ...more,
});
const part = fc.double({ min: 0, max: 1, noNaN: true });
const parts = fc.tuple(part, part).map(([a, b]): readonly [number, number] => {
  const low = Math.min(a, b) * 0.9;
  return [low, Math.max(a, b, low + 0.05)];
});
const crops = fc.tuple(parts, parts, parts);
const angle = fc.double({ min: -3, max: 3, noNaN: true });
const cameras = fc.tuple(angle, angle, angle).map(([a, b, c]) => rolled(turned(viewFrom('A'), a, b), c));

test('the box lies along right to left, front to back, feet to head, from outer face to outer face', () => {
  expect(extent.edges).toEqual([
    [80, 0, 0],
    [0, 60, 0],
    [0, 0, 60],
  ]);
  expect(extent.middle).toEqual([-1, -1, 71.5]);
});

test('from the front the left face is at the right, the head face at the top; what faces the eye is before the rest', () => {
  const { handles, edges } = cropOnScreen(viewOf(viewFrom('A')), screen);
  const [right, left, front, back, feet, head] = handles;
  expect(left?.at[0]).toBeGreaterThan(right?.at[0] ?? 0);
  expect(head?.at[1]).toBeLessThan(feet?.at[1] ?? 0);
  expect([front?.isBehind, back?.isBehind]).toEqual([false, true]);
  expect([front, left].map((each) => each && canDrag(each))).toEqual([false, true]);
  expect(edges).toHaveLength(12);
});

describe('dragged', () => {
  test('a face follows the hand along its way, whatever the camera, zoom and place', () => {
    fc.assert(
      fc.property(
        cameras,
        crops,
        fc.integer({ min: 0, max: 5 }),
        fc.double({ min: -0.04, max: 0.04, noNaN: true }),
        fc.double({ min: 0.3, max: 4, noNaN: true }),
        (camera, crop, which, by, zoom) => {
          const view = viewOf(camera, crop, { zoom, pan: [0.1, -0.2] });
          const handle = cropOnScreen(view, screen).handles[which];
          fc.pre(handle !== undefined && canDrag(handle));
          const hand = [handle.way[0] * by, handle.way[1] * by] as const;
          const next = draggedCrop(crop, handle, hand);
          const [low, high] = next[handle.axis];
          expect(high - low).toBeGreaterThan(0.0199);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          const isFree =
            Math.abs((next[handle.axis][handle.end] ?? 0) - crop[handle.axis][handle.end] - by) < 1e-9;
          fc.pre(isFree);
          const after = cropOnScreen({ ...view, crop: next }, screen).handles[which];
          expect(after?.at[0]).toBeCloseTo(handle.at[0] + hand[0], 4);
          expect(after?.at[1]).toBeCloseTo(handle.at[1] + hand[1], 4);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('across its way nothing moves, and a face that comes at the eye stays', () => {
    const { handles } = cropOnScreen(viewOf(viewFrom('A')), screen);
    const [, left, front] = handles;
    if (!left || !front) throw new Error('no handles');
    expect(draggedCrop(uncropped, left, [0, -80])).toEqual(uncropped);
    expect(draggedCrop(uncropped, front, [50, 50])).toBe(uncropped);
  });

  test('a face stops at the end of the volume and before the other one', () => {
    const crop: Crop = [
      [0.2, 0.8],
      [0, 1],
      [0, 1],
    ];
    expect(movedFace(crop, { axis: 0, end: 1 }, 5)[0]).toEqual([0.2, 1]);
    expect(movedFace(crop, { axis: 0, end: 0 }, 5)[0][0]).toBeCloseTo(0.78);
    expect(movedFace(crop, { axis: 0, end: 0 }, -5)[0]).toEqual([0, 0.8]);
  });
});

test('of each pair of faces that is not seen edge on, one is behind', () => {
  fc.assert(
    fc.property(cameras, crops, (camera, crop) => {
      const { handles } = cropOnScreen(viewOf(camera, crop), screen);
      for (const axis of [0, 1, 2]) {
        const [a, b] = handles.filter((each) => each.axis === axis);
        expect(a?.isBehind === true && b?.isBehind === true).toBe(false);
      }
    }),
  );
});
