import { describe, expect, it } from 'vitest';
import { anInstance, aSeries, at, slices } from '../../testing/factories.ts';
import {
  distanceAlongNormal,
  oppositeLetters,
  orientationLetters,
  planeAxes,
  planeName,
} from './geometry.ts';
import { geometryVerdict } from './geometryVerdict.ts';

const axes = (ImageOrientationPatient: readonly number[]) => planeAxes({ ImageOrientationPatient });

describe('planes', () => {
  it('names planes and directions', () => {
    const named = (iop: readonly number[]) => {
      const plane = axes(iop);
      return plane && [planeName(plane), orientationLetters(plane.row), orientationLetters(plane.column)];
    };
    expect(named([1, 0, 0, 0, 1, 0])).toEqual(['axial', 'L', 'P']);
    expect(named([1, 0, 0, 0, 0, -1])).toEqual(['coronal', 'L', 'F']);
    expect(named([0, 1, 0, 0, 0, -1])).toEqual(['sagittal', 'P', 'F']);
    expect(named([0.8, 0.6, 0, -0.3, 0.4, 0.866])).toEqual(['oblique', 'LP', 'HPR']);
    expect(oppositeLetters('LPH')).toBe('RAF');
  });
  it('has no plane without two directions at right angles', () => {
    for (const iop of [[], [1, 0, 0], [0, 0, 0, 0, 0, 0], [1, 0, 0, 1, 0, 0], [1, 0, 0, 0, NaN, 0]])
      expect(axes(iop)).toBeUndefined();
    expect(distanceAlongNormal(anInstance({ ImagePositionPatient: [1, 2] }), [0, 0, 1])).toBeUndefined();
  });
});

describe('geometryVerdict', () => {
  const verdict = (items: Parameters<typeof aSeries>[0]) => geometryVerdict(aSeries(items));
  const findings = (items: Parameters<typeof aSeries>[0]) =>
    verdict(items)?.findings.map(({ code, text, imageIndices }) => ({ code, text, imageIndices }));

  it('finds nothing wrong with even slices', () => {
    expect(verdict(slices(40, 1.25))).toEqual({
      reconstructable: true,
      summary: '40 positions, 1.25 mm apart',
      findings: [],
      positions: 40,
      spacingMm: 1.25,
    });
  });
  it('names the gap and the images around it', () => {
    const items = slices(40).filter((_, i) => i !== 16);
    expect(findings(items)).toEqual([
      {
        code: 'missing-slices',
        text: '1 of 40 slices is missing: 1 between images 16 and 17 (H75 to H85, 10 mm instead of 5)',
        imageIndices: [15, 16],
      },
    ]);
    expect(verdict(items)?.reconstructable).toBe(false);
  });
  it('names the images at one position', () => {
    expect(findings([...slices(10), at(20)])).toEqual([
      {
        code: 'duplicate-positions',
        text: 'Images 5 and 11 are at one position (H20)',
        imageIndices: [4, 10],
      },
    ]);
  });
  it('gives the range of irregular spacing', () => {
    expect(findings([0, 5, 10, 13, 20, 25, 31].map((z) => at(z)))).toEqual([
      {
        code: 'irregular-spacing',
        text: 'Spacing is irregular: 3 to 7 mm (usually 5), widest between images 4 and 5',
        imageIndices: [2, 3, 3, 4, 5, 6],
      },
    ]);
  });
  it('names images turned another way', () => {
    const turned = { ImageOrientationPatient: [1, 0, 0, 0, 0, -1] };
    expect(findings(slices(10).map((s, i) => (i === 3 || i === 4 ? { ...s, ...turned } : s)))).toEqual([
      {
        code: 'mixed-orientation',
        text: 'Orientation differs in 2 of 10 images (4 to 5)',
        imageIndices: [3, 4],
      },
    ]);
  });
  it('measures the tilt of a gantry', () => {
    const tilted = Array.from({ length: 10 }, (_, i) => ({ ImagePositionPatient: [0, i * 1.763, i * 5] }));
    expect(findings(tilted)?.[0]).toMatchObject({
      code: 'tilted',
      text: 'Slices are tilted by 19.42 degrees: they slide 1.76 mm sideways for each 5 mm',
    });
  });
  it('tells mixed sizes and spacings, repeated positions and too few', () => {
    const codes = (items: Parameters<typeof aSeries>[0]) => findings(items)?.map(({ code }) => code);
    expect(codes(slices(6).map((s, i) => (i < 3 ? { ...s, Rows: 256 } : s)))).toEqual(['mixed-matrix']);
    expect(codes(slices(6).map((s, i) => (i < 3 ? { ...s, PixelSpacing: [1, 1] } : s)))).toEqual([
      'mixed-spacing',
    ]);
    expect(codes([...slices(5), ...slices(5)])).toEqual(['repeated-positions']);
    expect(verdict(slices(2))?.summary).toBe('2 positions, 5 mm apart; not a volume: fewer than 3 positions');
  });
  it('does not judge what has no plane', () => {
    expect(verdict(slices(5, 5, { ImageOrientationPatient: [0, 0, 0, 0, 0, 0] }))).toBeUndefined();
  });
  it('is not fooled by rounding', () => {
    const rounded = Array.from({ length: 200 }, (_, i) => at(Number((i * 0.625).toFixed(2))));
    expect(findings(rounded)).toEqual([]);
  });
});
