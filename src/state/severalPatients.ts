import { formatPersonName } from '../core/dicom/format.ts';
import type { Instance } from '../core/dicom/instance.ts';
import type { ViewerState } from './viewerState.ts';

type Series = ViewerState['series'];
type Patient = Pick<Instance, 'PatientID' | 'PatientName'>;

const inSeries = new WeakMap<readonly Instance[], readonly Patient[]>();
const inStudies = new WeakMap<Series, readonly Patient[]>();

/** As they are written: one who is written in two ways is there twice. */
function distinct(patients: Iterable<Patient>): readonly Patient[] {
  const found = new Map<string, Patient>();
  for (const patient of patients) {
    const { PatientID = '', PatientName: { Alphabetic = '', Ideographic = '', Phonetic = '' } = {} } =
      patient;
    const key = `${PatientID}\n${Alphabetic}\n${Ideographic}\n${Phonetic}`;
    if (!found.has(key)) found.set(key, patient);
  }
  return [...found.values()];
}

/** Looked for once in each series, whatever comes beside it. */
function patientsOf(series: Series): readonly Patient[] {
  let all = inStudies.get(series);
  if (all) return all;
  all = distinct(
    Object.values(series).flatMap(({ instances }) => {
      let own = inSeries.get(instances);
      if (!own) inSeries.set(instances, (own = distinct(instances)));
      return own;
    }),
  );
  inStudies.set(series, all);
  return all;
}

/**
 * Whether images of two studies or of two patients may be beside each other:
 * then every viewport says whose image it shows. A series whose images disagree
 * counts, too.
 */
export function namesNeeded({ studyOrder, series }: Pick<ViewerState, 'studyOrder' | 'series'>): boolean {
  if (studyOrder.length > 1) return true;
  const names = patientsOf(series).map(
    ({ PatientID = '', PatientName }) => `${PatientID}\n${PatientName?.Alphabetic ?? ''}`,
  );
  return new Set(names).size > 1;
}

/** Every patient named in what is open, when there is more than one; none otherwise. */
export function severalPatients({ series }: Pick<ViewerState, 'series'>): readonly string[] {
  const patients = new Map<string, string>();
  for (const { PatientID = '', PatientName } of patientsOf(series)) {
    const name = formatPersonName(PatientName);
    patients.set(`${PatientID} ${name}`, name || PatientID || 'No name');
  }
  return patients.size > 1 ? [...patients.values()] : [];
}
