import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Vector3 } from '../dicom/geometry.ts';
import type { Presentation } from '../viewport.ts';
import {
  pixelToPatient,
  pixelToScreen,
  screenToPixel,
  type PatientPlane,
  type Picture,
} from '../viewTransform.ts';
import { linkedZoomPan, type Shown } from './viewSync.ts';

/** Pictures of two frames of reference, or of none: moved in the direction that corresponds. */

const still: Presentation = {
  zoom: 1,
  pan: [0, 0],
  rotation: 0,
  flipHorizontal: false,
  flipVertical: false,
  invert: false,
};
const box = { width: 400, height: 300 };

function aPicture(frame: string | undefined, right: Vector3 = [1, 0, 0], down: Vector3 = [0, 1, 0]): Picture {
  const spacing = { row: 1, column: 1 };
  const origin: Vector3 = [
    -50 * right[0] - 50 * down[0],
    -50 * right[1] - 50 * down[1],
    -50 * right[2] - 50 * down[2],
  ];
  const plane: PatientPlane | undefined =
    frame === undefined ? undefined : { FrameOfReferenceUID: frame, origin, right, down, spacing };
  return { rows: 101, columns: 101, spacing, measured: 'patient', plane };
}

const shown = (picture: Picture, look: Partial<Presentation>, room = box): Shown => ({
  picture,
  presentation: { ...still, ...look },
  box: room,
});

/** The pixel in the middle of a viewport. */
const middlePixel = ({ picture, presentation, box: room }: Shown) =>
  screenToPixel(picture, presentation, room, [room.width / 2, room.height / 2]);

const middlePoint = (of: Shown) => {
  const { plane } = of.picture;
  return plane ? pixelToPatient(plane, middlePixel(of)) : [];
};

const following = (source: Shown, target: Shown): Shown => ({
  ...target,
  presentation: { ...target.presentation, ...linkedZoomPan(source, target) },
});

const turned = fc.record({
  rotation: fc.constantFrom(0, 90, 180, 270, 33),
  flipHorizontal: fc.boolean(),
  flipVertical: fc.boolean(),
});
const moved = fc.record({
  zoom: fc.double({ min: 0.5, max: 4, noNaN: true }),
  pan: fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
});
const room = fc.record({
  width: fc.integer({ min: 200, max: 900 }),
  height: fc.integer({ min: 200, max: 900 }),
});
const near = (a: readonly number[], b: readonly number[]) => {
  expect(a.length).toBe(b.length);
  a.forEach((value, at) => expect(value).toBeCloseTo(b[at] ?? NaN, 6));
};

describe('two frames of reference', () => {
  test('a flipped one is moved to the other side of the screen, the same side of the patient', () => {
    const source = shown(aPicture('1'), { pan: [0.2, 0.1] });
    expect(linkedZoomPan(source, shown(aPicture('2'), {})).pan).toEqual([0.2, 0.1]);
    expect(linkedZoomPan(source, shown(aPicture('2'), { flipHorizontal: true })).pan).toEqual([-0.2, 0.1]);
    near(linkedZoomPan(source, shown(aPicture('2'), { rotation: 90 })).pan, [-0.1, 0.2]);
    // Seen from the head instead of the feet: recorded the other way round, not flipped.
    expect(linkedZoomPan(source, shown(aPicture('2', [-1, 0, 0]), {})).pan).toEqual([-0.2, 0.1]);
  });

  test('however both are turned and flipped, the same place from the middle of the picture is in the middle', () => {
    fc.assert(
      fc.property(
        turned,
        turned,
        moved,
        room,
        room,
        fc.boolean(),
        (turn, other, view, from, to, isMirrored) => {
          const source = shown(aPicture('1'), { ...turn, ...view }, from);
          const target = shown(aPicture('2', isMirrored ? [-1, 0, 0] : [1, 0, 0]), other, to);
          const next = following(source, target);
          if (next.presentation.zoom <= 0.0501 || next.presentation.zoom >= 39.9) return;
          near(middlePoint(next), middlePoint(source));
        },
      ),
    );
  });

  test('planes that cross are enlarged, and not moved', () => {
    const source = shown(aPicture('1'), { zoom: 2, pan: [0.2, 0.1] });
    const target = shown(aPicture('2', [1, 0, 0], [0, 0, -1]), { pan: [0.1, -0.05] });
    expect(linkedZoomPan(source, target)).toEqual({ zoom: 2, pan: [0.2, -0.1] });
  });
});

describe('pictures that do not say where they lie', () => {
  test('the same pixel from the middle is in the middle, however they are turned and flipped', () => {
    fc.assert(
      fc.property(turned, turned, moved, (turn, other, view) => {
        const source = shown(aPicture(undefined), { ...turn, ...view });
        const next = following(source, shown(aPicture(undefined), other));
        near(middlePixel(next), middlePixel(source));
      }),
    );
  });

  test('without a measure the factor is the same, and the direction corresponds', () => {
    const bare = { ...aPicture(undefined), measured: undefined };
    const source = shown(bare, { zoom: 3, pan: [0.2, 0.1] });
    const target = shown(bare, { flipVertical: true });
    expect(linkedZoomPan(source, target)).toEqual({ zoom: 3, pan: [0.2, -0.1] });
    // What is moved under the pointer in one is moved the same way, seen in the picture, in the other.
    const next = following(source, target);
    const place = (of: Shown) => pixelToScreen(of.picture, of.presentation, of.box, [50, 50]);
    expect(place(source)[1] - 150).toBeCloseTo(150 - place(next)[1], 6);
  });
});
