import { expect, it } from 'vitest';
import type { Instance } from '../core/dicom/instance.ts';
import { anInstance } from '../testing/factories.ts';
import { namesNeeded, severalPatients } from './severalPatients.ts';
import type { SeriesEntry } from './viewerState.ts';

/** One series an entry. */
const state = (...lists: readonly (readonly Instance[])[]) => ({
  studyOrder: ['1.2.3'],
  series: Object.fromEntries(
    lists.map((instances, index): [string, SeriesEntry] => [
      String(index),
      {
        key: String(index),
        summary: { StudyInstanceUID: '1.2.3', SeriesInstanceUID: String(index) },
        status: 'ready',
        instances,
        problems: [],
        error: undefined,
        loaded: 0,
        total: undefined,
        waitingSeconds: undefined,
      },
    ]),
  ),
});
const jane = { PatientID: '1', PatientName: { Alphabetic: 'DOE^JANE' } };
const of = (patient: Partial<Instance>) => anInstance(patient);

it('says nothing of one patient, however many series there are', () => {
  const one = state([of(jane), of(jane)], [of(jane)], []);
  expect(severalPatients(one)).toEqual([]);
  expect(namesNeeded(one)).toBe(false);
});

it('names all where series, or the images of one, are of several patients', () => {
  const john = { PatientID: '2', PatientName: { Alphabetic: 'DOE^JOHN' } };
  for (const several of [state([of(jane)], [of(john)]), state([of(jane), of(john)])]) {
    expect(severalPatients(several)).toEqual(['DOE, JANE', 'DOE, JOHN']);
    expect(namesNeeded(several)).toBe(true);
  }
});

it('tells patients apart by what is written of them in any script', () => {
  const ideographic = { ...jane, PatientName: { ...jane.PatientName, Ideographic: '山田^太郎' } };
  expect(severalPatients(state([of(jane)], [of(ideographic)]))).toHaveLength(2);
  const sameButWrittenLonger = { ...jane, PatientName: { Alphabetic: 'DOE^JANE^^' } };
  expect(severalPatients(state([of(jane)], [of(sameButWrittenLonger)]))).toEqual([]);
});

it('counts two studies as reason enough to name them', () => {
  expect(namesNeeded({ ...state([of(jane)]), studyOrder: ['1.2.3', '1.2.4'] })).toBe(true);
});
