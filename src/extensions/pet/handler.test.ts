import { expect, it } from 'vitest';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { handled, slices } from '../../testing/factories.ts';
import { seriesTypesHandler } from './handler.ts';

const PT = { SOPClassUID: SopClass.PositronEmissionTomographyImageStorage, Modality: 'PT' };

it('makes a display set of each dynamic frame', () => {
  const items = [5000, 15000, 45000].flatMap((FrameReferenceTime) => slices(4, 5, { FrameReferenceTime }));
  expect(handled(seriesTypesHandler, items, { ...PT, SeriesType: ['DYNAMIC', 'IMAGE'] }).sets).toEqual([
    ['at 5 s (1 of 3)', 4],
    ['at 15 s (2 of 3)', 4],
    ['at 45 s (3 of 3)', 4],
  ]);
});

it('makes a display set of each gated phase', () => {
  const items = [0, 125, 250, 375].flatMap((TriggerTime) => slices(4, 5, { TriggerTime }));
  expect(
    handled(seriesTypesHandler, items, { ...PT, SeriesType: ['GATED', 'IMAGE'] }).sets.map(
      ([label]) => label,
    ),
  ).toEqual(['phase 1 of 4', 'phase 2 of 4', 'phase 3 of 4', 'phase 4 of 4']);
});

it('tells series types apart', () => {
  const items = [
    ...slices(4, 5, { SeriesType: ['STATIC', 'IMAGE'] }),
    ...slices(4, 5, { SeriesType: ['GATED', 'IMAGE'] }),
  ];
  expect(handled(seriesTypesHandler, items, PT).sets).toEqual([
    ['static', 4],
    ['gated', 4],
  ]);
});

it('leaves the beds of a whole body, each with its own time', () => {
  const items = slices(20).map((s, i) => ({ ...s, FrameReferenceTime: i < 10 ? 0 : 180000 }));
  const made = handled(seriesTypesHandler, items, { ...PT, SeriesType: ['WHOLE BODY', 'IMAGE'] });
  expect(made).toMatchObject({ sets: [], left: 20 });
  expect(made.reason).toBe('left 20: each position has one image');
});
