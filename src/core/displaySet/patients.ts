import type { Instance } from '../dicom/instance.ts';
import { formatPersonName } from '../dicom/format.ts';
import type { DisplaySetMessage } from './displaySet.ts';

/** Who an instance is of, for comparison: the identifier, and the name without regard to case and padding. */
export function patientKey({ PatientID = '', IssuerOfPatientID = '', PatientName }: Instance): string {
  const name = (PatientName?.Alphabetic ?? PatientName?.Ideographic ?? '').toUpperCase();
  return JSON.stringify([PatientID, IssuerOfPatientID, name.replaceAll(/[\s^]+/g, ' ').trim()]);
}

export function patientText({ PatientName, PatientID }: Instance): string {
  const name = formatPersonName(PatientName) || 'without a name';
  return PatientID ? `${name} (ID ${PatientID})` : name;
}

/** @param patients one instance of each; @returns a warning that names them all when there are several. */
export function mixedPatients(
  patients: readonly Instance[],
  what: 'series' | 'study',
): DisplaySetMessage | undefined {
  if (patients.length < 2) return undefined;
  const named = patients.map(patientText).sort();
  return {
    severity: 'error',
    code: 'mixed-patients',
    text: `This ${what} holds images of ${patients.length} patients: ${named.join('; ')}`,
  };
}
