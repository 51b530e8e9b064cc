import { expect, test } from 'vitest';
import type { StudySummary } from '../dataSource.ts';
import type { DisplaySet } from '../displaySet/displaySet.ts';
import { anInstance } from '../../testing/factories.ts';
import { counterpartOf } from './counterpart.ts';
import { intervalBetween, otherStudies } from './priors.ts';

const aStudy = (uid: string, more: Partial<StudySummary> = {}): StudySummary => ({
  StudyInstanceUID: uid,
  PatientID: '4711',
  PatientName: { Alphabetic: 'DOE^JANE' },
  PatientBirthDate: '19720304',
  StudyDate: '20240101',
  ModalitiesInStudy: ['CT'],
  ...more,
});
const jane = aStudy('1', { StudyDate: '20261103' });

test.each([
  ['20261103', '20261103', 'same day'],
  ['20261103', '20261101', '2 d earlier'],
  ['20261103', '20261003', '1 mo earlier'],
  ['20261103', '20261004', '30 d earlier'],
  ['20261103', '20241103', '2 y earlier'],
  ['20261103', '20240802', '2 y 3 mo earlier'],
  ['20261103', '20270110', '2 mo later'],
  ['20261103', undefined, ''],
  ['nonsense', '20261103', ''],
])('from %s to %s: %s', (from, to, words) => {
  expect(intervalBetween(from, to)).toBe(words);
});

test('newest first, without what is open and what has another ID', () => {
  const found = [
    aStudy('2', { StudyDate: '20200101' }),
    aStudy('3', { StudyDate: '20250101' }),
    aStudy('4', { PatientID: '47110' }),
    jane,
  ];
  const others = otherStudies(jane, found, new Set(['1']), jane);
  expect(others.map(({ summary }) => summary.StudyInstanceUID)).toEqual(['3', '2']);
  expect(otherStudies(jane, [...found].reverse(), new Set(['1']), jane)).toEqual(others);
});

test('an ID alone is no proof: another name or birth date is said', () => {
  const doubt = (more: Partial<StudySummary>) =>
    otherStudies(jane, [aStudy('2', more)], new Set(), jane)[0]?.doubt;
  expect(doubt({})).toBeUndefined();
  expect(doubt({ PatientName: { Alphabetic: 'Doe^Jane' } })).toBeUndefined();
  expect(doubt({ PatientName: { Alphabetic: 'Doë^Jané' } })).toBeUndefined();
  expect(doubt({ PatientName: { Alphabetic: 'MEIER^ANNA' } })).toBe('Same ID, another name: MEIER, ANNA');
  expect(doubt({ PatientBirthDate: '19550101' })).toBe('Same ID, another birth date');
  const { PatientBirthDate: _, ...unknown } = aStudy('2');
  expect(otherStudies(jane, [unknown], new Set(), jane)[0]?.doubt).toBeUndefined();
});

/** What the choice looks at, of a display set. */
function aSet(uid: string, more: Partial<DisplaySet> = {}, image: Parameters<typeof anInstance>[0] = {}) {
  const { Modality = 'CT' } = more;
  const instances = [anInstance({ Modality, ...image })];
  return {
    displaySetInstanceUID: uid,
    Modality,
    numImageFrames: 100,
    instances,
    ...more,
  } as unknown as DisplaySet;
}
const coronal = { ImageOrientationPatient: [1, 0, 0, 0, 0, -1] };

test('beside a series comes the like of it from the other study', () => {
  const here = aSet('a', { SeriesDescription: 'Axial lung 1.0' });
  const candidates = [
    aSet('b', { SeriesDescription: 'Coronal lung 1.0', SeriesNumber: 1 }, coronal),
    aSet('c', { SeriesDescription: 'Axial soft', SeriesNumber: 2 }),
    aSet('d', { SeriesDescription: 'Axial Lung', SeriesNumber: 3 }),
    aSet('e', { Modality: 'MR', SeriesDescription: 'Axial lung 1.0' }),
  ];
  expect(counterpartOf(here, candidates)?.displaySetInstanceUID).toBe('d');
  expect(counterpartOf(here, [...candidates].reverse())?.displaySetInstanceUID).toBe('d');
  expect(counterpartOf(here, candidates.slice(3))).toBeUndefined();
});

test('a mammogram finds its own side and view', () => {
  const here = aSet('a', { Modality: 'MG' }, { ImageLaterality: 'L', ViewPosition: 'MLO' });
  const views = ['R CC', 'L CC', 'R MLO', 'L MLO'].map((name, at) => {
    const [ImageLaterality = '', ViewPosition = ''] = name.split(' ');
    return aSet(name, { Modality: 'MG', SeriesNumber: at }, { ImageLaterality, ViewPosition });
  });
  expect(counterpartOf(here, views)?.displaySetInstanceUID).toBe('L MLO');
});
