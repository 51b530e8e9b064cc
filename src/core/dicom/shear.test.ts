import { describe, expect, it } from 'vitest';
import { geometryVerdict } from './geometryVerdict.ts';

const axial = [1, 0, 0, 0, 1, 0];
/** Axial slices 5 mm apart, each so far to the side, mm. */
const stack = (aside: (i: number) => number, count = 20, heights = (i: number) => i * 5) =>
  Array.from({ length: count }, (_, i) => ({
    ImageOrientationPatient: axial,
    ImagePositionPatient: [aside(i), 0, heights(i)],
  }));
const findings = (images: ReturnType<typeof stack>, firstIndex?: number) =>
  geometryVerdict(images, firstIndex)?.findings.map(({ code, text }) => [code, text]);

describe('slices straight above each other', () => {
  it('are clean, also with rounded positions', () => {
    expect(findings(stack((i) => (i % 3) * 0.004))).toEqual([]);
  });
  it('that all slide alike are tilted, by so many degrees', () => {
    expect(findings(stack((i) => i * 5 * Math.tan(Math.PI / 18)))).toEqual([
      ['tilted', 'Slices are tilted by 10 degrees: they slide 0.88 mm sideways for each 5 mm'],
    ]);
  });
  it('that are tilted with one missing are tilted and one is missing, not sheared', () => {
    const codes = geometryVerdict(stack((i) => i * 0.9).filter((_, i) => i !== 7))?.findings.map(
      ({ code }) => code,
    );
    expect(codes).toEqual(['missing-slices', 'tilted']);
  });
  it('of which one lies aside are sheared, and it is named', () => {
    const verdict = geometryVerdict(stack((i) => (i >= 12 ? 8.3 : 0)));
    expect(verdict?.reconstructable).toBe(false);
    expect(verdict?.findings).toEqual([
      {
        severity: 'warning',
        code: 'sheared',
        text: 'Slices do not lie straight above each other: they slide 8.3 mm between images 12 and 13',
        imageIndices: [11, 12],
      },
    ]);
  });
  it('of which several lie aside are counted', () => {
    expect(findings(stack((i) => (i === 4 ? 3 : i === 9 ? -6 : 0)))).toEqual([
      [
        'sheared',
        'Slices do not lie straight above each other: they slide unevenly at 4 of 19 steps, most 6 mm between images 9 and 10',
      ],
    ]);
  });
});

describe('a part of a display set', () => {
  it('is judged with the numbers that its images have there', () => {
    const gap = stack(() => 0).filter((_, i) => i !== 7);
    const verdict = geometryVerdict(gap, 100);
    expect(verdict?.findings).toMatchObject([{ code: 'missing-slices', imageIndices: [106, 107] }]);
    expect(verdict?.findings[0]?.text).toContain('1 between images 107 and 108');
    const turned = stack(() => 0).map((image, i) =>
      i === 3 ? { ...image, ImageOrientationPatient: [1, 0, 0, 0, 0, -1] } : image,
    );
    expect(findings(turned, 100)).toEqual([['mixed-orientation', 'Orientation differs in image 104']]);
  });
  it('says which images have no position', () => {
    const images = stack(() => 0, 5).map((image, i) =>
      i === 2 ? { ...image, ImagePositionPatient: [] } : image,
    );
    expect(findings(images, 10)?.[0]).toEqual(['no-position', 'Position is not given for image 13']);
  });
});
