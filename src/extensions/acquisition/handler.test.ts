import { expect, it } from 'vitest';
import { handled, slices } from '../../testing/factories.ts';
import { acquisitionsHandler } from './handler.ts';

it('tells acquisitions of the same positions apart', () => {
  const items = [2, 3].flatMap((AcquisitionNumber) => slices(8, 5, { AcquisitionNumber }));
  expect(handled(acquisitionsHandler, items).sets).toEqual([
    ['acquisition 2', 8],
    ['acquisition 3', 8],
  ]);
});

it('tells them by their UID where it is given', () => {
  const items = ['1.2.111111', '1.2.222222'].flatMap((AcquisitionUID) => slices(8, 5, { AcquisitionUID }));
  expect(handled(acquisitionsHandler, items).sets).toEqual([
    ['acquisition 111111', 8],
    ['acquisition 222222', 8],
  ]);
});

it.each([
  ['a number on every slice', slices(20).map((s, i) => ({ ...s, AcquisitionNumber: i }))],
  [
    'numbers side by side, as beds of a PET',
    slices(20).map((s, i) => ({ ...s, AcquisitionNumber: i < 10 ? 1 : 2 })),
  ],
])('leaves %s', (_, items) => {
  expect(handled(acquisitionsHandler, items)).toMatchObject({ sets: [], left: items.length });
});
