import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { organizeSeries } from '../displaySet/organize.ts';
import type { Instance } from '../dicom/instance.ts';
import type { DisplaySet } from '../displaySet/displaySet.ts';
import type { PlaneState, Presentation } from '../viewport.ts';
import {
  patientToPixel,
  pixelToPatient,
  screenPerSpacing,
  screenToPixel,
  type Picture,
} from '../viewTransform.ts';
import { aHandler, anInstance, aSeries, takeAll } from '../../testing/factories.ts';
import { goalOf, linkedBy, startOf, startBeside, type Station } from './follow.ts';
import { planeRow, stackRow, type PlacedPlane } from './pictureRow.ts';
import { cutLine, shifted } from './referenceLine.ts';
import { linkedZoomPan } from './viewSync.ts';

type V = readonly [number, number, number];

/** Arithmetic of these tests alone, by matrices. */
const plus = (a: V, b: V, by = 1): V => [a[0] + b[0] * by, a[1] + b[1] * by, a[2] + b[2] * by];
const inner = (a: V, b: V) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const turn = (yaw: number, pitch: number, roll: number): readonly [V, V, V] => {
  const [cy, sy, cp, sp, cr, sr] = [yaw, pitch, roll].flatMap((a) => [Math.cos(a), Math.sin(a)]) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return [
    [cy * cp, sy * cp, -sp],
    [cy * sp * sr - sy * cr, sy * sp * sr + cy * cr, cp * sr],
    [cy * sp * cr + sy * sr, sy * sp * cr - cy * sr, cp * cr],
  ];
};

const handler = aHandler('all', [anInstance().SOPClassUID], takeAll);
const setOf = (instances: readonly Instance[]): DisplaySet => {
  const [set] = organizeSeries(instances, [handler]).displaySets;
  if (!set) throw new Error('no display set');
  return set;
};

interface Made {
  readonly set: DisplaySet;
  readonly axes: readonly [V, V, V];
  readonly origin: V;
  readonly step: number;
  readonly count: number;
}

/** Slices of any direction, distance and order, with a gantry's slide. */
const stack = (series: string, frame = '1.2.3.9') =>
  fc
    .record({
      turns: fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -3, max: 3, noNaN: true }))),
      origin: fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -80, max: 80, noNaN: true }))),
      step: fc.double({ min: 0.5, max: 6, noNaN: true }).chain((mm) => fc.constantFrom(mm, -mm)),
      count: fc.integer({ min: 2, max: 30 }),
      slide: fc.double({ min: -1, max: 1, noNaN: true }),
      shuffle: fc.boolean(),
    })
    .map(({ turns, origin, step, count, slide, shuffle }): Made => {
      const axes = turn(turns[0] ?? 0, turns[1] ?? 0, turns[2] ?? 0);
      const from = origin as unknown as V;
      const items = Array.from({ length: count }, (_, index) => {
        const k = shuffle && count % 7 !== 0 ? (index * 7 + 3) % count : index;
        return {
          ImagePositionPatient: [...plus(plus(from, axes[2], k * step), axes[0], k * slide)],
          ImageOrientationPatient: [...axes[0], ...axes[1]],
          PixelSpacing: [0.8, 1.1],
          Rows: 60,
          Columns: 50,
        };
      });
      const common = { SeriesInstanceUID: series, FrameOfReferenceUID: frame };
      return { set: setOf(aSeries(items, common)), axes, origin: from, step, count };
    });

const point = fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -120, max: 120, noNaN: true })));

