import { expect, it } from 'vitest';
import type { StudySummary } from '../../core/dataSource.ts';
import { sortStudies } from './studyOrder.ts';

const study = (uid: string, rest: Partial<StudySummary> = {}): StudySummary => ({
  StudyInstanceUID: uid,
  ModalitiesInStudy: [],
  ...rest,
});
const uids = (studies: readonly StudySummary[]) => studies.map(({ StudyInstanceUID }) => StudyInstanceUID);

it('puts the newest first, by time within a day, and those without a date last', () => {
  const studies = [
    study('none'),
    study('morning', { StudyDate: '20261103', StudyTime: '080000' }),
    study('old', { StudyDate: '20200101' }),
    study('evening', { StudyDate: '20261103', StudyTime: '190000' }),
  ];
  expect(uids(sortStudies(studies, { keyword: 'StudyDate', descending: true }))).toEqual([
    'evening',
    'morning',
    'old',
    'none',
  ]);
});

it('keeps those without a value last whichever way it sorts', () => {
  const studies = [study('none'), study('b', { PatientID: 'B' }), study('a', { PatientID: 'A' })];
  expect(uids(sortStudies(studies, { keyword: 'PatientID', descending: false }))).toEqual(['a', 'b', 'none']);
  expect(uids(sortStudies(studies, { keyword: 'PatientID', descending: true }))).toEqual(['b', 'a', 'none']);
});

it('reads figures in identifiers as figures', () => {
  const studies = ['A10', 'A9', 'a1'].map((id) => study(id, { AccessionNumber: id }));
  expect(uids(sortStudies(studies, { keyword: 'AccessionNumber', descending: false }))).toEqual([
    'a1',
    'A9',
    'A10',
  ]);
});

it('gives the same order for any order of arrival', () => {
  const studies = ['3', '1', '2'].map((uid) => study(uid, { StudyDate: '20260101' }));
  const order = { keyword: 'StudyDate', descending: true } as const;
  expect(uids(sortStudies(studies, order))).toEqual(uids(sortStudies([...studies].reverse(), order)));
});
