import { describe, expect, test } from 'vitest';
import type { Picture } from '../../../core/viewTransform.ts';
import { readingAt } from './reading.ts';

const flat: Picture = {
  rows: 100,
  columns: 80,
  spacing: { row: 1, column: 1 },
  measured: undefined,
  plane: undefined,
};
const axial: Picture = {
  ...flat,
  plane: {
    FrameOfReferenceUID: '1',
    origin: [-40, -50.5, 12],
    right: [1, 0, 0],
    down: [0, 1, 0],
    spacing: { row: 2, column: 0.5 },
  },
};

describe('a probe', () => {
  test('says where it is in the patient, to the sides of the standard', () => {
    expect(readingAt(axial, [10, 3], { stored: [1064], modality: 40, unit: 'HU' })).toEqual([
      ['Column, row', '10, 3'],
      ['Patient, mm', 'R 35.0, A 44.5, H 12.0'],
      ['Value', '40 HU'],
      ['Stored', '1064'],
    ]);
  });
  test('claims no unit and no place that nobody gave', () => {
    expect(readingAt(flat, [0, 0], { stored: [7], modality: 7 })).toEqual([
      ['Column, row', '0, 0'],
      ['Stored', '7'],
    ]);
    expect(readingAt(flat, [0, 0], { stored: [7], modality: 0.1 + 0.2 })[1]).toEqual(['Value', '0.3']);
  });
  test('names colour, what was interpolated, and what lies beside the image', () => {
    expect(readingAt(flat, [1, 2], { stored: [255, 0, 9] })[1]).toEqual(['Colour', 'R 255, G 0, B 9']);
    expect(readingAt(flat, [1, 2], { stored: [], modality: 12.5, unit: 'HU' })[1]).toEqual([
      'Interpolated',
      '12.5 HU',
    ]);
    expect(readingAt(flat, [80, 2], undefined)[1]).toEqual(['Value', 'beside the image']);
  });
});