describe('the nearest picture', () => {
  test('is never further along its normal than any other, whatever order and direction; the distance is right', () => {
    fc.assert(
      fc.property(stack('1.1'), point, ({ set, axes, count, step }, at) => {
        const p = at as unknown as V;
        const row = stackRow(set);
        const found = row.nearest(p, '1.2.3.9', 0);
        const distances = set.instances.map(({ ImagePositionPatient }) =>
          inner(plus(p, ImagePositionPatient as unknown as V, -1), axes[2]),
        );
        const least = Math.min(...distances.map(Math.abs));
        expect(Math.abs(found?.distanceMm ?? NaN)).toBeCloseTo(least, 3);
        expect(distances[found?.index ?? -1]).toBeCloseTo(found?.distanceMm ?? NaN, 3);
        // Beyond the ends by more than half a step, and only there.
        const along = distances.map((each) => each * Math.sign(step));
        const isBeyond =
          Math.max(...along) < -Math.abs(step) * 0.502 || Math.min(...along) > Math.abs(step) * 0.502;
        const isWithin = least < Math.abs(step) * 0.498;
        if (isBeyond) expect(found?.isOutside).toBe(true);
        if (isWithin) expect(found?.isFar).toBe(false);
        expect(count).toBe(row.count);
      }),
    );
  });

  test('is none in another frame of reference', () => {
    const row = stackRow(setOf(aSeries([{}, {}])));
    expect(row.nearest([0, 0, 0], '9.9', 0)).toBeUndefined();
  });

  test('beside a gap it says how far, and that it is not outside', () => {
    const heights = [0, 2, 4, 10, 12];
    const row = stackRow(setOf(aSeries(heights.map((z) => ({ ImagePositionPatient: [0, 0, z] })))));
    expect(row.nearest([5, 5, 7.5], '1.2.3.9', 0)).toEqual({
      index: 3,
      distanceMm: -2.5,
      isFar: true,
      isOutside: false,
    });
    expect(row.nearest([5, 5, 12.9], '1.2.3.9', 0)).toMatchObject({ index: 4, isFar: false });
    expect(row.nearest([5, 5, 13.2], '1.2.3.9', 0)).toMatchObject({ index: 4, isOutside: true });
  });

  test('of several at one place it is the nearest in the row', () => {
    const row = stackRow(
      setOf(aSeries([0, 5, 10, 0, 5, 10].map((z) => ({ ImagePositionPatient: [0, 0, z] })))),
    );
    const order = row.nearest([0, 0, 5], '1.2.3.9', 5)?.index;
    const other = row.nearest([0, 0, 5], '1.2.3.9', 0)?.index;
    const heightOf = (index = -1) => row.planeAt(index)?.origin[2];
    expect([heightOf(order), heightOf(other)]).toEqual([5, 5]);
    expect(order).not.toBe(other);
  });

  test('frames of an enhanced object lie where their functional groups say', () => {
    const heights = [30, 0, 20, 10];
    const { ImagePositionPatient: _p, ImageOrientationPatient: _o, PixelSpacing: _s, ...rest } = anInstance();
    const enhanced: Instance = {
      ...rest,
      NumberOfFrames: heights.length,
      SharedFunctionalGroupsSequence: [
        {
          PixelMeasuresSequence: [{ PixelSpacing: [1, 1] }],
          PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }],
        },
      ],
      PerFrameFunctionalGroupsSequence: heights.map((z) => ({
        PlanePositionSequence: [{ ImagePositionPatient: [-10, -10, z] }],
      })),
    };
    const row = stackRow(setOf([enhanced]));
    for (const [frame, z] of heights.entries())
      expect(row.nearest([0, 0, z + 2], '1.2.3.9', 0)?.index).toBe(frame);
  });
});

describe('planes of a volume', () => {
  const state = (mm: number, index: number, name: 'axial' | 'sagittal' | 'coronal'): PlaneState => ({
    view: { name, through: [0, 0, 0], slabMm: 0, blend: 'max' },
    names: [name],
    index,
    place: '',
    mm,
    stepMm: 2,
    slabMm: 0,
    slices: 1,
    slicesHere: 1,
    nearest: undefined,
  });
  const picture = (origin: V, right: V, down: V): Picture => ({
    rows: 10,
    columns: 10,
    spacing: { row: 1, column: 1 },
    measured: 'patient',
    plane: { FrameOfReferenceUID: '1', origin, right, down, spacing: { row: 1, column: 1 } },
  });

  test('are counted to the patient’s left, back and head, whatever the normal says', () => {
    // Sagittal planes are looked at from the left: their normal points to the right.
    const sagittal = planeRow(picture([7, -5, 5], [0, 1, 0], [0, 0, -1]), state(7, 3, 'sagittal'), 20);
    expect(sagittal?.planeAt(5)?.origin).toEqual([11, -5, 5]);
    expect(sagittal?.nearest([2.9, 0, 0], '1', 0)).toMatchObject({ index: 1, isFar: false });
    expect(sagittal?.nearest([-1, 0, 0], '1', 0)).toMatchObject({ index: 0, isOutside: true });
    const middle = planeRow(picture([0, -5, 5], [0, 1, 0], [0, 0, -1]), state(0, 3, 'sagittal'), 20);
    expect(middle?.planeAt(4)?.origin).toEqual([2, -5, 5]);
    const axial = planeRow(picture([0, 0, -6], [1, 0, 0], [0, 1, 0]), state(-6, 2, 'axial'), 20);
    expect(axial?.nearest([0, 0, -4], '1', 0)?.index).toBe(3);
    const coronal = planeRow(picture([0, 9, 0], [1, 0, 0], [0, 0, -1]), state(9, 2, 'coronal'), 20);
    expect(coronal?.nearest([0, 13.4, 0], '1', 0)?.index).toBe(4);
  });
});

