import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSeriesMetadata } from './naturalize.ts';
import { ofSameShape } from './sameShape.ts';

it('is the object that its keywords and values say, in their order', () => {
  const keyword = fc.stringMatching(/^[A-Z][A-Za-z]{0,12}$/);
  const entries = fc.uniqueArray(fc.tuple(keyword, fc.jsonValue()), {
    selector: ([key]) => key,
    maxLength: 140,
  });
  fc.assert(
    fc.property(entries, (list) => {
      const item = ofSameShape(
        list.map(([key]) => key),
        list.map(([, value]) => value),
      );
      expect(Object.entries(item)).toEqual(list);
    }),
  );
});

it('keeps apart what is read one after another', () => {
  const keywords = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'];
  const first = ofSameShape(keywords, keywords);
  const second = ofSameShape(keywords, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(Object.values(first)).toEqual(keywords);
  expect(Object.values(second)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

it('lets instances share equal values, and only those', () => {
  const instance = (uid: string, position: number, name: string) => ({
    '0020000D': { vr: 'UI', Value: ['1.2'] },
    '0020000E': { vr: 'UI', Value: ['1.2.3'] },
    '00080018': { vr: 'UI', Value: [uid] },
    '00080016': { vr: 'UI', Value: ['1.2.840.10008.5.1.4.1.1.2'] },
    '00100010': { vr: 'PN', Value: [{ Alphabetic: name }] },
    '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] },
    '00200032': { vr: 'DS', Value: [0, 0, position] },
  });
  const read = readSeriesMetadata(
    [instance('1.1', 1, 'A'), instance('1.2', 2, 'A'), instance('1.3', 3, 'B')],
    {
      StudyInstanceUID: '1.2',
      SeriesInstanceUID: '1.2.3',
    },
  );
  const [a, b, c] = read.instances;
  expect(b?.ImageOrientationPatient).toBe(a?.ImageOrientationPatient);
  expect(b?.PatientName).toBe(a?.PatientName);
  expect(c?.PatientName).toEqual({ Alphabetic: 'B' });
  expect([a, b, c].map((one) => one?.ImagePositionPatient)).toEqual([
    [0, 0, 1],
    [0, 0, 2],
    [0, 0, 3],
  ]);
});
