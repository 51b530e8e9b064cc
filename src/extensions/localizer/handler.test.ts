import { describe, expect, it } from 'vitest';
import { handled, slices } from '../../testing/factories.ts';
import { localizersHandler } from './handler.ts';

const localizer = { ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] };
const planes = {
  axial: [1, 0, 0, 0, 1, 0],
  coronal: [1, 0, 0, 0, 0, -1],
  sagittal: [0, 1, 0, 0, 0, -1],
};

describe('localizers', () => {
  it('go apart from the slices they locate', () => {
    const scout = { ...localizer, ImageOrientationPatient: planes.coronal };
    const { sets, left, reason } = handled(localizersHandler, [scout, ...slices(60)]);
    expect(sets).toEqual([['localizer', 1]]);
    expect(left).toBe(60);
    expect(reason).toContain('left 60: no localizers: no ImageType says LOCALIZER');
  });
  it('are one display set a plane, told by the plane', () => {
    const items = Object.values(planes).flatMap((ImageOrientationPatient) =>
      slices(2, 10, { ...localizer, ImageOrientationPatient }),
    );
    expect(handled(localizersHandler, items).sets).toEqual([
      ['localizer, axial', 2],
      ['localizer, coronal', 2],
      ['localizer, sagittal', 2],
    ]);
    // Where the series is named for it, that need not be said twice.
    expect(handled(localizersHandler, items, { SeriesDescription: '3-plane LOCALIZER' }).sets[0]).toEqual([
      'axial',
      2,
    ]);
  });
  it('keep the name of the stack that they would be without this handler', () => {
    const { displaySets } = handled(localizersHandler, [localizer]);
    expect(displaySets[0]?.splitKey).toContain('LOCALIZER');
  });
  it('leave a series without any', () => {
    expect(handled(localizersHandler, slices(5)).sets).toEqual([]);
  });
});