describe('following', () => {
  const station = (set: DisplaySet, index: number, more: Partial<Station> = {}): Station => ({
    row: stackRow(set),
    index,
    ...more,
  });
  const axial = (heights: readonly number[], more: Partial<Instance> = {}) =>
    setOf(
      aSeries(
        heights.map((z) => ({
          ImagePositionPatient: [-50, -50, z],
          Rows: 100,
          Columns: 100,
          PixelSpacing: [1, 1],
        })),
        more,
      ),
    );
  const range = (from: number, step: number, count: number) =>
    Array.from({ length: count }, (_, k) => from + k * step);

  test('by position: the target’s nearest plane to the middle of the source, to half a step', () => {
    fc.assert(
      fc.property(stack('1.1'), stack('1.2'), fc.nat(), (a, b, n) => {
        const from = n % a.count;
        const goal = goalOf(station(a.set, from), station(b.set, 0), false);
        const first = a.set.instances[from]?.ImagePositionPatient as unknown as V;
        const middle = plus(plus(first, a.axes[0], (49 / 2) * 1.1), a.axes[1], (59 / 2) * 0.8);
        const gaps = b.set.instances.map(({ ImagePositionPatient }) =>
          Math.abs(inner(plus(middle, ImagePositionPatient as unknown as V, -1), b.axes[2])),
        );
        const cosine = Math.abs(inner(a.axes[2], b.axes[2]));
        if (cosine < Math.SQRT1_2 - 1e-6) expect(goal).toBeUndefined();
        else if (cosine > Math.SQRT1_2 + 1e-6) {
          const half = Math.abs(b.step) / 2;
          if (Math.min(...gaps) > half * 1.01) expect(goal).toBe('outside');
          else if (goal && goal !== 'outside') expect(gaps[goal.index]).toBeLessThan(half * 1.01 + 1e-3);
        }
      }),
    );
  });

  test('the other way round numbered and of another step: still the same place', () => {
    const thick = axial(range(0, 5, 10));
    const thin = axial(range(60, -1, 80), { SeriesInstanceUID: '1.9' });
    const heightOf = (set: DisplaySet, index: number) => stackRow(set).planeAt(index)?.origin[2];
    for (let index = 0; index < 10; index += 1) {
      const goal = goalOf(station(thick, index), station(thin, 40), false);
      expect(goal && goal !== 'outside' && heightOf(thin, goal.index)).toBe(heightOf(thick, index));
    }
  });

  test('where the target has nothing it is outside', () => {
    const low = axial(range(0, 5, 5));
    const high = axial(range(100, 5, 5), { SeriesInstanceUID: '1.9' });
    expect(goalOf(station(low, 0), station(high, 0), false)).toBe('outside');
  });

  test('by number in another frame of reference: the difference of the start stays', () => {
    const a = axial(range(0, 5, 20));
    const b = axial(range(0, 1, 20), { SeriesInstanceUID: '1.9', FrameOfReferenceUID: '8.8' });
    const from = (set: DisplaySet, index: number, now: number) => {
      const name = { SOPInstanceUID: set.instances[index]?.SOPInstanceUID ?? '', frame: 1 };
      return station(set, now, { start: startOf(station(set, index), name) });
    };
    expect(linkedBy(station(a, 0), station(b, 0), false)).toBe('number');
    expect(goalOf(from(a, 4, 7), from(b, 9, 9), false)).toEqual({ index: 12 });
    expect(goalOf(from(a, 4, 16), from(b, 9, 9), false)).toBe('outside');
    // Kept from here it goes by mm: three images of 5 mm are fifteen of 1 mm.
    expect(linkedBy(station(a, 0), station(b, 0), true)).toBe('distance');
    expect(goalOf(from(a, 4, 5), from(b, 9, 9), true)).toEqual({ index: 14 });
    expect(goalOf(from(a, 4, 7), from(b, 9, 9), true)).toBe('outside');
  });

  test('who comes later keeps the difference of that moment', () => {
    const a = axial(range(0, 5, 20));
    const b = axial(range(0, 5, 20), { SeriesInstanceUID: '1.9', FrameOfReferenceUID: '8.8' });
    const name = (set: DisplaySet, index: number) => ({
      SOPInstanceUID: set.instances[index]?.SOPInstanceUID ?? '',
      frame: 1,
    });
    const leader = station(a, 10, { start: startOf(station(a, 3), name(a, 3)) });
    for (const keeps of [false, true]) {
      const late = station(b, 12, { start: startBeside(station(b, 12), leader, name(b, 12)) });
      expect(goalOf({ ...leader, index: 13 }, late, keeps)).toEqual({ index: 15 });
      // Its start would lie before its first image.
      const early = station(b, 2, { start: startBeside(station(b, 2), leader, name(b, 2)) });
      if (keeps) expect(goalOf({ ...leader, index: 13 }, early, keeps)).toEqual({ index: 5 });
    }
  });
});

