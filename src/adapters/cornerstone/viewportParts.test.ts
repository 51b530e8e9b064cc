import { describe, expect, it } from 'vitest';
import type { Instance } from '../../core/dicom/instance.ts';
import { advance, type CinePosition, type CineRun } from '../../core/cineClock.ts';
import { marksOf } from './marks.ts';
import { moduleOf } from './metadataProvider.ts';
import { edgeLetters } from './orientation.ts';
import { wheelSteps } from './pointerTools.ts';
import { nextIndex } from './prefetch.ts';
import { computedWindow, fitScale, quarterTurn, voiRange, zoomAbout } from './presentation.ts';

const instance: Instance = {
  StudyInstanceUID: '1',
  SeriesInstanceUID: '1.1',
  SOPInstanceUID: '1.1.1',
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
  Rows: 512,
  Columns: 256,
};
const upright = { rotation: 0, flipHorizontal: false, flipVertical: false };

describe('windows', () => {
  const stored = { slope: 2, intercept: -1000 };
  it('draws LINEAR from the first to the last value of the standard, in stored values', () => {
    expect(voiRange({ center: 40, width: 400 }, stored, 'LINEAR')).toEqual({
      lower: (-160 + 1000) / 2,
      upper: (239 + 1000) / 2,
      inverted: false,
    });
    expect(voiRange({ center: 40, width: 400 }, stored, 'LINEAR_EXACT')).toMatchObject({
      lower: 420,
      upper: 620,
    });
  });
  it('turns round with a negative slope', () => {
    const range = voiRange({ center: 0, width: 100 }, { slope: -1, intercept: 0 }, 'LINEAR_EXACT');
    expect(range).toEqual({ lower: -50, upper: 50, inverted: true });
  });
  it('is never without width', () => {
    const { lower, upper } = voiRange({ center: 5, width: 1 }, stored, 'LINEAR');
    expect(upper).toBeGreaterThan(lower);
  });
  it('computed from pixels, covers exactly them', () => {
    const pixels = { low: 10, high: 110, slope: 2, intercept: -1000 };
    const whole = {
      ...pixels,
      colour: false,
      data: new Uint8Array(),
      min: 0,
      max: 255,
    };
    for (const voi of ['LINEAR', 'LINEAR_EXACT'] as const) {
      const range = voiRange(computedWindow(whole, voi), pixels, voi);
      expect(range.lower).toBeCloseTo(10);
      expect(range.upper).toBeCloseTo(110);
    }
  });
});

describe('fitting', () => {
  const tall = { rows: 512, columns: 256, spacing: { row: 1, column: 1 } };
  it('fits the height, or the width when turned', () => {
    expect(fitScale({ width: 512, height: 512 }, tall, 0)).toBe(1);
    expect(fitScale({ width: 1024, height: 256 }, tall, 90)).toBe(1);
  });
  it('counts the shape of the pixels', () => {
    const wide = { ...tall, spacing: { row: 1, column: 2 } };
    expect(fitScale({ width: 512, height: 512 }, wide, 0)).toBe(1);
    expect(fitScale({ width: 256, height: 512 }, wide, 0)).toBe(0.5);
  });
  it('keeps the point under the pointer where it is', () => {
    const { zoom, pan } = zoomAbout({ zoom: 1, pan: [0, 0] }, 2, [0.25, -0.1]);
    expect([zoom, ...pan]).toEqual([2, -0.25, 0.1]);
  });
  it('knows only quarter turns', () => {
    expect([-90, 450, 44, Number.NaN].map(quarterTurn)).toEqual([270, 90, 0, 0]);
  });
});

describe('letters', () => {
  it('names an axial slice from the feet, and an oblique one with two letters', () => {
    const axial = { ...instance, ImageOrientationPatient: [1, 0, 0, 0, 1, 0] };
    expect(edgeLetters(axial, 1, upright)).toEqual({ left: 'R', top: 'A', right: 'L', bottom: 'P' });
    const oblique = { ...instance, ImageOrientationPatient: [0.8, 0.6, 0, 0, 0, -1] };
    expect(edgeLetters(oblique, 1, upright)).toEqual({ left: 'RA', top: 'H', right: 'LP', bottom: 'F' });
  });
  it('takes PatientOrientation where there is no plane', () => {
    const mammogram = { ...instance, PatientOrientation: ['P', 'FR'] };
    expect(edgeLetters(mammogram, 1, upright)).toEqual({ left: 'A', top: 'HL', right: 'P', bottom: 'FR' });
  });
  it.each([
    [[0, 0, 0, 0, 0, 0]],
    [[1, 0, 0, 1, 0, 0]],
    [[Number.NaN, 0, 0, 0, 1, 0]],
    [[1, 0, 0]],
    [[2, 0, 0, 0, 2, 0]],
  ])('says nothing of a plane that is none: %j', (ImageOrientationPatient) => {
    expect(edgeLetters({ ...instance, ImageOrientationPatient }, 1, upright)).toBeUndefined();
  });
});

describe('what Cornerstone is told of a frame', () => {
  it('takes plane and spacing of a frame from the functional groups', () => {
    const enhanced: Instance = {
      ...instance,
      SharedFunctionalGroupsSequence: [
        {
          PixelMeasuresSequence: [{ PixelSpacing: [0.5, 0.25] }],
          PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }],
        },
      ],
      PerFrameFunctionalGroupsSequence: [
        { PlanePositionSequence: [{ ImagePositionPatient: [1, 2, 3] }] },
        { PlanePositionSequence: [{ ImagePositionPatient: [1, 2, 8] }] },
      ],
    };
    expect(moduleOf('imagePlaneModule', enhanced, 2)).toMatchObject({
      imagePositionPatient: [1, 2, 8],
      rowPixelSpacing: 0.5,
      columnPixelSpacing: 0.25,
      usingDefaultValues: false,
    });
  });
  it('lays an image without geometry on a plane of its own, and says so', () => {
    const bare = { ...instance, PixelSpacing: [0, 0], PixelAspectRatio: [2, 1] };
    expect(moduleOf('imagePlaneModule', bare, 1)).toMatchObject({
      rowPixelSpacing: 2,
      columnPixelSpacing: 1,
      frameOfReferenceUID: undefined,
      usingDefaultValues: true,
    });
  });
  it('has no answer to what it does not know', () => {
    expect(moduleOf('petIsotopeModule', instance, 1)).toBeUndefined();
  });
});