describe('where pictures cut each other', () => {
  const plane = fc
    .record({
      turns: fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -3, max: 3, noNaN: true }))),
      origin: fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -60, max: 60, noNaN: true }))),
      rows: fc.integer({ min: 10, max: 300 }),
      columns: fc.integer({ min: 10, max: 300 }),
      row: fc.double({ min: 0.3, max: 3, noNaN: true }),
      column: fc.double({ min: 0.3, max: 3, noNaN: true }),
    })
    .map(({ turns, origin, rows, columns, row, column }): PlacedPlane => {
      const [right, down] = turn(turns[0] ?? 0, turns[1] ?? 0, turns[2] ?? 0);
      return {
        FrameOfReferenceUID: '1',
        origin: origin as unknown as V,
        right,
        down,
        spacing: { row, column },
        rows,
        columns,
      };
    });

  test('the line lies in both planes and within both pictures', () => {
    let drawn = 0;
    fc.assert(
      fc.property(plane, plane, (a, b) => {
        const line = cutLine(a, b);
        if (!line) return;
        drawn += 1;
        for (const pixel of line) {
          expect(pixel[0]).toBeGreaterThan(-0.5 - 1e-6);
          expect(pixel[0]).toBeLessThan(a.columns - 0.5 + 1e-6);
          expect(pixel[1]).toBeGreaterThan(-0.5 - 1e-6);
          expect(pixel[1]).toBeLessThan(a.rows - 0.5 + 1e-6);
          const inB = patientToPixel(b, pixelToPatient(a, pixel));
          expect(Math.abs(inB.distanceMm)).toBeLessThan(1e-6);
          expect(inB.pixel[0]).toBeGreaterThan(-0.5 - 1e-6);
          expect(inB.pixel[0]).toBeLessThan(b.columns - 0.5 + 1e-6);
          expect(inB.pixel[1]).toBeGreaterThan(-0.5 - 1e-6);
          expect(inB.pixel[1]).toBeLessThan(b.rows - 0.5 + 1e-6);
        }
      }),
      { numRuns: 500 },
    );
    expect(drawn).toBeGreaterThan(50);
  });

  test('it is drawn wherever a point of both is found by trying', () => {
    fc.assert(
      fc.property(plane, plane, (a, b) => {
        const normal = turnNormal(b);
        if (Math.abs(inner(turnNormal(a), normal)) > 0.99) return;
        // A pixel of a, well within, that is in b, well within.
        const steps = Array.from({ length: 40 }, (_, k) => (k + 0.5) / 40);
        const meets = steps.some((u) =>
          steps.some((v) => {
            const { pixel, distanceMm } = patientToPixel(
              b,
              pixelToPatient(a, [u * (a.columns - 1), v * (a.rows - 1)]),
            );
            const isWithin =
              pixel[0] > 1 && pixel[1] > 1 && pixel[0] < b.columns - 2 && pixel[1] < b.rows - 2;
            return isWithin && Math.abs(distanceMm) < 1e-2;
          }),
        );
        if (meets) expect(cutLine(a, b)).toBeDefined();
      }),
    );
  });

  const axial: PlacedPlane = {
    FrameOfReferenceUID: '1',
    origin: [-50, -50, 10],
    right: [1, 0, 0],
    down: [0, 1, 0],
    spacing: { row: 1, column: 2 },
    rows: 100,
    columns: 50,
  };
  const sagittal: PlacedPlane = {
    ...axial,
    origin: [10, -50, 60],
    right: [0, 1, 0],
    down: [0, 0, -1],
    spacing: { row: 1, column: 1 },
    columns: 100,
  };

  test('an axial picture in a sagittal one is a level line at its height, and the other way round', () => {
    const inSagittal = cutLine(sagittal, axial);
    expect(inSagittal?.map(([, row]) => row)).toEqual([50, 50]);
    expect(inSagittal?.map(([column]) => column).sort((a, b) => a - b)).toEqual([-0.5, 99.5]);
    const inAxial = cutLine(axial, sagittal);
    expect(inAxial?.map(([column]) => column)).toEqual([30, 30]);
  });

  test('the faces of a slab are as far from its middle as they are', () => {
    expect(cutLine(sagittal, shifted(axial, 5))?.map(([, row]) => row)).toEqual([45, 45]);
  });

  test('parallel ones, those in another frame of reference and those that do not meet have none', () => {
    expect(cutLine(axial, { ...axial, origin: [-50, -50, 20] })).toBeUndefined();
    expect(cutLine(sagittal, { ...axial, FrameOfReferenceUID: '2' })).toBeUndefined();
    expect(cutLine(sagittal, { ...axial, FrameOfReferenceUID: undefined })).toBeUndefined();
    expect(cutLine(sagittal, { ...axial, origin: [-50, -50, 200] })).toBeUndefined();
    expect(cutLine(sagittal, { ...axial, origin: [-500, -50, 10] })).toBeUndefined();
  });

  function turnNormal({ right, down }: PlacedPlane): V {
    return [
      right[1] * down[2] - right[2] * down[1],
      right[2] * down[0] - right[0] * down[2],
      right[0] * down[1] - right[1] * down[0],
    ];
  }
});

describe('zoom and pan', () => {
  const view = fc.record({
    zoom: fc.double({ min: 0.5, max: 4, noNaN: true }),
    pan: fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
    rotation: fc.constantFrom(0, 90, 180, 270),
    flipHorizontal: fc.boolean(),
    flipVertical: fc.boolean(),
    invert: fc.constant(false),
  });
  const box = fc.record({
    width: fc.integer({ min: 200, max: 900 }),
    height: fc.integer({ min: 200, max: 900 }),
  });
  const picture = fc
    .record({
      rows: fc.integer({ min: 50, max: 600 }),
      columns: fc.integer({ min: 50, max: 600 }),
      row: fc.double({ min: 0.3, max: 2, noNaN: true }),
      column: fc.double({ min: 0.3, max: 2, noNaN: true }),
      origin: fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -60, max: 60, noNaN: true }))),
    })
    .map(({ rows, columns, row, column, origin }): Picture => ({
      rows,
      columns,
      spacing: { row, column },
      measured: 'patient',
      plane: {
        FrameOfReferenceUID: '1',
        origin: origin as unknown as V,
        right: [1, 0, 0],
        down: [0, 1, 0],
        spacing: { row, column },
      },
    }));

  test('as many screen pixels a mm, and the same point of the patient in the middle', () => {
    fc.assert(
      fc.property(picture, view, box, picture, view, box, (p, v, b, q, w, c) => {
        const { zoom, pan } = linkedZoomPan(
          { picture: p, presentation: v, box: b },
          { picture: q, presentation: w, box: c },
        );
        if (zoom <= 0.0501 || zoom >= 39.9) return;
        const next: Presentation = { ...w, zoom, pan };
        expect(screenPerSpacing(q, next, c)).toBeCloseTo(screenPerSpacing(p, v, b), 6);
        const middle = (of: Picture, look: Presentation, room: typeof b) => {
          const pixel = screenToPixel(of, look, room, [room.width / 2, room.height / 2]);
          return of.plane ? pixelToPatient(of.plane, pixel).slice(0, 2) : [];
        };
        const [there, here] = [middle(p, v, b), middle(q, next, c)];
        expect(here[0]).toBeCloseTo(there[0] ?? NaN, 4);
        expect(here[1]).toBeCloseTo(there[1] ?? NaN, 4);
      }),
    );
  });

  test('without mm the factor is the same', () => {
    const look = (zoom: number, pan: readonly [number, number]): Presentation => ({
      zoom,
      pan,
      rotation: 0,
      flipHorizontal: false,
      flipVertical: false,
      invert: false,
    });
    const bare = {
      rows: 10,
      columns: 10,
      spacing: { row: 1, column: 1 },
      measured: undefined,
      plane: undefined,
    };
    const size = { width: 100, height: 100 };
    expect(
      linkedZoomPan(
        { picture: bare, presentation: look(3, [0.2, 0.1]), box: size },
        { picture: bare, presentation: look(1, [0, 0]), box: size },
      ),
    ).toEqual({ zoom: 3, pan: [0.2, 0.1] });
  });
});