describe('marks', () => {
  it('names the syntax of a lossy frame that does not declare itself', () => {
    const calibrated = { ...instance, PixelSpacing: [1, 1] };
    expect(marksOf(calibrated, 1, '1.2.840.10008.1.2.4.50')).toEqual(['Lossy JPEG Baseline']);
    expect(marksOf(calibrated, 1, '1.2.840.10008.1.2.4.90')).toEqual([]);
  });
  it('tells the detector from the patient', () => {
    const detector = { ...instance, ImagerPixelSpacing: [0.1, 0.1] };
    expect(marksOf(detector, 1, undefined)).toEqual(['Distances are at the detector']);
    expect(marksOf({ ...detector, PixelSpacing: [0.1, 0.1] }, 1, undefined)).toEqual([
      'Distances are at the detector',
    ]);
    const slice = { ...detector, PixelSpacing: [0.1, 0.1], ImageOrientationPatient: [1, 0, 0, 0, 1, 0] };
    expect(marksOf(slice, 1, undefined)).toEqual([]);
    const corrected = { ...detector, PixelSpacing: [0.09, 0.09], PixelSpacingCalibrationType: 'GEOMETRY' };
    expect(marksOf(corrected, 1, undefined)).toEqual(['Calibrated for geometric magnification']);
    expect(marksOf(instance, 1, undefined)).toEqual(['Not calibrated: pixels only']);
  });
});

describe('the cine clock', () => {
  const run = (loop: CineRun['loop'], ms = 100): CineRun => ({ first: 1, last: 3, loop, duration: () => ms });
  const play = (r: CineRun, times: readonly number[], ready: (i: number) => boolean = () => true) => {
    let at: CinePosition = { index: 1, step: 1, since: 0 };
    return times.map((now) => (at = advance(r, at, now, ready)).index);
  };
  it('shows each frame for its time and starts again', () => {
    expect(play(run('loop'), [50, 99, 100, 199, 200, 300, 400])).toEqual([1, 1, 2, 2, 3, 1, 2]);
  });
  it('turns round at the ends of a sweep', () => {
    expect(play(run('sweep'), [100, 200, 300, 400, 500])).toEqual([2, 3, 2, 1, 2]);
  });
  it('skips only what is overdue', () => {
    expect(play(run('loop'), [210])).toEqual([3]);
  });
  it('holds at a frame that is not here, and does not rush to catch up', () => {
    let loaded = false;
    const ready = (i: number) => i < 3 || loaded;
    const r = run('loop');
    let at: CinePosition = { index: 1, step: 1, since: 0 };
    at = advance(r, at, 100, ready);
    at = advance(r, at, 900, ready);
    expect(at.index).toBe(2);
    loaded = true;
    at = advance(r, at, 916, ready);
    expect(at.index).toBe(3);
    expect(advance(r, at, 950, ready).index).toBe(3);
  });
  it('goes on where it was after a long pause of the page', () => {
    expect(play(run('loop'), [60_000])).toEqual([1]);
  });
  it('follows the time of each frame', () => {
    const r = { ...run('loop'), duration: (i: number) => (i === 1 ? 300 : 50) };
    expect(play(r, [100, 299, 300, 349, 350])).toEqual([1, 1, 2, 2, 3]);
  });
});

describe('prefetching', () => {
  const at = (index: number, direction: 1 | -1, loaded: readonly number[] = []) => ({
    count: 10,
    position: () => ({ index, direction }),
    isSettled: (i: number) => loaded.includes(i),
  });
  const order = (target: ReturnType<typeof at>) => {
    const started = new Set<number>();
    for (let next = nextIndex(target, started); next; next = nextIndex(target, started))
      started.add(next.index);
    return [...started];
  };
  it('goes ahead of the reader, and now and then behind', () => {
    expect(order(at(4, 1, [4]))).toEqual([5, 6, 7, 8, 3, 9, 2, 1, 0]);
    expect(order(at(4, -1, [4]))).toEqual([3, 2, 1, 0, 5, 6, 7, 8, 9]);
  });
  it('ends when all is here', () => {
    expect(order(at(0, 1, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))).toEqual([]);
  });
});

describe('the wheel', () => {
  it('takes one image for a notch, whatever its size', () => {
    expect(wheelSteps({ deltaY: 100, deltaMode: 0 }, 0).whole).toBe(1);
    expect(wheelSteps({ deltaY: -360, deltaMode: 0 }, 0).whole).toBe(-1);
    expect(wheelSteps({ deltaY: 3, deltaMode: 1 }, 0).whole).toBe(1);
  });
  it('adds up the small steps of a track pad, and forgets them when it turns', () => {
    const first = wheelSteps({ deltaY: 30, deltaMode: 0 }, 0);
    expect(first.whole).toBe(0);
    expect(wheelSteps({ deltaY: 30, deltaMode: 0 }, first.rest)).toEqual({ whole: 1, rest: 10 });
    expect(wheelSteps({ deltaY: -30, deltaMode: 0 }, first.rest)).toEqual({ whole: 0, rest: -30 });
  });
});
